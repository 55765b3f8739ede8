"""Erases what articles say: rows, whatever of it waits in the outbox, and, by tombstones, what the topics say of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, text

from models.announcements import EVENTS, NUMBERS, orphaned
from models.outbox import enqueue


@dataclass
class Erased:
    """How much was erased."""

    articles: int = 0
    events: int = 0
    numbers: int = 0
    statements: int = 0
    dead_letters: int = 0
    receipts: int = 0
    """That say so now."""
    tombstones: int = 0

    def __add__(self, other: "Erased") -> "Erased":
        return Erased(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


_TOLD: Final = f"""
SELECT '{EVENTS}' AS topic, id FROM events WHERE article_id = ANY(:articles)
UNION ALL SELECT '{NUMBERS}', id FROM numbers WHERE article_id = ANY(:articles) ORDER BY 1, 2
"""
_UNSEND: Final = "DELETE FROM outbox WHERE topic = ANY(:topics) AND key = ANY(:keys)"
_ACTORS: Final = """
SELECT actor_id FROM participants WHERE event_id IN (SELECT id FROM events WHERE article_id = ANY(:articles))
UNION SELECT actor_id FROM statements WHERE article_id = ANY(:articles) AND actor_id IS NOT NULL
"""
_PLACES: Final = """
SELECT place_id FROM events WHERE article_id = ANY(:articles) AND place_id IS NOT NULL
UNION SELECT place_id FROM place_mentions WHERE article_id = ANY(:articles)
"""
_PARTICIPANTS: Final = """
DELETE FROM participants WHERE event_id IN (SELECT id FROM events WHERE article_id = ANY(:articles))
"""
_NOBODY_ELSE_S: Final = (
    """DELETE FROM actors WHERE id = ANY(:actors) AND NOT EXISTS (SELECT FROM participants WHERE actor_id = actors.id)
    AND NOT EXISTS (SELECT FROM statements WHERE actor_id = actors.id)""",
    """DELETE FROM places WHERE id = ANY(:places) AND NOT EXISTS (SELECT FROM events WHERE place_id = places.id)
    AND NOT EXISTS (SELECT FROM place_mentions WHERE place_id = places.id)""",
)


def exclude_stores(connection: Connection) -> None:
    """Wait for every store that may be writing; until the transaction ends, others wait where they ask for barriers."""
    connection.execute(text("LOCK TABLE forgotten IN EXCLUSIVE MODE"))


def erase(connection: Connection, articles: Collection[UUID], at: datetime) -> Erased:
    """Erase all that articles say or ever said, and whom they name that nobody else does; articles' rows stay.

    No store may be writing: see `exclude_stores`.
    """
    theirs = {"articles": list(articles)}
    told = [(row.topic, row.id) for row in connection.execute(text(_TOLD), theirs)]
    shared = {
        "actors": list(connection.scalars(text(_ACTORS), theirs)),
        "places": list(connection.scalars(text(_PLACES), theirs)),
    }
    keys = [str(key).encode() for _, key in told]
    connection.execute(text(_UNSEND), {"topics": [EVENTS, NUMBERS], "keys": keys})
    connection.execute(text(_PARTICIPANTS), theirs)
    gone = {
        table: _delete(connection, table, theirs)
        for table in ("numbers", "events", "statements", "place_mentions", "times")
    }
    for statement in _NOBODY_ELSE_S:
        connection.execute(text(statement), shared)
    enqueue(connection, [orphaned(topic, key, at) for topic, key in told])
    return Erased(events=gone["events"], numbers=gone["numbers"], statements=gone["statements"], tombstones=len(told))


def _delete(connection: Connection, table: str, theirs: dict[str, Any]) -> int:
    return connection.execute(text(f"DELETE FROM {table} WHERE article_id = ANY(:articles)"), theirs).rowcount
