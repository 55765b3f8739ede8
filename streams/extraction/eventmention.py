"""What components hand on of an event."""

from typing import NamedTuple

from streams.extraction.lexicon import Frame
from streams.extraction.mentions import Mention
from streams.extraction.places import PlaceMention
from streams.extraction.times import TimeMention
from streams.records import EventType, Mode


class EventMention(NamedTuple):
    """An event where it is told: its predication's trigger `at`, tokens `start` to `end`, and who takes part.

    `turned`: a negation or an announcement has gone into the type. `mode` is the frame's, or what a request is for.
    """

    at: int
    start: int
    end: int
    type: EventType
    frame: Frame
    sources: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    confidence: float
    turned: bool = False
    mode: Mode | None = None
    time: TimeMention | None = None
    place: PlaceMention | None = None

    @property
    def refused(self) -> bool:
        """Whether it is a refusal by its negation, which therefore denies nothing more."""
        return self.turned and self.type == "REJECT"
