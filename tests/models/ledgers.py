"""What tests ask of a ledger."""

from typing import Any

from sqlalchemy import Connection, text

from models import outbox
from models.outbox import Outgoing

TABLES = (
    "sources",
    "articles",
    "events",
    "participants",
    "actors",
    "places",
    "place_mentions",
    "times",
    "numbers",
    "statements",
    "receipts",
    "dead_letters",
    "outbox",
    "forgotten",
    "tallies",
)


def one(connection: Connection, query: str, **values: object) -> Any:
    """The one value that a query has."""
    return connection.execute(text(query), values).scalar_one()


def rows(connection: Connection, query: str, **values: object) -> list[tuple[Any, ...]]:
    """All rows that a query has."""
    return [tuple(row) for row in connection.execute(text(query), values)]


def counts(connection: Connection) -> dict[str, int]:
    """How many rows every table has."""
    return {table: one(connection, f"SELECT count(*) FROM {table}") for table in TABLES}


def drained(connection: Connection) -> list[Outgoing]:
    """All that is to be announced, taken out."""
    taken = outbox.take(connection, 10_000)
    outbox.remove(connection, [message.id for message in taken])
    return taken


def live(connection: Connection, article_id: str) -> list[str]:
    """The sentences' first words that an article is on record with, in the text's order."""
    query = """
        SELECT participant.text FROM events JOIN articles ON articles.id = events.article_id
        JOIN participants AS participant ON participant.event_id = events.id AND participant.role = 'source'
        WHERE articles.article_id = :article_id AND retracted_at IS NULL ORDER BY trigger_start
    """
    return [word for (word,) in rows(connection, query, article_id=article_id)]


def standing(connection: Connection, article_id: str) -> tuple[Any, ...]:
    """Status, version and offset that an article is on record with."""
    (found,) = rows(
        connection,
        'SELECT status, version, "offset" FROM articles WHERE article_id = :article_id',
        article_id=article_id,
    )
    return found
