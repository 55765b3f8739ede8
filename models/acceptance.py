"""Which messages count: articles are locked, and every message is judged by the order of versions."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, func, select

from models import bulk
from models.articles import Article
from models.keys import source_key
from models.sources import Source
from models.versions import Outcome, Position, Standing, judge, judge_again
from streams import records


@dataclass(frozen=True)
class Verdict:
    """What becomes of a message."""

    answer: records.Extracted
    outcome: Outcome
    standing: Standing
    """How the article stands after it."""
    first: bool
    """Whether it is the message that brought the article into the ledger; its row is written then."""

    @property
    def key(self) -> UUID:
        """The article's id in the ledger."""
        return self.answer.article.key


def accept(connection: Connection, answers: Sequence[records.Extracted], at: datetime) -> list[Verdict]:
    """Judge messages in their order.

    Until the transaction ends nobody else judges their articles. Articles that are new have their row after this.
    """
    firsts: dict[UUID, records.Extracted] = {}
    for answer in answers:
        if answer.reprocess is None:
            firsts.setdefault(answer.article.key, answer)
    keys = sorted(firsts)
    sources = {source_key(name): name for answer in answers if (name := answer.article.source) is not None}
    bulk.add_missing(connection, Source, [{"id": key, "name": sources[key]} for key in sorted(sources)])
    rows = [whole(firsts[key], incoming(firsts[key]), at) for key in keys]
    new = {key for (key,) in bulk.added(connection, Article, rows, "id")}
    standings: dict[UUID, Standing | None] = dict.fromkeys(new)
    standings |= _locked(connection, {answer.article.key for answer in answers} - new)
    return [_verdict(answer, standings) for answer in answers]


def _verdict(answer: records.Extracted, standings: dict[UUID, Standing | None]) -> Verdict:
    """What becomes of one message; how its article stands after it is noted."""
    key, message = answer.article.key, incoming(answer)
    stored = standings.get(key)
    if answer.reprocess is None:
        outcome, standing = judge(stored, message, canceled=answer.article.status == "canceled")
        standings[key] = standing
        return Verdict(answer, outcome, standing, first=stored is None)
    outcome = judge_again(stored, message)
    if outcome == "reprocessed" and answer.extraction.revision != answer.reprocess.revision:
        # Read by a worker that is not yet, or no longer, of the pipeline that was asked for.
        outcome = "superseded"
    return Verdict(answer, outcome, stored or message, first=False)


def incoming(answer: records.Extracted) -> Standing:
    """A message, as far as the order of versions goes; one that is read again stands where it stood first."""
    article = answer.article
    origin = answer.origin if answer.reprocess is None else answer.reprocess.origin
    position = Position(origin.topic_id, origin.partition, origin.offset, origin.appended_at)
    return Standing(article.version, article.updated_at, position, content_hash(article))


def content_hash(article: records.Article) -> bytes:
    """SHA-256 of what the article itself says, version and updated_at left out."""
    published = None if article.published_at is None else article.published_at.isoformat()
    fields = (article.title, article.body, article.url, article.language, published, article.source, article.status)
    return sha256(json.dumps(fields).encode()).digest()


def whole(answer: records.Extracted, standing: Standing, at: datetime) -> bulk.Row:
    """The article's row, all that the message can say of it."""
    article = answer.article
    return {
        **status(answer, standing, at),
        **reading(answer),
        "dropped_at": None,
        "article_id": article.id,
        "source_id": None if article.source is None else source_key(article.source),
        "title": article.title,
        "body": article.body,
        "url": article.url,
        "published_at": article.published_at,
        "published_offset": _minutes(article.published_at),
    }


def reading(answer: records.Extracted) -> bulk.Row:
    """The part of it that another reading of the same message changes."""
    article, extraction = answer.article, answer.extraction
    return {
        "id": article.key,
        "language": article.language or extraction.language,
        "skipped": extraction.skipped,
        "revision": extraction.revision,
    }


def status(answer: records.Extracted, standing: Standing, at: datetime) -> bulk.Row:
    """The part of it that a cancel changes: the text stays."""
    return {
        "status": answer.article.status,
        "version": standing.version,
        "updated_at": standing.updated_at,
        "updated_offset": _minutes(standing.updated_at),
        "content_hash": standing.content,
        "stored_at": at,
        **place(answer.article.key, standing.position),
    }


def place(key: UUID, position: Position) -> bulk.Row:
    """The part of it that a duplicate changes: where the newest message stands."""
    return {
        "id": key,
        "topic_id": position.topic_id,
        "partition": position.partition,
        "offset": position.offset,
        "appended_at": position.appended_at,
    }


def standing(connection: Connection, key: UUID) -> Standing | None:
    """How an article stands now, unlocked; None: the ledger does not have it."""
    row = connection.execute(select(*_COLUMNS).where(Article.id == key)).one_or_none()
    return None if row is None else _standing(row)


_COLUMNS: Final = (
    Article.id,
    Article.version,
    Article.updated_at,
    Article.updated_offset,
    Article.content_hash,
    Article.topic_id,
    Article.partition,
    Article.offset,
    Article.appended_at,
    Article.dropped_at,
)


def _locked(connection: Connection, keys: Iterable[UUID]) -> dict[UUID, Standing]:
    wanted = list(keys)
    if not wanted:
        return {}
    statement = select(*_COLUMNS).where(Article.id == func.any(wanted)).order_by(Article.id).with_for_update()
    return {row.id: _standing(row) for row in connection.execute(statement)}


def _standing(row: Any) -> Standing:
    updated_at = stated(row.updated_at, row.updated_offset)
    position = Position(row.topic_id, row.partition, row.offset, row.appended_at)
    return Standing(row.version, updated_at, position, row.content_hash, row.dropped_at is None)


def stated(moment: datetime | None, minutes: int | None) -> datetime | None:
    """A time as its producer stated it, from the two columns that keep it."""
    return None if moment is None else moment.astimezone(timezone(timedelta(minutes=minutes or 0)))


def _minutes(moment: datetime | None) -> int | None:
    offset = None if moment is None else moment.utcoffset()
    return None if offset is None else offset // timedelta(minutes=1)
