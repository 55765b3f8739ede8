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
        ("Ten men were killed in Quito. The rebels may attack the school.", "attack"),
        ("Ten men were killed in Quito. Envoys said that the rebels plan to attack a school.", "attack"),
        ("In an odd move, Peru attacked the envoys.", "attacked"),
    ],
)
def test_no_place_is_told_on_to_what_was_elsewhere_or_did_not_happen(text: str, trigger: str, read: Read) -> None:
    (event,) = [event for event in read(text).events if event.trigger.text == trigger]
    assert event.place is None


def test_what_is_told_on_is_less_sure(read: Read) -> None:
    own, carried = (
        next(event for event in read(text).events if event.trigger.text == "attacked")
        for text in ("The gunmen attacked a school in Quito.", "Ten men died in Quito. The gunmen attacked a school.")
    )
    assert carried.place is not None
    assert carried.confidence < own.confidence
