"""What the topics have been told, held against what the ledger still has to tell them: after a rebuild only the
difference is to go out. It is a temporary table of the session; the one drainer's lock is that session's too.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, text

from models.announcements import EVENTS, NUMBERS, orphaned
from models.burial import SPOT
from models.burial import TOPIC as DEAD_LETTERS
from models.outbox import enqueue

Told = tuple[str, bytes, bytes | None]
"""Topic, key, and the SHA-256 of what the topic says under it; None: nothing any more. A key is an id of ours; for
dead letters it is PARTITION:OFFSET."""

COMPACTED: Final = [EVENTS, NUMBERS]
SLICE: Final = 5_000

_CREATE: Final = """
    CREATE TEMPORARY TABLE told (topic text, key bytea, hash bytea, PRIMARY KEY (topic, key))
"""
_NOTE: Final = """
    INSERT INTO told VALUES (:topic, :key, :hash) ON CONFLICT (topic, key) DO UPDATE SET hash = EXCLUDED.hash
"""
_OVERTAKEN: Final = """
    DELETE FROM outbox USING outbox AS later
    WHERE outbox.topic = ANY(:compacted) AND later.topic = outbox.topic AND later.key = outbox.key
      AND later.id > outbox.id
"""
_TOLD_ALREADY: Final = """
    DELETE FROM outbox USING told
    WHERE outbox.topic = ANY(:compacted) AND told.topic = outbox.topic AND told.key = outbox.key
      AND told.hash = sha256(outbox.value)
"""
_NEVER_TOLD: Final = """
    DELETE FROM outbox WHERE topic = ANY(:compacted) AND value IS NULL AND NOT EXISTS
      (SELECT FROM told WHERE told.topic = outbox.topic AND told.key = outbox.key AND told.hash IS NOT NULL)
"""
_BURIED_ALREADY: Final = f"""
    DELETE FROM outbox USING told WHERE outbox.topic = :dead_letters AND told.topic = outbox.topic
      AND told.key = convert_to({SPOT}, 'UTF8')
"""
_LEFT_OVER: Final = """
    SELECT topic, convert_from(key, 'UTF8') AS key FROM told
    WHERE hash IS NOT NULL AND topic = ANY(:compacted)
      AND NOT EXISTS (SELECT FROM outbox WHERE outbox.topic = told.topic AND outbox.key = told.key)
      AND key NOT IN (SELECT convert_to(id::text, 'UTF8') FROM events WHERE retracted_at IS NULL
        UNION ALL SELECT convert_to(id::text, 'UTF8') FROM numbers WHERE retracted_at IS NULL)
    ORDER BY topic, key
"""


def create(connection: Connection) -> None:
    """Make the table, empty, for as long as this session lives."""
    connection.execute(text(_CREATE))


def note(connection: Connection, told: Iterable[Told]) -> None:
    """Note what topics say, in their order: the last of a key counts."""
    rows = [{"topic": topic, "key": key, "hash": digest} for topic, key, digest in told]
    if rows:
        connection.execute(text(_NOTE), rows)


def fold(connection: Connection) -> None:
    """Take out of the outbox what is overtaken by a later message in it, and what the topics say already."""
    for statement in (_OVERTAKEN, _TOLD_ALREADY, _NEVER_TOLD):
        connection.execute(text(statement), {"compacted": COMPACTED})
    connection.execute(text(_BURIED_ALREADY), {"dead_letters": DEAD_LETTERS})


def settle(connection: Connection, at: datetime) -> int:
    """Leave the difference in the outbox, and retract what the ledger does not have; how much that is.

    Until the transaction ends nobody stores anything: what is missing now is not on its way.
    """
    connection.execute(text("LOCK TABLE articles IN SHARE ROW EXCLUSIVE MODE"))
    fold(connection)
    left = [(topic, UUID(key)) for topic, key in connection.execute(text(_LEFT_OVER), {"compacted": COMPACTED})]
    for start in range(0, len(left), SLICE):
        enqueue(connection, [orphaned(topic, key, at) for topic, key in left[start : start + SLICE]])
    return len(left)
