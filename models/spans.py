"""Whether offsets bound their words: every live span of the ledger, held against its article's text."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, text

FETCHED: Final = 1000
"""Rows that a cursor brings at once."""


def misplaced(connection: Connection) -> Iterator[tuple[str, UUID, str, str]]:
    """Live things whose offsets do not bound their words in their article's text: table, id, article, which span."""
    with connection.execute(text(_MISPLACED).execution_options(yield_per=FETCHED)) as rows:
        for row in rows:
            yield row.table, row.id, row.article_id, row.name


_TEXT: Final = "CASE WHEN coalesce(a.title, '') = '' THEN a.body ELSE a.title || E'\\n\\n' || a.body END"


def _spans(table: str, source: str, *prefixes: str) -> str:
    """The misplaced spans of one table, whose rows are `said`."""
    values = ", ".join(
        f"('{prefix.rstrip('_') or 'words'}', said.{prefix}text, said.{prefix}start, said.\"{prefix}end\")"
        for prefix in prefixes
    )
    return f"""
SELECT '{table}' AS "table", said.id, a.article_id, span.name
FROM {source} JOIN articles AS a ON a.id = said.article_id
CROSS JOIN LATERAL (VALUES {values}) AS span (name, words, start, "end")
WHERE span.words IS NOT NULL AND substr({_TEXT}, span.start + 1, span."end" - span.start) <> span.words
"""


_LIVE: Final = "(SELECT * FROM {0} WHERE retracted_at IS NULL) AS said"
_PARTS: Final = """(
  SELECT part.*, events.article_id FROM participants AS part
  JOIN events ON events.id = part.event_id WHERE events.retracted_at IS NULL
) AS said"""
# A time that only retracted events refer to is as their version of the text had it.
_TIMES: Final = """(
  SELECT * FROM times WHERE NOT EXISTS (SELECT FROM events WHERE time_id = times.id)
    OR EXISTS (SELECT FROM events WHERE time_id = times.id AND retracted_at IS NULL)
) AS said"""
_MISPLACED: Final = " UNION ALL ".join(
    (
        _spans("events", _LIVE.format("events"), "trigger_", "place_", "attribution_source_", "attribution_cue_"),
        _spans("participants", _PARTS, "", "mention_"),
        _spans("numbers", _LIVE.format("numbers"), "", "counted_"),
        _spans("statements", _LIVE.format("statements"), "source_", "cue_", "content_"),
        _spans("times", _TIMES, ""),
        _spans("place_mentions", "place_mentions AS said", ""),
    )
)
