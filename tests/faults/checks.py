"""Whether the struck ledger is what the undisturbed one is, row by row."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, text

CLOCKS: Final = ("first_seen_at", "stored_at", "received_at", "created_at", "recorded_at", "retracted_at")
"""Columns that say when it was done. Of a retraction it is compared that there is one."""

BY_ARTICLE: Final = {
    "articles": "id",
    "events": "article_id",
    "numbers": "article_id",
    "statements": "article_id",
    "times": "article_id",
    "place_mentions": "article_id",
    "receipts": "article",
}
"""Tables whose rows belong to an article, by which column."""
OF_EVENTS: Final = "participants"
SHARED: Final = ("sources", "actors", "places", "dead_letters")
"""Tables whose rows are everybody's: small, and compared as a whole."""
TABLES: Final = (*BY_ARTICLE, OF_EVENTS, *SHARED)


def rows(connection: Connection, table: str, articles: set[UUID] | None) -> dict[str, Any]:
    """Rows of a table without their clocks, by primary key; of some articles, or all."""
    wanted = "TRUE"
    if articles is not None and table in BY_ARTICLE:
        wanted = f"{BY_ARTICLE[table]} = ANY(:articles)"
        if table == "receipts":
            wanted += " OR article IS NULL"
    elif articles is not None and table == OF_EVENTS:
        wanted = "event_id IN (SELECT id FROM events WHERE article_id = ANY(:articles))"
    retraction = ", 'retracted', retracted_at IS NOT NULL" if table in ("events", "numbers", "statements") else ""
    query = text(
        f"SELECT to_jsonb(t) - CAST(:clocks AS text[]) || jsonb_build_object('#', 1{retraction}) "
        f"FROM {table} AS t WHERE {wanted}"
    )
    parameters: dict[str, Any] = {"clocks": list(CLOCKS)}
    if ":articles" in wanted:
        parameters["articles"] = list(articles or ())
    found: dict[str, Any] = {}
    for (row,) in connection.execute(query, parameters):
        key = _key(table, row)
        if key in found:
            row = {**row, "#": found[key]["#"] + 1}
        found[key] = row
    return found


def _key(table: str, row: dict[str, Any]) -> str:
    if table == "receipts":
        return f"{row['partition']}/{row['offset']}"
    return f"{row['event_id']}/{row['ordinal']}" if table == OF_EVENTS else str(row["id"])


def differences(
    struck: Connection, undisturbed: Connection, tables: tuple[str, ...], articles: set[UUID] | None
) -> Iterator[str]:
    """What is lost, doubled or stale in SQL, each on a line."""
    for table in tables:
        found, expected = rows(struck, table, articles), rows(undisturbed, table, articles)
        for key in sorted(expected.keys() - found.keys()):
            yield f"lost: {table} {key}: {expected[key]}"
        for key in sorted(found.keys() - expected.keys()):
            yield f"doubled: {table} {key}, which nothing says: {found[key]}"
        for key in sorted(found.keys() & expected.keys()):
            if found[key]["#"] != expected[key]["#"]:
                yield f"doubled: {table} {key} is there {found[key]['#']} times"
            elif found[key] != expected[key]:
                changed = [name for name in expected[key] if found[key].get(name) != expected[key][name]]
                told = {name: (found[key].get(name), expected[key][name]) for name in changed}
                yield f"stale: {table} {key}: {told}"
