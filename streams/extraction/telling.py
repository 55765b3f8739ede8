"""Whether enough is told of a predication to make it an event."""

from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.lexicon import Frame
from streams.extraction.roles import Cast
from streams.extraction.view import View
from streams.extraction.words import words

_ALONE: Final = words("DECLARE-BANKRUPTCY DISASTER ACCIDENT OUTBREAK PRICE-MOVE RESULT DIE INJURE ELECT LAUNCH PROTEST")
"""Types that are told of without anybody who acts or is acted upon."""


def is_told(view: View, frame: Frame, predication: Predication, parts: Cast) -> bool:
    """Whether enough is said of it to be an event: the roles that the frame needs, and anybody at all."""
    needs = frame.entry.needs
    if ("source" in needs and not parts.sources) or ("target" in needs and (parts.far or not parts.targets)):
        return False
    if "object" in needs and "object" not in predication.slots:
        return False
    if predication.infinitive and not predication.passive and not parts.sources and frame.source != ("none",):
        return False
    if parts.sources or parts.targets:
        return bool(parts.sources) or not (frame.type == "AGREE" and predication.kind == "noun")
    return (
        frame.type in _ALONE
        or predication.light is not None
        or (predication.kind == "noun" and frame.type == "ASSAULT")
    )
