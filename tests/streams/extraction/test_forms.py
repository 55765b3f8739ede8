"""Every form in which news writes a quantity, and what only looks like one; one sentence a form."""

from decimal import Decimal

import pytest

from streams.records import Number

from .conftest import Read

Value = Decimal | int | tuple[Decimal | int, Decimal | int]

FORMS: list[tuple[str, Value]] = [
    ("The firm raised $54K from fans.", 54_000),
    ("The city has 2.4 million residents.", 2_400_000),
    ("Berlin pledged €1.1bn to the fund.", 1_100_000_000),
    ("She bought five dozen eggs.", 60),
    ("Half a million voters stayed home.", 500_000),
    ("Hundreds of thousands marched in the rain.", (100_000, 1_000_000)),
    ("A couple of hikers got lost.", 2),
    ("Scores of villagers fled.", (20, 200)),
    ("Twenty-one ships sailed.", 21),
    ("One in five teachers plans to quit.", Decimal("0.2")),
    ("Two-thirds of the members agreed.", Decimal(2) / 3),
    ("A third of the crop was lost.", Decimal(1) / 3),
    ("No one was hurt in the crash.", 0),
    ("Between 3 and 5 boats sank.", (3, 5)),
    ("Turnout rose 3-5% in cities.", (3, 5)),
    ("Fees range from 3% to 5% a year.", (3, 5)),
    ("Inflation rose from 3% to 5%.", (3, 5)),
    ("Unemployment fell from 9% to 7%.", (7, 9)),
    ("The repair will cost $10 to $12 million.", (10_000_000, 12_000_000)),
    ("At least 14 houses burned.", 14),
    ("Up to 300 guests came.", 300),
    ("Nearly 80 schools closed.", 80),
    ("As many as 25 bridges need repair.", 25),
    ("Forty or more cars were towed.", 40),
    ("Fewer than 30 seats remain.", 30),
    ("Profit doubled last year.", 2),
    ("The price of wheat halved.", Decimal("0.5")),
    ("Shares were up 6.5% at noon.", Decimal("6.5")),
    ("Output fell by a third.", Decimal(1) / 3),
    ("The poll showed a 20-point drop.", 20),
    ("Attendance tripled to 9,000.", 9000),
    ("The bank raised rates by 25 basis points.", Decimal("0.25")),
    ("Support grew two percentage points.", 2),
    ("Peru has 1,234,567.89 tonnes of ore.", Decimal("1234567.89")),
    ("He paid 1 200 000 kronor.", 1_200_000),
    ("The lake covers three and a half square miles.", Decimal("3.5")),
    ("The tunnel is 2½ miles long.", Decimal("2.5")),
    ("The firm lost £3m.", 3_000_000),
    ("A bridge of 1.5km opened.", Decimal("1.5")),
    ("It was minus 12 degrees in Oslo.", -12),
    ("Sales climbed to 138 boats from 97 boats.", (97, 138)),
    ("The toll rose to 45 from 38.", (38, 45)),
    ("Nine out of ten patients recovered.", Decimal("0.9")),
    ("The crowd numbered in the tens of thousands.", (10_000, 100_000)),
    ("Three dozen monks came.", 36),
    ("Nobody was killed in the blaze.", 0),
    ("There were no injuries.", 0),
    ("Eleven hundred workers walked out.", 1100),
    ("It cost one point two billion euros.", 1_200_000_000),
    ("He owns 12.5 percent of the bank.", Decimal("12.5")),
    ("The budget is 3 lakh rupees.", 300_000),
    ("The 34-year-old won.", 34),
    ("Ana Ruiz, 34, won.", 34),
    ("The first of three trials began.", 3),
    ("The dead: 12.", 12),
    ("12 were killed.", 12),
    ("A man was shot dead in Lima.", 1),
    ("Killing three, including a child, the bomb tore the wall.", 3),
    ("Two of the wounded later died.", 2),
    ("The plane carried 26 of Ukraine's allies.", 26),
    ("About 1500 people came.", 1500),
    ("More than 2000 soldiers left.", 2000),
    ("Police arrested 2,019 protesters.", 2019),
    ("A quarter of a million people fled.", 250_000),
    ("The deal is worth $3.2 billion over three years.", 3_200_000_000),
    ("It takes 48 hours.", 48),
    ("A dozen rebels gave up.", 12),
    ("The company cut 1,500 jobs.", 1500),
    ("The ruling cost him US$5,000 per day.", 5000),
    ("Wages grew fourfold.", 4),
    ("Exports quadrupled.", 4),
    ("The river rose 1.2 metres.", Decimal("1.2")),
    ("The U.N. asked for 750 million dollars.", 750_000_000),
    ("It weighs 0.75 kg.", Decimal("0.75")),
    ("Some 5,000-6,000 troops remain.", (5000, 6000)),
    ("They want five to seven ships.", (5, 7)),
    ("Seven million tons of grain sit in silos.", 7_000_000),
    ("The fire killed 3 to 5 cows.", (3, 5)),
    ("A million and a half refugees crossed.", 1_500_000),
    ("She scored 98.6 on the test.", Decimal("98.6")),
    ("The blast left 17 people dead and 40 injured.", 40),
    ("They found 3/4 of the money.", Decimal("0.75")),
    ("Zero cases were found.", 0),
    ("It fell 1.5 to 2 points.", (Decimal("1.5"), 2)),
    ("The loan carries 4¾ percent.", Decimal("4.75")),
    ("The court fined him 100,000 Swiss francs.", 100_000),
    ("The satellite flew at 17,500 mph.", 17_500),
    ("He gave 1.5 crore rupees.", 15_000_000),
    ("None of the passengers was hurt.", 0),
    ("Dozens of cars burned.", (12, 120)),
    ("The drought hit several hundred farms.", (100, 1000)),
    ("They sent 30-plus trucks.", 30),
    ("It holds 100+ books.", 100),
    ("The pound buys $1.27.", Decimal("1.27")),
    ("He is 45.", 45),
    ("Two hundred and fifty-six monks prayed.", 256),
]
LEFT_ALONE = [
    "The plant opened in 1998.",
    "The vote is on 12 May 2021.",
    "The bus left at 5:30 p.m.",
    "Call 555-201-4477 for help.",
    "United won 3-1.",
    "The S&P 500 closed flat.",
    "An F-16 crashed near Rome.",
    "A Boeing 737 landed in Oslo.",
    "Survivors of 9/11 met the mayor.",
    "The Group of Seven met in Rome.",
    "NATO invoked Article 5.",
    "He lives at 12 Garden Street.",
    "1. Rain is expected.",
    "Channel 4 showed the film.",
    "The G20 met in Delhi.",
    "The 3rd plan failed.",
    "In the 1990s trade grew.",
    "COVID-19 cases fell.",
    "It ran on the A4 motorway.",
    "Flight 370 vanished.",
    "They drove on Highway 101.",
    "The 2024 election is near.",
    "Chapter 11 protects the firm.",
    "The MH17 trial began.",
    "The Formula 1 season opens.",
    "Windows 11 has a flaw.",
    "He wore the No. 10 shirt.",
    "Resolution 1701 was cited.",
    "The iPhone 15 sold well.",
    "The Nikkei 225 fell.",
    "The FTSE 100 rose.",
    "She came second.",
    "The bill passed 52-48.",
    "He was born on 4 July.",
    "The 5G network failed.",
    "The talks ended at 0900 GMT.",
    "Mr. One left.",
    "One must not lie.",
    "They saw one another.",
    "Room 12 was empty.",
    "The 24/7 shop closed.",
    "Rebels took Route 66.",
    "Type 2 diabetes is common.",
    "The Big Four banks met.",
    "In 2020-21 exports fell.",
    "World War II ended.",
    "Version 2.0.1 has a bug.",
    "Page 12 is torn.",
    "The Catch-22 film opened.",
    "Apollo 11 landed.",
    "The team won 21-17 in Rome.",
    "Phase 3 trials began.",
    "The Fortune 500 list came out.",
    "A two-time winner came.",
]


def told(number: Number) -> Value:
    if number.value is not None:
        return number.value
    assert number.low is not None
    assert number.high is not None
    return number.low, number.high


@pytest.mark.parametrize(("text", "value"), FORMS)
def test_every_form_has_its_value(text: str, value: Value, read: Read) -> None:
    assert value in [told(number) for number in read(text).numbers]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_only_looks_like_a_quantity_is_left_alone(text: str, read: Read) -> None:
    assert read(text).numbers == ()


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Profit doubled last year.", ["up"]),
        ("The price of wheat halved.", ["down"]),
        ("Inflation rose from 3% to 5%.", ["up"]),
        ("Unemployment fell from 9% to 7%.", ["down"]),
        ("Sales climbed to 138 boats from 97 boats.", ["up"]),
        ("Output fell by a third.", ["down"]),
        ("The poll showed a 20-point drop.", ["down"]),
        ("The index rose 64 points to 4,577.", ["up", None]),
        ("Shares were up 6.5% at noon.", ["up"]),
        ("The bank index was down 2%.", ["down"]),
        ("The index closed +0.3%.", ["up"]),
        ("The club added two players.", [None]),
    ],
)
def test_a_change_is_told_from_a_level(text: str, changes: list[str | None], read: Read) -> None:
    assert [number.change for number in read(text).numbers] == changes


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Rebels fired 112 strikes and decoy drones, and crews shot down 84 of them.", "strikes and decoy drones"),
        ("Crews lost 12 ships, up from 9.", "ships"),
        ("Police freed 460 prisoners, compared with 63 a year before.", "prisoners"),
        ("The clinic saw 40 cases of measles.", "cases of measles"),
    ],
)
def test_a_number_without_noun_counts_what_the_one_before_did(text: str, counted: str, read: Read) -> None:
    assert read(text).numbers[-1].counted is not None
    assert read(text).numbers[-1].counted.text == counted


def test_a_conversion_keeps_the_bound(read: Read) -> None:
    assert [number.bound for number in read("The moths fly more than 100 km (62 miles).").numbers] == [">", ">"]
