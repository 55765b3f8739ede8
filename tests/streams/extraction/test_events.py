import pytest

from .conftest import Read
from .told import Told, parties_of

ATTACK = ("ASSAULT", ("Chad",), ("Niger",))


@pytest.mark.parametrize(
    "text",
    [
        "Chad attacked Niger.",
        "Niger was attacked by Chad.",
        "Chad, which attacked Niger, is large.",
        "Niger, attacked by Chad, is large.",
        "Chad carried out an attack on Niger.",
        "Chad’s attack on Niger went on.",
        "Chad launched strikes on Niger.",
        "Chad attacked Niger on Monday.",
    ],
)
def test_an_attack_is_the_same_however_it_is_told(text: str, read: Read) -> None:
    assert [parties_of(event) for event in read(text).events] == [ATTACK]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The navy launched missiles at the port.", ["ASSAULT"]),
        ("Prosecutors launched an inquiry into the bank.", ["ACCUSE"]),
        ("The firm launched a phone.", ["LAUNCH"]),
        ("The firms struck a deal with the union.", ["AGREE"]),
        ("The president fired the minister.", ["SANCTION"]),
        ("The bank fired forty clerks.", ["END-POSITION"]),
        ("The brewer developed an engine.", ["MANUFACTURE"]),
        ("The ferry docked at noon.", ["TRANSPORT"]),
        ("The premier flew to Lima.", ["CONSULT"]),
        ("The FS400 was revealed in January.", ["LAUNCH"]),
        ("The boss was introduced in January.", []),
        ("The maker showed it at the Boston Conference.", ["GATHERING"]),
        ("The Boston Conference was silent.", []),
        ("The contract was signed on Monday.", ["SUPPORT"]),
        ("The vote was criticised.", []),
        ("The carmaker delayed the launch of the sedan.", ["DISRUPTION", "LAUNCH"]),
        ("The carmaker held a press conference.", ["GATHERING"]),
        ("Chad attended a conference with Niger.", ["CONSULT"]),
        ("Soldiers fired on the crowd.", ["ASSAULT"]),
        ("Chad agreed to lift the ban on Niger.", ["AGREE", "CONCEDE"]),
        ("Chad will not lift the ban on Niger.", ["REJECT"]),
        ("Chad will boycott the summit.", ["THREATEN"]),
        ("Chad will visit Niger.", ["AGREE"]),
        ("Chad hopes to visit Niger.", ["AGREE"]),
        ("Chad failed to reach an agreement with Niger.", ["REJECT", "AGREE"]),
        ("Chad called the plan a threat.", []),
        ("The earthquake struck a town.", ["DISASTER"]),
        ("The S&P 500 dipped by 96 points.", ["PRICE-MOVE"]),
        ("The storm slammed into the coast.", ["DISASTER"]),
        ("The council voted on the plan.", ["LEGISLATE"]),
        ("The army claims to have attacked the town.", ["ASSAULT"]),
        ("An assassination attempt on the mayor failed.", ["ASSAULT"]),
        ("Peruvians voted on Sunday.", ["ELECT"]),
        ("The general will appeal.", ["APPEAL"]),
        ("The governor appealed for calm.", ["REQUEST"]),
        ("Police raided homes in Lima.", ["COERCE"]),
        ("Gunmen raided homes in Lima.", ["ASSAULT"]),
        ("Chad expelled two Estonian diplomats.", ["SANCTION"]),
        ("Chad expelled the leaders of the exiles.", ["COERCE"]),
        ("The party expelled its leader.", ["SANCTION"]),
        ("The expulsion of the miners by Chad was condemned by Niger.", ["SANCTION", "ACCUSE"]),
        ("The expulsion of the refugees by Chad was condemned by Niger.", ["COERCE", "ACCUSE"]),
        ("The soldiers left the town.", ["RETREAT"]),
        ("The minister left the town.", []),
        ("Chad armed the militia.", ["AID"]),
        ("The miners were armed with knives.", []),
        ("The army halted its offensive in Kivu.", ["RETREAT"]),
        ("The army halted the rebel offensive in Kivu.", []),
        ("The pilots ended their strike.", ["CONCEDE"]),
        ("The court ended the pilots' strike.", []),
        ("The bankruptcy of the bank was announced.", ["DECLARE-BANKRUPTCY"]),
        ("A bankruptcy judge met the miners.", ["CONSULT"]),
        ("Contributions could be made at sea.", []),
        ("A lawsuit alleged that Chad had bribed Niger.", ["ACCUSE", "TRANSFER-MONEY"]),
    ],
)
def test_the_company_of_a_word_makes_its_type(text: str, types: list[str], read: Read) -> None:
    assert [event.type for event in read(text).events] == types


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell on the town.",
        "The striker scored a late goal and the goalkeeper saved a penalty as Lima beat Quito in the league.",
        "The plan met its target.",
        "The minister discussed Chad on Monday.",
        "The driver claims he was asleep.",
        "The tax would hurt young families.",
        "The union let it be known that the plan was fine.",
        "The firm will fight the lawsuit.",
        "The companies employ 9,000 people.",
        "",
    ],
)
def test_nothing_is_made_of_nothing(text: str, read: Read) -> None:
    assert read(text).events == ()


def test_the_first_named_of_a_meeting_is_its_source(read: Read) -> None:
    (event,) = read("France, Germany and Italy met on Monday.").events
    assert parties_of(event) == ("CONSULT", ("France",), ("Germany", "Italy"))


def test_a_meeting_and_what_it_was_for_is_one(read: Read) -> None:
    (event,) = read("France and Italy met to discuss the border.").events
    assert parties_of(event) == ("CONSULT", ("France",), ("Italy",))
    assert len(read("France visited Italy to discuss the border with the rebels.").events) == 2


def test_an_event_has_the_time_and_place_of_its_clause(read: Read) -> None:
    (event,) = [e for e in read("Rebels attacked a convoy in Quito on Tuesday.").events if e.type == "ASSAULT"]
    assert event.time is not None
    assert event.place is not None
    assert (event.time.value, event.place.name) == ("2025-09-02", "Quito")


def test_the_time_of_a_report_is_not_that_of_its_event(read: Read) -> None:
    (event,) = [e for e in read("The envoy said Tuesday that Chad attacked Niger.").events if e.type == "ASSAULT"]
    assert event.time is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norway wants to help Nepal.", [("AGREE", ("Norway",), ("Nepal",))]),
        ("Brazil and Peru are seeking to deepen their partnership.", [("AGREE", ("Brazil",), ("Peru",))]),
        ("Mali is determined to mend ties with Niger.", [("AGREE", ("Mali",), ("Niger",))]),
        ("Mali is ready to lift the sanctions on Niger.", [("AGREE", ("Mali",), ("Niger",))]),
        ("Mali is ready to attack Niger.", [("ASSAULT", ("Mali",), ("Niger",))]),
        ("Mali wants to attack Niger.", [("ASSAULT", ("Mali",), ("Niger",))]),
        ("Mali wants Niger to free the nurses.",
         [("REQUEST", ("Mali",), ("Niger",)), ("RETREAT", ("Niger",), ("nurses",))]),
        ("The union would like the airline to end the strike.",
         [("REQUEST", ("union",), ("airline",)), ("CONCEDE", ("airline",), ())]),
        ("Mali wants talks with Niger.", [("AGREE", ("Mali",), ("Niger",))]),
        ("The rebels want a dialogue with the junta.", [("AGREE", ("rebels",), ("junta",))]),
        ("Mali would like talks with the Nigerien premier.", [("AGREE", ("Mali",), ("Nigerien premier",))]),
        ("Mali is ready for talks with Niger.", [("AGREE", ("Mali",), ("Niger",))]),
        ("Mali said it was open to negotiations with Niger.", [("AGREE", ("Mali",), ("Niger",))]),
        ("Mali hopes for a deal with Niger.", [("AGREE", ("Mali",), ("Niger",))]),
        ("Mali wants help from Niger.", []),
        ("She wants her daughter to grow up.", []),
        ("Mali does not want talks with Niger.", [("REJECT", ("Mali",), ("Niger",))]),
        ("Mali is not ready for talks with Niger.", [("REJECT", ("Mali",), ("Niger",))]),
        ("Mali is not willing to help Niger.", [("REJECT", ("Mali",), ("Niger",))]),
        ("Mali promised to send doctors to Niger.",
         [("AGREE", ("Mali",), ("Niger",)), ("AID", ("Mali",), ("Niger",))]),
    ],
)  # fmt: skip
def test_a_wish_is_one_record_what_others_shall_do_and_a_promise_two(text: str, told: list[Told], read: Read) -> None:
    assert [parties_of(event) for event in read(text).events] == told


def test_who_will_not_meet_or_wants_no_talks_refuses_to_meet(read: Read) -> None:
    for text in ("Mali does not want talks with Niger.", "Mali is not ready to meet Nigerien envoys."):
        (event,) = read(text).events
        assert (event.type, event.mode, event.polarity, event.future) == ("REJECT", "meet", "POS", False)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Chile sent rice to Haiti.", ["AID"]),
        ("Chile will send flour to Haiti.", ["AGREE"]),
        ("The exporter sent wheat to Haiti.", ["TRANSPORT"]),
        ("Chile sold wheat to Haiti.", ["COOPERATE"]),
    ],
)
def test_goods_are_help_unless_traders_move_them_or_they_are_sold(text: str, types: list[str], read: Read) -> None:
    assert [event.type for event in read(text).events] == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Senator Paul Ward attacked Governor Ann Hale over taxes.", ["ACCUSE"]),
        ("The opposition attacked the premier.", ["ACCUSE"]),
        ("The mayor was attacked by the union for lying.", ["ACCUSE"]),
        ("The paper said that Ann Hale attacked Paul Ward as a coward.", ["ACCUSE"]),
        ("The bishop attacked the loopholes.", ["ACCUSE"]),
        ("A tweet attacked the bank.", ["ACCUSE"]),
        ("Ann Hale, a candidate for mayor, spoke. Hale attacked Paul Ward.", ["ACCUSE"]),
        ("Ann Hale attacked Paul Ward outside a bar.", ["ASSAULT"]),
        ("The minister was attacked by a man with an axe.", ["ASSAULT"]),
        ("Senator Paul Ward attacked a guard with a stick.", ["ASSAULT"]),
        ("The government attacked the rebels.", ["ASSAULT"]),
        ("Kenya attacked Chad for refusing to pay.", ["ASSAULT", "REJECT"]),
        ("He attacked the mayor.", ["ASSAULT"]),
        ("The junta hated the groups; it attacked them to the point of ruin.", ["ASSAULT"]),
        ("Gunmen attacked a village.", ["ASSAULT"]),
        ("Ann Hale beat Paul Ward in the election.", ["ELECT"]),
        ("The challenger beat the governor.", ["ELECT"]),
        ("Ann Hale beat Paul Ward.", []),
        ("Ann Hale beat Paul Ward to death.", ["ASSAULT", "DIE"]),
        ("Police beat the miners.", ["ASSAULT"]),
    ],
)
def test_an_attack_of_words_and_a_defeat_at_the_polls_are_no_assault(text: str, types: list[str], read: Read) -> None:
    assert [event.type for event in read(text).events] == types


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Oman pledged to deport the miners.", ("THREATEN", ("Oman",), ("miners",))),
        ("The general vowed to launch strikes on Niger.", ("THREATEN", ("general",), ("Niger",))),
        ("Chad's plan to invade Niger was leaked.", ("THREATEN", ("Chad",), ("Niger",))),
        ("The union plans to boycott the airline.", ("THREATEN", ("union",), ("airline",))),
        ("The general promised to end the attacks on Niger.", ("AGREE", ("general",), ("Niger",))),
        ("The general vowed not to attack Niger.", ("AGREE", ("general",), ("Niger",))),
        ("The ministers agreed to impose sanctions on Niger.", ("AGREE", ("ministers",), ())),
        ("Chad agreed with Mali to bomb Niger.", ("AGREE", ("Chad",), ("Mali",))),
    ],
)
def test_a_promise_of_harm_is_a_threat_and_its_victim_no_partner(text: str, told: Told, read: Read) -> None:
    assert parties_of(read(text).events[0]) == told


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The king will attend a summit in Oslo.", "CONSULT"),
        ("The king will meet the premier in Oslo.", "AGREE"),
        ("The king is scheduled to attend a summit in Oslo.", "CONSULT"),
    ],
)
def test_who_will_attend_promises_nobody_anything(text: str, type_: str, read: Read) -> None:
    (event,) = read(text).events
    assert (event.type, event.future) == (type_, True)


def test_the_outer_act_is_the_surer(read: Read) -> None:
    agree, concede = read("Chad agreed to lift the ban on Niger.").events
    assert agree.confidence > concede.confidence


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Clashes between rebels and soldiers went on.", ("ASSAULT", ("rebels",), ("soldiers",))),
        ("Niger also pressed Greek leaders to apply the treaty.", ("REQUEST", ("Niger",), ("Greek leaders",))),
        ("The ministry said the plan could work, praising Chad.", ("SUPPORT", ("ministry",), ("Chad",))),
        ("The miners will not end the strike until the premier resigns.", ("REJECT", ("miners",), ("premier",))),
        ("Chad will withdraw its envoy from Niger unless the rebels yield.", ("THREATEN", ("Chad",), ("Niger",))),
        ("Chad warned that Nigerien rebels threaten the region.", ("ACCUSE", ("Chad",), ("Nigerien rebels",))),
    ],
)
def test_roles_are_found_where_the_clause_does_not_name_them(text: str, told: Told, read: Read) -> None:
    assert told in [parties_of(event) for event in read(text).events]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The envoy stressed the need for talks with Chad.", "meet"),
        ("The envoy urged Chad to free the hostages.", "yield"),
        ("The envoy asked Chad to send food to Niger.", "assist"),
        ("Chad will not lift the ban on Niger.", "yield"),
        ("Chad refused to meet the Nigerien envoy.", "meet"),
    ],
)
def test_the_mode_of_a_request_is_what_it_asks_for(text: str, mode: str, read: Read) -> None:
    assert mode in [event.mode for event in read(text).events if event.type in ("REQUEST", "REJECT")]


def test_a_claim_with_a_clause_is_no_demonstration(read: Read) -> None:
    assert not read("The report demonstrates that Chad spends more than Niger.").events


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The airline reported a loss.", "reported a loss"),
        ("Japan strengthened sanctions on Laos.", "strengthened sanctions"),
        ("Chad fired missiles at Niger.", "fired"),
    ],
)
def test_a_noun_for_the_event_itself_belongs_to_the_trigger(text: str, trigger: str, read: Read) -> None:
    assert [event.trigger.text for event in read(text).events] == [trigger]


def test_a_headline_says_what_somebody_will_do(read: Read) -> None:
    (event,) = read("It is the largest of them.", title="Nokia to sell its branches to Siemens").events
    assert parties_of(event) == ("TRANSFER-OWNERSHIP", ("Nokia",), ("Siemens",))


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The talks took place on Monday.", ["CONSULT"]),
        ("The deal went through on Monday.", ["AGREE"]),
        ("Elections were held on Monday.", ["ELECT"]),
        ("The wedding was long.", []),
        ("The wedding took place in May.", ["GATHERING"]),
        ("The trial is due to start on Monday.", ["TRIAL-HEARING"]),
        ("The talks took long.", []),
        ("The deal came to nothing.", []),
    ],
)
def test_that_something_takes_place_is_enough_to_tell_of_it(text: str, types: list[str], read: Read) -> None:
    assert [event.type for event in read(text).events] == types


def test_that_something_may_take_place_is_no_promise(read: Read) -> None:
    (event,) = read("The talks will not take place on Monday.").events
    assert (event.type, event.polarity, event.future) == ("CONSULT", "NEG", True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Maker Monday named Ann Smith as its chief.", [("START-POSITION", ("Maker",), ("Ann Smith",))]),
        ("A nurse given an award on Monday left.", []),
        ("It was the first ferry to be built in Chad.", [("MANUFACTURE", (), ("first ferry",))]),
        ("The deal will see ten jets delivered to Chad.", [("TRANSFER-OWNERSHIP", (), ("Chad",))]),
        ("The report sent oil prices tumbling.", [("PRICE-MOVE", ("oil prices",), ())]),
    ],
)
def test_a_clause_taken_for_a_description_is_one(text: str, told: list[Told], read: Read) -> None:
    assert [parties_of(event) for event in read(text).events] == told


def test_who_is_called_something_has_no_new_post(read: Read) -> None:
    assert not read("A man named John Hall fled.").events


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chad accused him of lying and called on Niger to act.", ("REQUEST", ("Chad",), ("Niger",))),
        ("Two guards were hurt and nine miners arrested.", ("COERCE", (), ("miners",))),
        ("Chad and Niger said they had agreed to meet.", ("AGREE", ("Chad",), ("Niger",))),
        ("The ministers of Chad and Niger said they had met.", ("CONSULT", ("they",), ("they",))),
        ("The army walked out of talks with the rebels.", ("SANCTION", ("army",), ("rebels",))),
        ("Norway offered $2 million in aid to Haiti.", ("AGREE", ("Norway",), ("Haiti",))),
        ("The union demanded pay for the miners.", ("REQUEST", ("union",), ())),
        ("Ann Smith cut short a visit to Peru.", ("CONSULT", ("Ann Smith",), ("Peru",))),
        ("The mayor congratulated the winners.", ("SUPPORT", ("mayor",), ("winners",))),
        ("Thousands protested on Sunday.", ("PROTEST", ("Thousands",), ())),
        ("Thousands marched to demand a vote.", ("REQUEST", ("Thousands",), ())),
        ("Customs officers seized 90 kilograms of heroin on Monday.", ("COERCE", ("Customs officers",), ("heroin",))),
        ("The hurricane tore through the town.", ("DISASTER", (), ("town",))),
        ("The brewer's sales in Asia fell 5%.", ("RESULT", ("brewer",), ())),
        ("Flooding has displaced 900 people.", ("DISASTER", (), ())),
        ("Parliament declared a state of emergency.", ("COERCE", ("Parliament",), ())),
        ("Police used tear gas to end the rally.", ("ASSAULT", ("Police",), ())),
        ("The proposal would ban smoking.", ("COERCE", (), ("smoking",))),
        ("House prices fell in May.", ("PRICE-MOVE", ("House prices",), ())),
        ("The nurses are on strike.", ("PROTEST", ("nurses",), ())),
        ("The brewer is in talks with the bank.", ("CONSULT", ("brewer",), ("bank",))),
        ("The bank's profit rose 5%.", ("RESULT", ("bank",), ())),
        ("Retail sales rose 5%.", ("PRICE-MOVE", ("Retail sales",), ())),
        ("Peruvian shares rose 5%.", ("PRICE-MOVE", ("Peruvian shares",), ())),
    ],
)
def test_who_did_it_and_what_it_was(text: str, told: Told, read: Read) -> None:
    assert told in [parties_of(event) for event in read(text).events]


@pytest.mark.parametrize(
    "text", ["The bank was fined for failing to warn clients.", "Police named the dead man as John Hill."]
)
def test_who_fails_to_do_it_is_not_bankrupt_and_who_is_named_has_no_post(text: str, read: Read) -> None:
    assert {"DECLARE-BANKRUPTCY", "START-POSITION"}.isdisjoint(event.type for event in read(text).events)


def test_nobody_accepts_what_is_his_own(read: Read) -> None:
    resigned = read("Otto Hill resigned on Sunday. Paul Kast accepted his resignation.").events[-1]
    assert [one.actor.name for one in resigned.participants if one.actor is not None] == ["Otto Hill"]


def test_several_do_not_mean_one(read: Read) -> None:
    events = read("Senators had threatened to impeach the mayor if he did not resign.").events
    assert not any(one.text == "Senators" for event in events if event.type == "RETREAT" for one in event.participants)
