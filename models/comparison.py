"""What a compacted topic says, held against what the ledger says.

Both are joined in the database, in temporary tables that it keeps on disk: no process has all the keys in memory.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, text

from models import outbox
from models.announcements import orphaned

FETCHED: Final = 1000
"""Rows that a cursor brings at once."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of the topic, as far as it has to be remembered."""

    key: UUID
    partition: int
    offset: int
    appended_at: int
    """The broker's time, in milliseconds."""
    late: bool
    """Whether it came after the comparison began: what it says may be newer than what the ledger is seen to say."""
    content_hash: bytes | None
    """None: a tombstone."""
    content: list[str | None] | None
    """What the ledger keeps in columns, in the order of the kind's."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something on which topic and ledger do not agree, and nothing that is under way will mend it."""

    topic: str
    id: UUID
    article_id: str | None
    partition: int | None
    """Where the topic's last word on it stands; None: it has none."""
    offset: int | None
    why: str


@dataclass(frozen=True)
class Kind:
    """A kind of thing that has a topic."""

    topic: str
    table: str
    columns: tuple[tuple[str, str], ...]
    """Where a value stands in a message, dots between the steps, and in SQL, the row being `said`."""

    def content(self, message: dict[str, Any]) -> list[str | None]:
        """The values of a message, all of them as text."""
        return [_text(_at(message, path)) for path, _ in self.columns]


EVENTS: Final = Kind(
    "news.events",
    "events",
    (
        ("type", "said.type"),
        ("mode", "said.mode"),
        ("contexts", "array_to_string(said.contexts, E'\\n')"),
        ("trigger.text", "said.trigger_text"),
        ("trigger.start", "said.trigger_start::text"),
        ("trigger.end", "said.trigger_end::text"),
        (
            "participants",
            "coalesce((SELECT string_agg(concat_ws(' ', part.id, part.role, part.start, part.\"end\"), E'\\n'"
            " ORDER BY part.ordinal) FROM participants AS part WHERE part.event_id = said.id), '')",
        ),
        ("time.id", "said.time_id::text"),
        ("place.text", "said.place_text"),
        ("place.start", "said.place_start::text"),
        ("place.end", "said.place_end::text"),
        ("polarity", "said.polarity"),
        ("certainty", "said.certainty"),
        ("future", "said.future::text"),
        ("attribution.source.text", "said.attribution_source_text"),
        ("attribution.source.start", "said.attribution_source_start::text"),
        ("attribution.cue.text", "said.attribution_cue_text"),
        ("attribution.cue.start", "said.attribution_cue_start::text"),
    ),
)
NUMBERS: Final = Kind(
    "news.numbers",
    "numbers",
    (
        ("event_id", "said.event_id::text"),
        ("text", "said.text"),
        ("start", "said.start::text"),
        ("end", 'said."end"::text'),
        ("value", "said.value::text"),
        ("low", "said.low::text"),
        ("high", "said.high::text"),
        ("bound", "said.bound"),
        ("unit", "said.unit"),
        ("unit_kind", "said.unit_kind"),
        ("counted.text", "said.counted_text"),
        ("counted.start", "said.counted_start::text"),
        ("period", "said.period"),
        ("change", "said.change"),
        ("concept", "said.concept"),
    ),
)
KINDS: Final = (EVENTS, NUMBERS)


def heard(kind: Kind, key: UUID, value: bytes | None, *, place: tuple[int, int, int], late: bool) -> Heard:
    """A message of a kind's topic; `place` is partition, offset and the broker's time."""
    if value is None:
        return Heard(key, *place, late, None, None)
    return Heard(key, *place, late, sha256(value).digest(), _content(kind, value))


def listen(connection: Connection, messages: Iterable[Heard]) -> None:
    """Remember messages in `heard`, which is made where it is missing and lives as long as the session."""
    connection.execute(text(_HEARD))
    raw = connection.connection.driver_connection
    assert raw is not None
    with raw.cursor() as cursor, cursor.copy(_COPY) as copy:
        for one in messages:
            copy.write_row(
                (one.key, one.partition, one.offset, one.appended_at, one.late, one.content_hash, one.content)
            )


def forget(connection: Connection) -> None:
    """Begin anew with another topic."""
    connection.execute(text("DROP TABLE IF EXISTS heard, stands"))


def compare(connection: Connection, kind: Kind) -> Iterator[Fault | None]:
    """What topic and ledger do not agree on; None for something that is still under way.

    What stands in the outbox is, and what was heard late. The topic's word on a key is its last one, which is what
    compaction leaves; across partitions, the one that the broker took last.
    """
    for statement in (_STANDS, "ANALYZE stands"):
        connection.execute(text(statement))
    columns = ", ".join(expression for _, expression in kind.columns)
    query = text(_COMPARE.format(table=kind.table, columns=columns)).execution_options(yield_per=FETCHED)
    with connection.execute(query, {"topic": kind.topic}) as rows:
        for row in rows:
            found = Fault(kind.topic, row.id, row.article_id, row.partition, row.offset, row.why)
            yield None if row.under_way else found


def repair(connection: Connection, faults: Sequence[Fault]) -> tuple[int, list[str]]:
    """Mend what can be mended here; how many tombstones go out, and the articles that have to be read again.

    What is left over on a topic gets its tombstone. Of the rest the ledger forgets that it was announced, so that the
    next reading of the article announces it.
    """
    # Whoever is about to announce something has done so, or waits: its word comes after the tombstones.
    connection.execute(text("LOCK TABLE outbox IN SHARE ROW EXCLUSIVE MODE"))
    now = connection.execute(text("SELECT now()")).scalar_one()
    tombstones: list[outbox.Announcement] = []
    articles: dict[str, None] = {}
    for fault in faults:
        kind = next(kind for kind in KINDS if kind.topic == fault.topic)
        forgotten = connection.execute(
            text(f"UPDATE {kind.table} SET content_hash = '' WHERE id = :id AND retracted_at IS NULL"), {"id": fault.id}
        )
        if forgotten.rowcount:
            articles.setdefault(fault.article_id or "")
        elif fault.why == LEFT_OVER:
            tombstones.append(orphaned(fault.topic, fault.id, now))
    outbox.enqueue(connection, tombstones)
    return len(tombstones), list(articles)


MISSING: Final = "missing on the topic"
LEFT_OVER: Final = "left over on the topic"
OTHER: Final = "other content on the topic"

_HEARD: Final = """
CREATE TEMP TABLE IF NOT EXISTS heard (
  id uuid NOT NULL, partition integer NOT NULL, "offset" bigint NOT NULL, appended_at bigint NOT NULL,
  late boolean NOT NULL, content_hash bytea, content text[]
)
"""
_COPY: Final = 'COPY heard (id, partition, "offset", appended_at, late, content_hash, content) FROM STDIN'
_STANDS: Final = """
CREATE TEMP TABLE stands AS
SELECT DISTINCT ON (id) * FROM (
  SELECT DISTINCT ON (id, partition) * FROM heard ORDER BY id, partition, "offset" DESC
) AS last ORDER BY id, appended_at DESC
"""
_COMPARE: Final = f"""
SELECT coalesce(said.id, stands.id) AS id, articles.article_id, stands.partition, stands."offset",
  coalesce(stands.late, false) OR waiting.key IS NOT NULL AS under_way,
  CASE WHEN said.id IS NULL OR said.retracted_at IS NOT NULL THEN '{LEFT_OVER}'
    WHEN stands.content_hash IS NULL THEN '{MISSING}' ELSE '{OTHER}' END AS why
FROM stands FULL JOIN (
  SELECT said.id, said.article_id, said.content_hash, said.retracted_at, ARRAY[{{columns}}]::text[] AS content
  FROM {{table}} AS said
) AS said ON said.id = stands.id
LEFT JOIN articles ON articles.id = said.article_id
LEFT JOIN (SELECT DISTINCT key FROM outbox WHERE topic = :topic) AS waiting
  ON waiting.key = convert_to(coalesce(said.id, stands.id)::text, 'UTF8')
WHERE CASE WHEN said.id IS NULL OR said.retracted_at IS NOT NULL THEN stands.content_hash IS NOT NULL
  ELSE (stands.content_hash, stands.content) IS DISTINCT FROM (said.content_hash, said.content) END
"""


def _content(kind: Kind, value: bytes) -> list[str | None] | None:
    try:
        # Numbers as they are written, all digits.
        message = json.loads(value, parse_float=str, parse_int=str)
        return kind.content(message) if isinstance(message, dict) else None
    except ValueError:
        return None


def _at(value: Any, path: str) -> Any:
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _text(value: Any) -> str | None:
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case list():
            return "\n".join(map(_item, value))
    return str(value).replace("\x00", "\ufffd")


def _item(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(str(value.get(name)) for name in ("id", "role", "start", "end"))
    return str(value).replace("\x00", "\ufffd")
