"""Receipts: that a message of the articles topic has been answered for, and how."""

from collections.abc import Collection, Generator
from datetime import datetime
from typing import Final, get_args
from uuid import UUID

from sqlalchemy import BigInteger, Connection, Index, delete, exists, func, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from models import bulk
from models.base import Base, one_of
from models.versions import Outcome


class Receipt(Base):
    """One message of the articles topic, answered for. The first row that a transaction of the store writes."""

    __tablename__ = "receipts"
    __table_args__ = (
        one_of("outcome", get_args(Outcome)),
        Index("ix_receipts_article", "article"),
        {"comment": "One row for every message of the articles topic that was answered for."},
    )

    topic_id: Mapped[UUID] = mapped_column(
        primary_key=True, comment="Kafka's own id of the topic: a topic made anew has another."
    )
    partition: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, comment="The message's partition.")
    offset: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, comment="The message's offset in its partition."
    )
    topic: Mapped[str] = mapped_column(comment="The topic's name.")
    outcome: Mapped[str] = mapped_column(
        comment="stored; duplicate: the same again; superseded: older than what is known; withdrawn: a cancel; "
        "reprocessed: read anew; forgotten: erased on demand; dead-lettered: could not be read."
    )
    article: Mapped[UUID | None] = mapped_column(
        comment="UUIDv5 of the article's id, be it in articles or not; null: the message had none that could be read."
    )
    version: Mapped[int | None] = mapped_column(BigInteger, comment="Version that the message states; null: none.")
    appended_at: Mapped[datetime] = mapped_column(comment="When the broker took the message; the broker's clock.")
    received_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), comment="When it was answered for; the database's clock."
    )


FETCHED: Final = 10_000
"""Rows that a cursor brings at once."""


def offsets(connection: Connection, topic_id: UUID, partition: int) -> Generator[int, None, None]:
    """The offsets of one partition that have a receipt, ascending, as of the first; memory stays flat."""
    of_partition = select(Receipt.offset).where(Receipt.topic_id == topic_id, Receipt.partition == partition)
    in_order = of_partition.order_by(Receipt.offset).execution_options(yield_per=FETCHED)
    with connection.execute(in_order) as result:
        yield from result.scalars()


def outcomes(connection: Connection, topic_id: UUID, spots: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """What became of messages, by partition and offset, of those that have a receipt."""
    columns = (Receipt.partition, Receipt.offset, Receipt.outcome)
    known = select(*columns).where(Receipt.topic_id == topic_id, bulk.among(columns[:2], spots))
    return {(partition, offset): outcome for partition, offset, outcome in connection.execute(known)}


def forget_patchwork(connection: Connection, topic_id: UUID, partition: int, begin: int) -> None:
    """Forget receipts before a hole, of messages before `begin`, that are gone: nobody can tell a hole from a loss."""
    gone = (Receipt.topic_id == topic_id) & (Receipt.partition == partition) & (Receipt.offset < begin)
    next_one = aliased(Receipt)
    follows = exists().where(
        next_one.topic_id == topic_id, next_one.partition == partition, next_one.offset == Receipt.offset + 1
    )
    before_hole = select(func.max(Receipt.offset)).where(gone, Receipt.offset + 1 < begin, ~follows)
    connection.execute(delete(Receipt).where(gone, Receipt.offset <= before_hole.scalar_subquery()))
