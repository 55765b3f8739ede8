"""A noun that only takes up what was told before: "the sale", "these losses", "the deal", with nobody beside it."""

from collections.abc import Iterator
from typing import Final

from streams.extraction.casts import Cast
from streams.extraction.clauses import Predication
from streams.extraction.confidence import confidence
from streams.extraction.eventmention import EventMention
from streams.extraction.extents import extent
from streams.extraction.framing import BUSINESS
from streams.extraction.lexicon import FRAMES, Frame
from streams.extraction.view import View
from streams.extraction.words import words

_RESUMED: Final = BUSINESS | words("AGREE COERCE LEGISLATE GATHERING APPEAL")
"""Types whose nouns name them without saying of what."""
_DEALS: Final = words("TRANSFER-OWNERSHIP MERGE-ORG TRANSFER-MONEY")
"""What companies agree on."""
_DEFINITE: Final = words("the this that these those its their")
_BACK: Final = 8
"""Sentences within which it was told."""
_RESTRICTING: Final = frozenset(("compound", "nmod", "poss", "acl"))
_NOUNS: Final = frozenset(("NN", "NNS"))
_ROLES: Final = frozenset(("source", "target"))
_UNTOLD: Final = Cast((), (), False)


def resumed(
    view: View, predications: dict[int, Predication], found: dict[int, EventMention], hidden: set[int]
) -> Iterator[EventMention]:
    """The definite nouns, told by no frame, of which an earlier sentence tells an event of the same type."""
    last: dict[str, int] = {}
    for token, predication in predications.items():
        if token in found:
            last[found[token].type] = view.sentence[token]
        elif last and predication.kind == "noun" and token not in hidden and _is_definite(view, token):
            frame = _meant(view, predication, last)
            if frame is not None:
                start, end = extent(view, predications, predication, frame)
                yield EventMention(
                    at=token,
                    start=start,
                    end=end,
                    type=frame.type,
                    frame=frame,
                    sources=(),
                    targets=(),
                    confidence=confidence(predications, predication, frame, _UNTOLD),
                )


def _meant(view: View, predication: Predication, last: dict[str, int]) -> Frame | None:
    """The frame for whose type the last event was told, if that was not long ago."""
    best, since = None, max(0, view.sentence[predication.trigger] - _BACK)
    for frame in FRAMES.get(("noun", predication.lemma), ()):
        if frame.type in _RESUMED and len(frame.words) == 1 and _ROLES.issuperset(frame.entry.needs):
            kinds = (frame.type, *_DEALS) if frame.type == "AGREE" else (frame.type,)
            told = max(last.get(kind, -1) for kind in kinds)
            if since <= told < view.sentence[predication.trigger]:
                best, since = frame, told + 1
    return best


def _is_definite(view: View, noun: int) -> bool:
    """Whether it points back, and says nothing that would make it another."""
    children = view.children[noun]
    if view.tag[noun] not in _NOUNS or view.label[noun]:
        return False
    if not any(view.lower[child] in _DEFINITE and child < noun for child in children):
        return False
    return not any(
        (view.dep[child] in _RESTRICTING and view.lower[child] not in _DEFINITE)
        or (view.dep[child] == "prep" and view.lower[child] == "of")
        or (view.dep[child] == "relcl" and view.word[noun + 1] != ",")
        for child in children
    )
