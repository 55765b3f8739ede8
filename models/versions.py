"""Which version of an article is newer. This is the one place that says so.

Versions are compared by (version, updated_at, source position), in that order, null lowest:

- `version` and `updated_at` are the producer's; what a message leaves out it takes from the stored row, before
  anything is compared.
- The source position is the offset, within one partition of one topic; across partitions, the time at which the
  broker took the message. The order of arrival never counts.

A message that is newer replaces what was said (stored), or takes it back (withdrawn: its status is canceled). A
message that is older changes nothing (superseded). The same content with the same version and updated_at is the
same again (duplicate): it changes nothing either, but what was known now stands at the newer of the two positions.
A cancel stays as a barrier: only what is strictly newer, in this same order, lifts it.

An article that is read again is no version: the reading counts while the article still stands at the message that
was read (reprocessed), otherwise not (superseded), and where it stands never changes by it.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

Outcome = Literal["stored", "duplicate", "superseded", "withdrawn", "reprocessed", "forgotten", "dead-lettered"]
"""What became of a message, as its receipt has it."""

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Position:
    """Where a message stands on the articles topic."""

    topic_id: UUID
    partition: int
    offset: int
    appended_at: datetime

    @property
    def spot(self) -> tuple[UUID, int, int]:
        """What its receipt is unique by."""
        return self.topic_id, self.partition, self.offset

    def is_after(self, other: "Position") -> bool:
        """Whether this message is the later one. Equal times across partitions are told apart by the partition."""
        if (self.topic_id, self.partition) == (other.topic_id, other.partition):
            return self.offset > other.offset
        return (self.appended_at, self.topic_id, self.partition) > (other.appended_at, other.topic_id, other.partition)


@dataclass(frozen=True)
class Standing:
    """A version of an article, as far as order goes."""

    version: int | None
    updated_at: datetime | None
    position: Position
    content: bytes
    """Hash of what it says, its status included, version and updated_at left out."""
    worded: bool = True
    """Whether the ledger has its words still."""

    def filled(self, stored: "Standing") -> "Standing":
        """The same, with what it leaves out taken from the stored one."""
        return replace(
            self,
            version=stored.version if self.version is None else self.version,
            updated_at=stored.updated_at if self.updated_at is None else self.updated_at,
        )

    @property
    def rank(self) -> tuple[int, datetime]:
        """What the producer says of its age."""
        return (-1 if self.version is None else self.version, self.updated_at or _NEVER)

    def is_newer(self, other: "Standing") -> bool:
        """Whether this one is strictly newer."""
        if self.rank != other.rank:
            return self.rank > other.rank
        return self.position.is_after(other.position)


def judge(stored: Standing | None, incoming: Standing, *, canceled: bool) -> tuple[Outcome, Standing]:
    """What becomes of a message, and how the article stands after it."""
    accepted: Outcome = "withdrawn" if canceled else "stored"
    if stored is None:
        return accepted, incoming
    message = incoming.filled(stored)
    if message.content == stored.content and message.rank == stored.rank:
        later = message.position.is_after(stored.position)
        return "duplicate", replace(stored, position=message.position) if later else stored
    return (accepted, message) if message.is_newer(stored) else ("superseded", stored)


def judge_again(stored: Standing | None, read: Standing) -> Outcome:
    """What becomes of a new reading of a message; what the ledger no longer has, or the words of, stays forgotten."""
    if stored is None or not stored.worded:
        return "forgotten"
    same = read.position.spot == stored.position.spot and read.content == stored.content
    return "reprocessed" if same else "superseded"
