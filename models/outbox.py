"""The outbox: what the ledger's transactions have still to announce, and how its one drainer takes it."""

from base64 import b64decode, b64encode
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypedDict

from sqlalchemy import BigInteger, Column, ColumnElement, Connection, Identity, Text, delete, func, insert, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models import bulk
from models.base import Base

LOCK: Final = 0x776972655F6F7574
"""Advisory lock of the one drainer: "wire_out"."""


class Outbox(Base):
    """A message that was decided upon in a transaction and has still to be sent."""

    __tablename__ = "outbox"
    __table_args__ = ({"comment": "Messages still to be sent. Ids of one article ascend; ids commit out of order."},)

    id: Mapped[int] = mapped_column(
        BigInteger, Identity(always=True), primary_key=True, comment="In the order of writing."
    )
    topic: Mapped[str] = mapped_column(comment="The topic that it goes to.")
    key: Mapped[bytes | None] = mapped_column(comment="The message's key; null: none.")
    headers: Mapped[list[Any]] = mapped_column(
        JSONB, comment='The message\'s headers in their order: [name, text], [name, null] or [name, {"base64": "…"}].'
    )
    value: Mapped[bytes | None] = mapped_column(comment="The message's value; null: a tombstone, which retracts.")
    created_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), comment="When it was decided upon; the database's clock."
    )


@dataclass(frozen=True)
class Outgoing:
    """A message to be sent."""

    id: int
    topic: str
    key: bytes | None
    value: bytes | None
    headers: list[tuple[str, bytes | None]]


class Announcement(TypedDict):
    """A row to be written, of text alone."""

    topic: str
    key: str
    headers: list[tuple[str, str]]
    value: str | None


def enqueue(connection: Connection, announcements: Sequence[Announcement]) -> None:
    """Put messages of text into the outbox, in their order."""
    # Bytes would travel as hexadecimal, twice as long.
    bulk.run(connection, _ENQUEUE, announcements)


def encoded(value: bytes | None) -> dict[str, str] | None:
    """The value of a header that may be no text."""
    return None if value is None else {"base64": b64encode(value).decode()}


def _decoded(value: str | dict[str, str] | None) -> bytes | None:
    if value is None:
        return None
    return value.encode() if isinstance(value, str) else b64decode(value["base64"])


def lock(connection: Connection) -> bool:
    """Become the one drainer, for as long as this session lives; false: another is.

    The session has to be the caller's own, with `idle_session_timeout` set, so that a drainer that is stopped
    loses the lock. The lock alone does not stop what a stopped drainer has buffered: its producer's fence does.
    """
    return bool(connection.scalar(select(func.pg_try_advisory_lock(LOCK))))


def take(connection: Connection, limit: int) -> list[Outgoing]:
    """The oldest messages by id; without a cursor, because a smaller id may commit later."""
    columns = (Outbox.id, Outbox.topic, Outbox.key, Outbox.value, Outbox.headers)
    rows = connection.execute(select(*columns).order_by(Outbox.id).limit(limit))
    return [
        Outgoing(
            id=row.id,
            topic=row.topic,
            key=row.key,
            value=row.value,
            headers=[(name, _decoded(value)) for name, value in row.headers],
        )
        for row in rows
    ]


def remove(connection: Connection, ids: Collection[int]) -> None:
    """Forget messages whose sending was acknowledged."""
    connection.execute(delete(Outbox).where(Outbox.id == func.any(list(ids))))


def depth(connection: Connection) -> int:
    """How many messages have still to be sent."""
    return connection.execute(select(func.count()).select_from(Outbox)).scalar_one()


def _utf8(column: ColumnElement[str]) -> ColumnElement[bytes]:
    return func.convert_to(column, "UTF8")


_GIVEN = bulk.rows(Column("topic", Text), Column("key", Text), Column("headers", JSONB), Column("value", Text))
_ENQUEUE = insert(Outbox).from_select(
    ["topic", "key", "headers", "value"],
    select(_GIVEN.c.topic, _utf8(_GIVEN.c.key), _GIVEN.c.headers, _utf8(_GIVEN.c.value)),
    include_defaults=False,
)
