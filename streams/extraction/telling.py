"""Whether enough is told of a predication to make it an event."""

from typing import Final, Literal

from streams.extraction.clauses import Predication
from streams.extraction.lexicon import Frame
from streams.extraction.roles import Cast
from streams.extraction.view import View
from streams.extraction.words import words

Untold = Literal["source", "target", "object", "anybody"]

_ALONE: Final = words(
    "DECLARE-BANKRUPTCY DISASTER ACCIDENT OUTBREAK PRICE-MOVE RESULT DIE INJURE ELECT LAUNCH PROTEST END-POSITION"
    " DISRUPTION GATHERING"
)
"""Types that are told of without anybody who acts or is acted upon."""


def is_told(view: View, frame: Frame, predication: Predication, parts: Cast) -> bool:
    """Whether enough is said of it to be an event: the roles that the frame needs, and anybody at all."""
    return untold(view, frame, predication, parts) is None


def untold(view: View, frame: Frame, predication: Predication, parts: Cast) -> Untold | None:
    """The first role that is missing, "anybody" where neither is filled; None where enough is told."""
    needs = frame.entry.needs
    if "source" in needs and not parts.sources:
        return "source"
    if "target" in needs and (parts.far or not parts.targets):
        return "target"
    if "object" in needs and "object" not in predication.slots:
        return "object"
    if predication.infinitive and not predication.passive and not parts.sources and frame.source != ("none",):
        return "source"
    if parts.sources:
        return None
    if parts.targets:
        return "source" if frame.type == "AGREE" and predication.kind == "noun" else None
    if (
        frame.type in _ALONE
        or predication.light is not None
        or (predication.kind == "noun" and frame.type == "ASSAULT")
    ):
        return None
    return "anybody"
