"""Natural causes act on nobody: what they do is the disaster, accident or outbreak, with its dead and hurt beside."""

import pytest

from .conftest import Read

HARM = {"DIE", "INJURE"}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Ebola killed a nurse in Quito on Monday.", {"OUTBREAK", "DIE"}),
        ("Measles has killed four children.", {"OUTBREAK", "DIE"}),
        ("Cancer killed the mayor on Friday.", {"DIE"}),
        ("Lightning killed two hikers in Slovenia.", {"DISASTER", "DIE"}),
        ("Freezing temperatures killed eleven men in Riga.", {"DISASTER", "DIE"}),
        ("Typhoon Koto slammed into Taiwan and killed six fishermen.", {"DISASTER", "DIE"}),
        ("A fire at a clinic in Lima injured two nurses.", {"ACCIDENT", "INJURE"}),
        ("A stampede at a shrine killed thirty pilgrims.", {"ACCIDENT", "DIE"}),
        ("An explosion at a fireworks factory killed six clerks.", {"ACCIDENT", "DIE"}),
        ("The boiler exploded. The blast injured two clerks.", {"ACCIDENT", "INJURE"}),
        ("The storm injured four sailors and killed a cook.", {"DISASTER", "INJURE", "DIE"}),
        ("A wildfire destroyed forty houses in Greece.", {"DISASTER"}),
        ("Fire destroyed a school in Nepal.", {"ACCIDENT"}),
        ("An earthquake attacked nobody, but killed ten farmers.", {"DISASTER", "DIE"}),
        ("The heatwave was blamed for eighty deaths in India.", {"DISASTER"}),
        ("The minister blamed the cold for the delay.", set()),
    ],
)
def test_what_has_no_will_does_harm_but_no_deeds(text: str, types: set[str], read: Read) -> None:
    events = read(text).events
    assert {event.type for event in events} - {"DISRUPTION"} == types
    assert not any(one.role == "source" for event in events for one in event.participants)


def test_who_owns_what_burns_set_it_not_on_fire(read: Read) -> None:
    events = read("Nothing else is known.", title="Hospital fire in Romania kills five patients").events
    assert {event.type for event in events} == {"ACCIDENT", "DIE"}
    assert {one.role for event in events for one in event.participants} == {"target"}


@pytest.mark.parametrize(
    "text",
    [
        "Israeli fire killed ten people in Gaza on Monday.",
        "Sniper fire killed a nurse in Aleppo.",
        "The airline was blamed for the crash.",
    ],
)
def test_fire_of_somebody_is_a_deed_and_blame_is_somebodys(text: str, read: Read) -> None:
    assert {event.type for event in read(text).events} & {"ASSAULT", "ACCUSE"}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("An earthquake struck Chile.", "DISASTER"),
        ("Flash floods swept through Karachi.", "DISASTER"),
        ("The floods destroyed a bridge and swept away forty huts.", "DISASTER"),
        ("The typhoon left 12 dead in Hue.", "DIE"),
        ("The typhoon left six farmers dead.", "DIE"),
    ],
)
def test_a_disaster_and_a_death_are_told_once(text: str, type_: str, read: Read) -> None:
    (event,) = [event for event in read(text).events if event.type == type_]
    assert any(one.role == "target" for one in event.participants)


@pytest.mark.parametrize(
    ("text", "attacked"),
    [
        ("Floods hit Karachi. Three clerks were killed and nine people were wounded.", False),
        ("At least 24 people were killed and 15 hurt when a bus plunged into a ravine.", False),
        ("A boiler exploded. Three clerks were killed in the blast.", False),
        ("Gunmen attacked a bar during the floods. Three clerks were killed.", True),
        ("Three clerks were killed in Karachi.", True),
    ],
)
def test_who_is_killed_where_only_mishaps_are_told_was_attacked_by_nobody(
    text: str, attacked: bool, read: Read
) -> None:
    killed = {event.type for event in read(text).events if event.trigger.text == "killed"}
    assert killed == ({"ASSAULT", "DIE"} if attacked else {"DIE"})
