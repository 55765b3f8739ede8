"""Who acts in an event and who is acted upon: what casting hands on, and the types that it goes by."""

from typing import Final, NamedTuple

from streams.extraction.lexicon import WORD_CLASSES
from streams.extraction.mentions import Mention
from streams.extraction.nature import HARMS

SYMMETRIC: Final = frozenset(("AGREE", "CONSULT", "COOPERATE", "MERGE-ORG"))
"""Types whose first named party is the source, the others targets."""
VIOLENT: Final = frozenset(("ASSAULT", *HARMS))
DEEDS: Final = frozenset().union(
    *(WORD_CLASSES[f"@{name}"] for name in ("restriction", "attack", "protest", "meeting", "accord", "relations"))
)
"""What is done is not what it is done to."""


class Cast(NamedTuple):
    """Who acts and who is acted upon.

    `direct`: the slots themselves held actors; `far`: the target stands in no slot, only after the predicate.
    """

    sources: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    direct: bool
    far: bool = False
