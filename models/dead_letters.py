"""Dead letters: messages that could not be read, and what people did about them."""

from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, one_of

Action = Literal["replayed", "discarded"]
"""What can be done about a dead letter."""


class DeadLetter(Base):
    """A message of the articles topic that could not be read: its original bytes, and why."""

    __tablename__ = "dead_letters"
    __table_args__ = (
        UniqueConstraint("topic_id", "partition", "offset"),
        Index("ix_dead_letters_received_at", "received_at"),
        {"comment": "Messages of the articles topic that could not be read, byte for byte, and why."},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="UUIDv5 of topic_id, partition and offset.")
    topic: Mapped[str] = mapped_column(comment="The topic's name.")
    topic_id: Mapped[UUID] = mapped_column(comment="Kafka's own id of the topic.")
    partition: Mapped[int] = mapped_column(comment="The message's partition.")
    offset: Mapped[int] = mapped_column(BigInteger, comment="The message's offset in its partition.")
    key: Mapped[bytes | None] = mapped_column(comment="The message's key, as it came; null: none.")
    value: Mapped[bytes | None] = mapped_column(comment="The message's value, as it came; null: none.")
    headers: Mapped[list[list[str | None]]] = mapped_column(
        comment="The message's headers in their order: [name, value in base64, or null]."
    )
    reason: Mapped[str] = mapped_column(comment="Class of the error.")
    message: Mapped[str] = mapped_column(comment="What was wrong, for a person.")
    article_id: Mapped[str | None] = mapped_column(comment="The producer's id of the article, where it could be read.")
    appended_at: Mapped[datetime] = mapped_column(comment="When the broker took the message; the broker's clock.")
    received_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), comment="When it was put here; the database's clock."
    )


class DeadLetterAction(Base):
    """Something that a person did about a dead letter."""

    __tablename__ = "dead_letter_actions"
    __table_args__ = (
        one_of("action", get_args(Action)),
        CheckConstraint(
            "num_nulls(topic_id, partition, \"offset\") = CASE action WHEN 'replayed' THEN 0 ELSE 3 END",
            name="position",
        ),
        {"comment": "What people did about dead letters, one after another."},
    )

    dead_letter_id: Mapped[UUID] = mapped_column(
        ForeignKey("dead_letters.id"), primary_key=True, comment="The dead letter."
    )
    number: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="Its place in the dead letter's trail, from 1."
    )
    action: Mapped[str] = mapped_column(comment="replayed: sent again, byte for byte; discarded: not to be sent again.")
    by: Mapped[str] = mapped_column(comment="Who did it, as they called themselves.")
    at: Mapped[datetime] = mapped_column(server_default=func.now(), comment="When; the database's clock.")
    topic_id: Mapped[UUID | None] = mapped_column(
        comment="Kafka's id of the topic that it was sent to; null: it was not."
    )
    partition: Mapped[int | None] = mapped_column(comment="Partition that it was sent to.")
    offset: Mapped[int | None] = mapped_column(BigInteger, comment="Offset that it got there.")
