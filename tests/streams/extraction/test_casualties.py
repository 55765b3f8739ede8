from decimal import Decimal

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels killed 12 soldiers.", [(12, "killed")]),
        ("12 were killed in Lima.", [(12, "killed")]),
        ("A man was shot dead in Lima.", [(1, "dead")]),
        ("A man and a woman were shot dead in Lima.", [(2, "dead")]),
        ("Both pilots were killed.", [(2, "killed")]),
        ("The blast left 17 people dead and 40 wounded.", [(17, "dead"), (40, "wounded")]),
        ("Two of the wounded later died.", [(2, "died")]),
        ("Two gunmen killed five nurses.", [(2, None), (5, "killed")]),
        ("Ana Ruiz, 34, was killed.", [(34, None)]),
        ("Rebels wounded his son, 7, before they fled.", [(7, None)]),
        ("He was shot 16 times.", [(16, None)]),
        ("Rebels killed 12 soldiers, and the shop sold 40 shirts.", [(12, "killed"), (40, "sold")]),
        ("Four shooting victims lay there.", [(4, "shooting")]),
        ("There were no injuries.", [(0, None)]),
        ("No one was hurt.", [(0, None)]),
    ],
)
def test_a_count_hangs_on_the_harm_of_those_it_counts(
    text: str, told: list[tuple[int, str | None]], read: Read
) -> None:
    extraction = read(text)
    triggers = {event.id: event.trigger.text for event in extraction.events}
    found = [(number.value, triggers[number.event_id] if number.event_id else None) for number in extraction.numbers]
    assert found == [(Decimal(value), trigger) for value, trigger in told]


def test_a_headline_tells_deaths_and_injuries_by_counts_alone(read: Read) -> None:
    extraction = read("The bus fell from a bridge.", title="3 dead, 1 hurt in Lima")
    types = {event.id: event.type for event in extraction.events}
    found = [(number.value, types[number.event_id]) for number in extraction.numbers if number.event_id]
    assert found == [(3, "DIE"), (1, "INJURE")]


def test_a_killing_is_a_death_beside_the_attack(read: Read) -> None:
    events = [event for event in read("Rebels killed two soldiers.").events if event.trigger.text == "killed"]
    assert sorted(event.type for event in events) == ["ASSAULT", "DIE"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ten miners were killed in shelling by the rebels.", {"DIE": "miners", "ASSAULT": "miners"}),
        ("Ten miners were killed in an attack on a bus.", {"DIE": "miners", "ASSAULT": "bus"}),
        ("Ten miners were killed when gunmen attacked a bus.", {"DIE": "miners", "ASSAULT": "bus"}),
        ("Ten miners were killed in Kenyan tank shelling.", {"DIE": "miners", "ASSAULT": "miners"}),
        ("Ten miners were wounded in the attack.", {"INJURE": "miners", "ASSAULT": "miners"}),
    ],
)
def test_who_dies_in_an_attack_that_is_told_is_no_second_attack(text: str, told: dict[str, str], read: Read) -> None:
    events = read(text).events
    targets = {event.type: one.text for event in events for one in event.participants if one.role == "target"}
    assert targets == told
    assert len(events) == len(told)


def test_a_killing_with_its_own_means_is_told_beside_the_ambush(read: Read) -> None:
    types = [event.type for event in read("Two miners were shot dead in an ambush by rebels.").events]
    assert types == ["ASSAULT", "DIE", "ASSAULT"]


def test_events_and_numbers_say_the_same(read: Read) -> None:
    extraction = read("Rebels killed 12 soldiers and wounded 30. Peru sent 300 troops. Three people died in a fire.")
    for event in extraction.events:
        assert list(event.numbers) == [number.id for number in extraction.numbers if number.event_id == event.id]
    assert any(number.event_id for number in extraction.numbers)
