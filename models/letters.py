"""Dead letters as people handle them: looked for, claimed, and settled with a trail."""

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, tuple_

from models.acceptance import content_hash, standing
from models.dead_letters import Action, DeadLetter, DeadLetterAction
from models.versions import Position, Standing, judge
from streams import records

State = Literal["open", "replayed", "discarded"]
"""What was done last about a dead letter; open: nothing yet."""

FETCHED: Final = 1000
"""Rows that a cursor brings at once."""


@dataclass(frozen=True)
class Selection:
    """Which dead letters are meant. What is None or empty does not matter."""

    ids: tuple[UUID, ...] = ()
    spots: tuple[tuple[int, int], ...] = ()
    """Partitions and offsets."""
    reason: str | None = None
    since: datetime | None = None
    """Put there at this time or later."""
    until: datetime | None = None
    """Put there at this time or earlier."""
    article_id: str | None = None
    state: State | None = None


@dataclass(frozen=True)
class Summary:
    """A dead letter without its bytes."""

    id: UUID
    partition: int
    offset: int
    reason: str
    message: str
    article_id: str | None
    size: int | None
    """Bytes of the value; None: there is none."""
    appended_at: datetime
    received_at: datetime
    state: str


@dataclass(frozen=True)
class Step:
    """An entry of a dead letter's trail."""

    action: str
    by: str
    at: datetime
    partition: int | None
    offset: int | None


@dataclass(frozen=True)
class Letter:
    """A dead letter, byte for byte, and its trail."""

    summary: Summary
    topic: str
    topic_id: UUID
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...]
    trail: tuple[Step, ...]


def find(connection: Connection, selection: Selection, limit: int | None = None) -> Iterator[Summary]:
    """Dead letters, the newest first; memory stays flat."""
    wanted = select(*_SUMMARY).where(*_matching(selection)).order_by(*(column.desc() for column in _ORDER)).limit(limit)
    with connection.execute(wanted.execution_options(yield_per=FETCHED)) as rows:
        for row in rows:
            yield Summary(*row)


def load(connection: Connection, key: UUID) -> Letter:
    """One dead letter that is there."""
    parts = (DeadLetter.topic, DeadLetter.topic_id, DeadLetter.key, DeadLetter.value, DeadLetter.headers)
    row = connection.execute(select(*_SUMMARY, *parts).where(DeadLetter.id == key)).one()
    action = DeadLetterAction
    steps = connection.execute(
        select(action.action, action.by, action.at, action.partition, action.offset)
        .where(action.dead_letter_id == key)
        .order_by(action.number)
    )
    return Letter(
        Summary(*row[: len(_SUMMARY)]),
        topic=row.topic,
        topic_id=row.topic_id,
        key=row.key,
        value=row.value,
        headers=tuple((name, None if value is None else b64decode(value)) for name, value in row.headers),
        trail=tuple(Step(*step) for step in steps),
    )


def selected(connection: Connection, selection: Selection) -> list[UUID]:
    """The ids of dead letters, in the order in which their messages came."""
    return list(connection.scalars(select(DeadLetter.id).where(*_matching(selection)).order_by(*_ORDER)))


def claim(connection: Connection, key: UUID, state: State | None) -> Letter | None:
    """A dead letter, locked until the transaction ends; None: somebody has it, or its state is another by now."""
    locked = connection.scalar(select(DeadLetter.id).where(DeadLetter.id == key).with_for_update(skip_locked=True))
    if locked is None:
        return None
    letter = load(connection, key)
    return letter if state in (None, letter.summary.state) else None


def settle(
    connection: Connection, key: UUID, action: Action, by: str, position: tuple[UUID, int, int] | None = None
) -> None:
    """Put what was done about a dead letter that is claimed into its trail."""
    topic_id, partition, offset = position or (None, None, None)
    number = select(func.count() + 1).where(DeadLetterAction.dead_letter_id == key).scalar_subquery()
    connection.execute(
        insert(DeadLetterAction).values(
            dead_letter_id=key,
            number=number,
            action=action,
            by=by,
            topic_id=topic_id,
            partition=partition,
            offset=offset,
        )
    )


def overtaken(connection: Connection, letter: Letter) -> bool:
    """Whether the ledger has something newer of its article.

    Sent again, a message that states no version would count as the newest, because its place is a new one.
    """
    try:
        article = records.Article.model_validate_json(letter.value or b"")
    except ValidationError:
        return False
    stored = standing(connection, article.key)
    summary = letter.summary
    position = Position(letter.topic_id, summary.partition, summary.offset, summary.appended_at)
    came = Standing(article.version, article.updated_at, position, content_hash(article))
    return stored is not None and judge(stored, came, canceled=article.status == "canceled")[0] == "superseded"


_STATE: Final[ColumnElement[Any]] = func.coalesce(
    select(DeadLetterAction.action)
    .where(DeadLetterAction.dead_letter_id == DeadLetter.id)
    .order_by(DeadLetterAction.number.desc())
    .limit(1)
    .scalar_subquery(),
    "open",
)
_SUMMARY: Final = (
    DeadLetter.id,
    DeadLetter.partition,
    DeadLetter.offset,
    DeadLetter.reason,
    DeadLetter.message,
    DeadLetter.article_id,
    func.octet_length(DeadLetter.value),
    DeadLetter.appended_at,
    DeadLetter.received_at,
    _STATE.label("state"),
)
_ORDER: Final = (DeadLetter.appended_at, DeadLetter.partition, DeadLetter.offset, DeadLetter.id)


def _matching(selection: Selection) -> Iterator[ColumnElement[bool]]:
    if selection.ids or selection.spots:
        spot = tuple_(DeadLetter.partition, DeadLetter.offset)
        yield or_(DeadLetter.id.in_(selection.ids), spot.in_(selection.spots))
    if selection.reason is not None:
        yield DeadLetter.reason == selection.reason
    if selection.since is not None:
        yield DeadLetter.received_at >= selection.since
    if selection.until is not None:
        yield DeadLetter.received_at <= selection.until
    if selection.article_id is not None:
        yield DeadLetter.article_id == selection.article_id
    if selection.state is not None:
        yield _STATE.in_([selection.state])
