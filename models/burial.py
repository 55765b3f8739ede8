"""Buries what could not be read: a dead letter in the ledger, and its announcement."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, text
from sqlalchemy.dialects import postgresql

from models.dead_letters import DeadLetter, DeadLetterAction
from models.outbox import Outbox, encoded
from streams import records

TOPIC: Final = "news.dead-letters"


def bury(connection: Connection, rejected: Sequence[records.Rejected]) -> None:
    """Keep messages that could not be read, and announce them with their own bytes and headers."""
    # Row by row, because each may be as large as a message of Kafka can be.
    if rejected:
        connection.execute(
            postgresql.insert(DeadLetter).on_conflict_do_nothing(), [_dead_letter(answer) for answer in rejected]
        )
        connection.execute(insert(Outbox), [_announcement(answer) for answer in rejected])


SPOT: Final = """concat_ws(':',
        jsonb_path_query_array(headers, 'strict $[*] ? (@[0] == "__connect.errors.partition")') -> -1 ->> 1,
        jsonb_path_query_array(headers, 'strict $[*] ? (@[0] == "__connect.errors.offset")') -> -1 ->> 1)"""
"""Where the message of a dead letter in the outbox stood, PARTITION:OFFSET, in SQL."""


def unbury(connection: Connection, which: ColumnElement[bool]) -> int:
    """Delete dead letters, with what was done about them, and what of them waits to be announced; how many."""
    spots = dict(tuple(row) for row in connection.execute(select(DeadLetter.id, _PLACE).where(which)))
    action = DeadLetterAction.dead_letter_id == func.any(list(spots))
    connection.execute(delete(DeadLetterAction).where(action))
    waiting = text(f"DELETE FROM outbox WHERE topic = :topic AND {SPOT} = ANY(:spots)")
    connection.execute(waiting, {"topic": TOPIC, "spots": list(spots.values())})
    return connection.execute(delete(DeadLetter).where(DeadLetter.id == func.any(list(spots)))).rowcount


_PLACE: Final = func.concat_ws(":", DeadLetter.partition, DeadLetter.offset)


def _dead_letter(rejected: records.Rejected) -> dict[str, object]:
    origin = rejected.origin
    return {
        "id": records.identify("dead letter", origin.topic_id, origin.partition, origin.offset),
        "topic": origin.topic,
        "topic_id": origin.topic_id,
        "partition": origin.partition,
        "offset": origin.offset,
        "key": rejected.key,
        "value": rejected.value,
        "headers": [
            (clean(name), None if value is None else b64encode(value).decode()) for name, value in rejected.headers
        ],
        "reason": clean(rejected.reason),
        "message": clean(rejected.message),
        "article_id": None if rejected.article_id is None else clean(rejected.article_id),
        "appended_at": origin.appended_at,
    }


def _announcement(rejected: records.Rejected) -> dict[str, object]:
    """The message as it came; what was wrong is told in the headers that Kafka Connect uses for this.

    One with neither key nor value has an empty value here: Python's clients cannot send it otherwise.
    """
    error = {
        "__connect.errors.topic": rejected.origin.topic,
        "__connect.errors.partition": str(rejected.origin.partition),
        "__connect.errors.offset": str(rejected.origin.offset),
        "__connect.errors.exception.class.name": rejected.reason,
        "__connect.errors.exception.message": rejected.message,
    }
    return {
        "topic": TOPIC,
        "key": rejected.key,
        "value": b"" if rejected.key is None and rejected.value is None else rejected.value,
        "headers": [
            *((clean(name), encoded(value)) for name, value in rejected.headers),
            *((name, clean(words)) for name, words in error.items()),
        ],
    }


def clean(words: str) -> str:
    """Without NUL, which Postgres cannot keep in text."""
    return words.replace("\x00", "\ufffd")
