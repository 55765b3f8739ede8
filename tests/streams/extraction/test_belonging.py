"""Whose a time or place is: what another clause, value or journey owns is not the event's."""

import pytest

from .conftest import Read


def _placed(read: Read, text: str, trigger: str) -> str | None:
    (event,) = [event for event in read(text).events if event.trigger.text == trigger][:1]
    return event.place and event.place.name


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("The king cut short a visit to Chile. Floods in northern Chad killed nine people.", "Floods", "Chad"),
        ("The king cut short a visit to Chile after floods in northern Chad.", "floods", "Chad"),
        ("A flood swept through a village in northern Chad. The king postponed a visit to Chile.", "flood", "Chad"),
        ("Ten men were killed in Quito. The king broke off a tour of Chile.", "killed", "Quito"),
        ("Ten men were killed. The king broke off a tour of Chile.", "killed", None),
        ("Shipments of grain to Chad stopped after a storm killed ten sailors.", "killed", None),
        ("The king's trip to Chad was called off after gunmen killed ten men.", "killed", None),
        ("The flood hit two towns in the north of Chad, killing ten people.", "flood", "Chad"),
        ("Ten people died when a bus fell into a ravine in central Peru.", "died", "Peru"),
        ("Rebels attacked a market in eastern Lima.", "attacked", "Lima"),
        ("The king began a visit to Chad.", "began a visit", "Chad"),
        ("The minister was shot during a visit to Chad.", "shot", "Chad"),
        ("Rebels killed the envoy on a visit to Chad.", "killed", "Chad"),
        ("Ten men were killed on the road to Gao.", "killed", "Gao"),
    ],
)
def test_where_a_journey_goes_is_the_place_of_what_happens_on_it_alone(
    text: str, trigger: str, place: str | None, read: Read
) -> None:
    assert _placed(read, text, trigger) == place
