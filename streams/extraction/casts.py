"""Who acts in an event and who is acted upon: what casting hands on, and the types that it goes by."""

from typing import Final, NamedTuple

from streams.extraction.lexicon import WORD_CLASSES, Frame
from streams.extraction.mentions import Mention
from streams.extraction.nature import HARMS
from streams.extraction.words import words

SYMMETRIC: Final = frozenset(("AGREE", "CONSULT", "COOPERATE", "MERGE-ORG"))
"""Types whose first named party is the source, the others targets."""
_GIVEN: Final = words("offer promise pledge vow commit volunteer undertake plan intend prepare")
"""What nobody does with another."""
VIOLENT: Final = frozenset(("ASSAULT", *HARMS))
DEEDS: Final = frozenset().union(
    *(WORD_CLASSES[f"@{name}"] for name in ("restriction", "attack", "protest", "meeting", "accord", "relations"))
)
"""What is done is not what it is done to."""


def is_mutual(frame: Frame) -> bool:
    """Whether several who do it do it with one another; who promises something gives it to others."""
    return (frame.type in SYMMETRIC and frame.words[0] not in _GIVEN) or frame.entry.mutual


class Cast(NamedTuple):
    """Who acts and who is acted upon.

    `direct`: the slots themselves held actors; `far`: the target stands in no slot, only after the predicate.
    """

    sources: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    direct: bool
    far: bool = False
