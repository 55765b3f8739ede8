"""When and where an event happened: by its clause, by its sentence, or told on from the sentences before."""

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "trigger", "time", "place"),
    [
        ("Rebels attacked a convoy in Quito on Tuesday.", "attacked", "2025-09-02", "Quito"),
        ("Ten men were killed in Quito on Monday. The gunmen attacked a school.", "attacked", "2025-09-01", "Quito"),
        ("Ten men were killed in Quito on Monday. The king met the envoy.", "met", None, None),
        ("Rebels ambushed and killed ten farmers in Quito.", "ambushed", None, "Quito"),
        ("Overnight, Peru launched 60 drones at Chile.", "launched", "2025-09-04TNI", "Chile"),
        ("Gunmen killed ten men in Quito in May. On Monday, Peru attacked Chile.", "killed", "2025-05", "Quito"),
        (
            "Peruvian soldiers attacked a convoy on Monday. Chilean rebels attacked a port.",
            "attacked",
            "2025-09-01",
            None,
        ),
        ("The rebels have attacked ten convoys since May.", "attacked", None, None),
        ("Chad, which attacked Niger in May, apologised to Lima.", "apologised", None, None),
        ("Chad has begun to deliver grain to Niger and will do so in Peru from June.", "begun to deliver", None, None),
        ("Chad, which attacked Niger in May, apologised to Lima.", "attacked", "2025-05", None),
        ("The French envoy in Chad held talks with rebels during a visit to Quito.", "held talks", None, "Quito"),
        ("Chile hosted talks between Chad and Niger.", "hosted talks", None, None),
        ("The French envoy in Chad condemned the raid.", "condemned", None, "Chad"),
        ("Rebels attacked a bus in San Carlos District, 9 km north of Pisco.", "attacked", None, "San Carlos District"),
        ("Rebels attacked a bus 9 km north of Pisco.", "attacked", None, "Pisco"),
        ("A man from nearby Pisco was attacked in Lima.", "attacked", None, "Lima"),
        ("A man from nearby Pisco was attacked.", "attacked", None, "Pisco"),
        ("Ten men were killed in Quito. Rebels attacked a bus in Peru.", "attacked", None, "Peru"),
        ("Ten men were killed in Lima. Rebels attacked a bus in Peru.", "attacked", None, "Lima"),
        ("Ten men were killed in Quito. Rebels stormed into Lima. They attacked a bus.", "attacked", None, "Lima"),
    ],
)
def test_time_and_place_are_those_of_the_clause_or_told_on(
    text: str, trigger: str, time: str | None, place: str | None, read: Read
) -> None:
    (event,) = [event for event in read(text).events if event.trigger.text == trigger][:1]
    assert (event.time and event.time.value, event.place and event.place.name) == (time, place)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Envoys met in Paris. Peruvian rebels attacked a convoy.", "attacked"),
        ("Cholera has killed ten people. Angry farmers attacked a clinic in Quito.", "killed"),
        ("A flood killed ten people in Quito. The rebels attacked a clinic.", "attacked"),
        ("Ten men were killed in Quito. The rebels may attack the school.", "attack"),
        ("Ten men were killed in Quito. Envoys said that the rebels plan to attack a school.", "attack"),
        ("Two men were killed on Monday. Rebels attacked a school in Quito in 2022.", "killed"),
        ("In an odd move, Peru attacked the envoys.", "attacked"),
        ("Peruvian rebels attacked a convoy, their answer to Lima's offer.", "attacked"),
    ],
)
def test_no_place_is_told_on_to_what_was_elsewhere_or_did_not_happen(text: str, trigger: str, read: Read) -> None:
    events = [event for event in read(text).events if event.trigger.text == trigger]
    assert {event.place for event in events} == {None}


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("MEMPHIS, Tenn. (Northern Wire) - A man was shot on Quillery Road on Monday.", "shot", "Memphis"),
        ("A man was shot on Quillery Road on Monday. Memphis police closed the road.", "shot", "Memphis"),
        ("A man was shot. Shelby County deputies found him. Memphis police came.", "shot", "Memphis"),
        ("MEMPHIS, Tenn. (Northern Wire) - A man was shot in Quillery Falls on Monday.", "shot", "Quillery Falls"),
        ("LIMA, Peru (Northern Wire) - Rebels attacked a convoy in Qarnaplesh on Monday.", "attacked", "Qarnaplesh"),
    ],
)
def test_a_street_is_in_the_town_that_the_report_is_about_but_a_village_is_not_in_the_capital(
    text: str, trigger: str, place: str, read: Read
) -> None:
    (event,) = [event for event in read(text).events if event.trigger.text == trigger][:1]
    assert event.place is not None
    assert event.place.name == place


@pytest.mark.parametrize(
    ("text", "trigger", "time"),
    [
        ("Two men were arrested Monday over the shooting of a teacher on Saturday.", "shooting", "2025-08-30"),
        (
            "Two men were arrested Monday over a shooting. It was reported at noon on Sunday.",
            "shooting",
            "2025-08-31",
        ),
        ("Ten men were shot last week. The gunmen attacked a school on Saturday.", "attacked", "2025-08-30"),
        ("Ten men were shot in Quito. Copyright 2017 by Northern Wire.", "shot", None),
        ("Ten men were shot in Quito. Two nurses were killed in March.", "shot", None),
        ("Ten men were shot in a raid in 2024. The gunmen killed a nurse.", "killed", "2024"),
        ("Ten men were shot in Quito. The trial over the shooting is on 20 September.", "shot", None),
        ("The envoy, appointed in 2022, condemned the raid.", "condemned", None),
        ("Lima on Monday marked ten years since the army attacked the palace.", "attacked", None),
        ("Ten men were shot in Quito. The gunmen attacked a school in 2022.", "shot", None),
    ],
)
def test_an_incident_is_neither_on_the_day_of_an_arrest_nor_in_a_year_of_another_sentence(
    text: str, trigger: str, time: str | None, read: Read
) -> None:
    (event,) = [event for event in read(text).events if event.trigger.text == trigger][:1]
    assert (event.time and event.time.value[:10] if event.time and event.time.value else None) == time


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rain fell on the town overnight. A roof gave way at 12:30 a.m.", "2025-09-05T00:30"),
        ("Rain fell on the town overnight. A roof gave way at 10:30 p.m.", "2025-09-04T22:30"),
        ("He was trying to mend the roof on Saturday.", "2025-08-30"),
        ("He wants to mend the roof on Saturday.", "2025-09-06"),
        ("The flood forced them to leave on Saturday.", "2025-08-30"),
        ("The envoys failed to agree on Tuesday.", "2025-09-02"),
        ("The envoys vowed to agree on Tuesday.", "2025-09-09"),
    ],
)
def test_small_hours_follow_the_night_and_what_went_on_is_past(text: str, value: str, read: Read) -> None:
    assert value in [time.value for time in read(text).times]


@pytest.mark.parametrize(
    ("text", "type_", "time"),
    [
        ("The envoy promised to meet the rebels on 20 September.", "AGREE", None),
        ("The envoy promised to meet the rebels on 20 September.", "CONSULT", "2025-09-20"),
        ("The union called for a strike on 20 September.", "REQUEST", None),
        ("The envoy met the rebels on 20 August.", "CONSULT", "2025-08-20"),
    ],
)
def test_what_is_over_was_at_no_time_to_come(text: str, type_: str, time: str | None, read: Read) -> None:
    (event,) = [event for event in read(text).events if event.type == type_]
    assert (event.time and event.time.value) == time


def test_what_others_did_was_at_another_time(read: Read) -> None:
    first, second = (event for event in read("Peru attacked Chile on Monday. Chile attacked Peru.").events)
    assert first.time is not None
    assert first.time.value == "2025-09-01"
    assert second.time is None


def test_what_is_told_on_is_less_sure(read: Read) -> None:
    own, carried = (
        next(event for event in read(text).events if event.trigger.text == "attacked")
        for text in ("The gunmen attacked a school in Quito.", "Ten men died in Quito. The gunmen attacked a school.")
    )
    assert carried.place is not None
    assert carried.confidence < own.confidence


def test_a_headline_is_when_the_report_below_says_and_not_on_another_day_in_it(read: Read) -> None:
    text = "An outbreak of cholera killed 26 people in August, a clinic said. Doctors got more beds on Friday."
    events = read(text, title="Cholera kills 26 in Malawi").events
    assert {event.time and event.time.value for event in events if event.type in ("DIE", "OUTBREAK")} == {"2025-08"}
