"""What an article says now, held against what the ledger has it say: only the difference is written."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, func, literal, select

from models.events import Event
from models.numbers import Number
from models.rows import Said
from models.statements import Statement

Table = type[Statement] | type[Event] | type[Number]


@dataclass(frozen=True)
class Known:
    """A row that the ledger has."""

    content_hash: bytes
    statement_id: UUID | None
    live: bool


@dataclass(frozen=True)
class Difference:
    """What has to be done about one kind of thing in one article."""

    written: dict[UUID, Said]
    """New, changed, or said again after it was retracted."""
    announced: dict[UUID, Said]
    """Those of them that readers of the topic do not have like that."""
    retracted: list[UUID]
    """Said no longer."""


def known(connection: Connection, table: Table, articles: Collection[UUID]) -> dict[UUID, dict[UUID, Known]]:
    """What the ledger has of these articles, retracted rows too; by article, by id."""
    found: dict[UUID, dict[UUID, Known]] = {article: {} for article in articles}
    if articles:
        spoken = Event.statement_id if table is Event else literal(None)
        columns = (table.article_id, table.id, table.content_hash, spoken, table.retracted_at.is_(None))
        rows = connection.execute(select(*columns).where(table.article_id == func.any(list(articles))))
        for article, key, content_hash, statement_id, live in rows:
            found[article][key] = Known(content_hash, statement_id, live)
    return found


def compare(said: Mapping[UUID, Said], known: Mapping[UUID, Known]) -> Difference:
    """The difference, without asking the database."""
    written: dict[UUID, Said] = {}
    announced: dict[UUID, Said] = {}
    for key, now in said.items():
        before = known.get(key)
        if before is None or not before.live or before.content_hash != now.content_hash:
            written[key] = announced[key] = now
        elif before.statement_id != now.row.get("statement_id"):
            written[key] = now
    retracted = [key for key, before in known.items() if before.live and key not in said]
    return Difference(written, announced, retracted)
