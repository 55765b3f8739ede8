from decimal import Decimal

import pytest

from streams.extraction.numerals import read_numeral
from streams.records import Number

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200", "1200"),
        ("1,234,567.89", "1234567.89"),
        (".5", "0.5"),
        ("2.4 million", "2400000"),
        ("1.1bn", "1100000000"),
        ("54K", "54000"),
        ("twenty-one", "21"),
        ("three hundred and five", "305"),
        ("half a million", "500000"),
        ("two and a half million", "2500000"),
        ("one million two hundred thousand", "1200000"),
        ("one point two million", "1200000"),
        ("five dozen", "60"),
        ("a hundred", "100"),
        ("3 1/2", "3.5"),
    ],
)
def test_a_number_is_read_to_its_exact_value(text: str, value: str) -> None:
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert (numeral.value, numeral.end) == (Decimal(value), len(text))


def test_what_is_no_number_has_no_value() -> None:
    assert read_numeral("several", 0) is None


def _told(number: Number) -> tuple[object, ...]:
    value = number.value if number.value is not None else (number.low, number.high)
    return value, number.unit, number.bound


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The firm paid $54K.", (54000, "USD", "=")),
        ("The firm paid €1.1 billion.", (1_100_000_000, "EUR", "=")),
        ("The firm paid 19 cents a share.", (Decimal("0.19"), "USD", "=")),
        ("The firm paid 300 million yen.", (300_000_000, "JPY", "=")),
        ("Sales rose 6.5 percent.", (Decimal("6.5"), "%", "=")),
        ("Rates rose 25 basis points.", (Decimal("0.25"), "%", "=")),
        ("The road is 12.5 km long.", (Decimal("12.5"), "kilometer", "=")),
        ("The car does 80 mph.", (80, "mile/hour", "=")),
        ("At least 12 people left.", (12, None, ">=")),
        ("More than 40 people left.", (40, None, ">")),
        ("Up to 300 people left.", (300, None, "<=")),
        ("Nearly 300 people left.", (300, None, "~")),
        ("About 300 people left.", (300, None, "~")),
        ("Some 20 people or more left.", (20, None, "~")),
        ("Between 3 and 5 people left.", ((3, 5), None, "=")),
        ("The bank lent $10 to $12 million.", ((10_000_000, 12_000_000), "USD", "=")),
        ("Prices ranged from $200 to $4 million.", ((200, 4_000_000), "USD", "=")),
        ("Some 3-5% of members left.", ((3, 5), "%", "~")),
        ("Thousands of people left.", ((1_000, 10_000), None, "=")),
        ("It was minus 12 degrees.", (-12, "degree", "=")),
        ("Ana Ruiz, 34, left.", (34, "year", "=")),
        ("The rate fell to 4.9% in May from 5.3%.", ((Decimal("4.9"), Decimal("5.3")), "%", "=")),
        ("The fine rose to $90 last year from $70.", ((70, 90), "USD", "=")),
    ],
)
def test_a_quantity_has_value_unit_and_bound(text: str, told: tuple[object, ...], read: Read) -> None:
    assert [_told(number) for number in read(text).numbers] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "The firm opened in 1998.",
        "The firm opened on May 12, 2021.",
        "The team won 3-1.",
        "The bus left at 5:30 p.m.",
        "The jet is an F-16.",
        "He called 555 201 4477.",
        "The 3rd plan failed.",
        "The Boeing 737 landed.",
        "No one left.",
        "1. Rain",
        "The shop at 12 Garden Street closed.",
    ],
)
def test_what_is_no_quantity_is_left_alone(text: str, read: Read) -> None:
    assert read(text).numbers == ()


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Peru sent 300 armed soldiers.", "armed soldiers"),
        ("Peru sent 26 of its ships.", "its ships"),
        ("The list names 35 countries.", "countries"),
        ("The army fired 30 cruise and ballistic missiles at Lima.", "cruise and ballistic missiles"),
        ("Peru launched 60 strike and decoy drones at Chile.", "strike and decoy drones"),
    ],
)
def test_a_count_says_what_is_counted(text: str, counted: str, read: Read) -> None:
    (number,) = read(text).numbers
    assert number.counted is not None
    assert number.counted.text.endswith(counted)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("It costs $5 a month.", "P1M"),
        ("It costs €1.1 billion annually.", "P1Y"),
        ("The plant makes 40 cars per day.", "P1D"),
        ("It costs $5.", None),
        ("The plant burns 900 tonnes of coal a year.", "P1Y"),
        ("The bank lost $5 million a year earlier.", None),
    ],
)
def test_a_recurring_quantity_has_its_period(text: str, period: str | None, read: Read) -> None:
    assert [number.period for number in read(text).numbers] == [period]


@pytest.mark.parametrize(
    ("text", "change"),
    [("Sales rose 6%.", "up"), ("Sales fell by 6%.", "down"), ("Sales were up 6%.", "up"), ("Sales were 6%.", None)],
)
def test_a_change_goes_up_or_down(text: str, change: str | None, read: Read) -> None:
    assert [number.change for number in read(text).numbers] == [change]


def test_a_number_hangs_on_the_event_whose_people_it_counts(read: Read) -> None:
    extraction = read("Rebels killed 12 soldiers, and the shop sold 40 shirts.")
    (event,) = [event for event in extraction.events if event.type == "ASSAULT"]
    twelve = next(number for number in extraction.numbers if number.value == 12)
    assert event.numbers == (twelve.id,)
    assert twelve.event_id == event.id


@pytest.mark.parametrize(
    ("text", "value", "trigger"),
    [
        ("Peru launched 60 strike and decoy drones at Chile.", 60, "launched"),
        ("Chile intercepted or jammed 44 drones.", 44, "intercepted"),
        ("Peru launched 60 drones at Chile, whose air defences intercepted or jammed 44.", 44, "intercepted"),
        ("The air force said it shot down 58 of 74 drones.", 58, "shot down"),
        ("The air force said it shot down 58 of 74 drones.", 74, None),
        ("Peru sold 60 sheep to Chile, whose farmers intercepted 44.", 44, None),
    ],
)
def test_a_count_of_things_hangs_on_what_was_done_with_them(
    text: str, value: int, trigger: str | None, read: Read
) -> None:
    extraction = read(text)
    (number,) = [number for number in extraction.numbers if number.value == value]
    assert next((event.trigger.text for event in extraction.events if event.id == number.event_id), None) == trigger


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("It was 41 degrees Celsius. Nights were above 25 degrees.", ["degree_Celsius", "degree_Celsius"]),
        ("It was 90 degrees Fahrenheit, or 32 degrees Celsius. The ship turned 40 degrees.",
         ["degree_Fahrenheit", "degree_Celsius", "degree"]),
    ],
)  # fmt: skip
def test_degrees_are_those_of_the_one_scale_that_is_named(text: str, units: list[str], read: Read) -> None:
    assert [number.unit for number in read(text).numbers] == units
