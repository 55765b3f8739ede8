"""What a request or a refusal is about: its mode, from the act that is asked for or refused."""

from collections.abc import Iterator, Mapping
from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.eventmention import EventMention
from streams.extraction.fillers import fillers
from streams.extraction.view import View
from streams.records import EventType, Mode

ABOUT: Final[dict[EventType, Mode]] = {
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "CONSULT": "meet",
    "CONCEDE": "yield",
    "RETREAT": "yield",
    "LEGISLATE": "change",
    "COERCE": "change",
    "SANCTION": "change",
}
"""Type of the act → mode of the request for it, or of its refusal."""


def with_mode(
    view: View, predications: Mapping[int, Predication], found: Mapping[int, EventMention], event: EventMention
) -> EventMention:
    """The event; a request or refusal whose entry has no mode gets it from what is asked: "the need for talks"."""
    known = event.turned and event.frame.type in ABOUT
    if event.type not in ("REQUEST", "REJECT") or event.mode is not None or known:
        return event
    asked = (found[token].type for token in _asked(view, predications[event.at]) if token in found)
    return event._replace(mode=next((ABOUT[kind] for kind in asked if kind in ABOUT), None))


def _asked(view: View, predication: Predication) -> Iterator[int]:
    yield from predication.complements
    yield from predication.slots.get("object", ())
    yield from fillers(view, predication, "prep:for|of|to")
