"""Feeds that are watched: what is known of each from the last time that it was asked."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Connection, LargeBinary, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class WatchedFeed(Base):
    """One feed: when it is to be asked again and how, and what of it was published already.

    Its address stands here as a hash alone, because there may be a password in it.
    """

    __tablename__ = "watched_feeds"
    __table_args__ = (
        CheckConstraint("failures >= 0", name="failures"),
        CheckConstraint("(failures = 0) = (trouble IS NULL)", name="trouble"),
        {"comment": "Feeds that are watched: what is known of each from the last time that it was asked."},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="UUIDv5 of the feed's address.")
    name: Mapped[str] = mapped_column(comment="What it is called in the log and in metrics.")
    due_at: Mapped[datetime] = mapped_column(comment="When it is to be asked again.")
    etag: Mapped[str | None] = mapped_column(comment="ETag of its last answer; null: it had none.")
    last_modified: Mapped[str | None] = mapped_column(
        comment="Last-Modified of its last answer, as it was written; null: it had none."
    )
    moved_to: Mapped[str | None] = mapped_column(comment="Where it said that it is for good; null: it did not move.")
    failures: Mapped[int] = mapped_column(comment="How often in a row it gave nothing that could be used.")
    trouble: Mapped[str | None] = mapped_column(comment="What was wrong the last time; null: nothing.")
    answered_at: Mapped[datetime | None] = mapped_column(comment="When it last answered well; null: never yet.")
    seen: Mapped[list[bytes]] = mapped_column(
        ARRAY(LargeBinary), comment="Digests of the articles in its last answer, all of them published."
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a feed, in the words of `WatchedFeed`."""

    due_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    failures: int = 0
    trouble: str | None = None
    answered_at: datetime | None = None
    seen: Sequence[bytes] = ()


def load(connection: Connection, feed_id: UUID) -> Kept | None:
    """What is known of a feed; None: it is new."""
    columns = [getattr(WatchedFeed, name) for name in Kept.__dataclass_fields__]
    found = connection.execute(select(*columns).where(WatchedFeed.id == feed_id)).one_or_none()
    return None if found is None else Kept(*found)


def keep(connection: Connection, feed_id: UUID, name: str, known: Kept) -> None:
    """Write down what is known of a feed now."""
    values = {"name": name, **asdict(known), "seen": list(known.seen)}
    statement = insert(WatchedFeed).values(id=feed_id, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))
