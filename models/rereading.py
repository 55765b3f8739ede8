"""Articles as they were published, out of the ledger again: to be read anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, select

from models import bulk
from models.acceptance import content_hash, stated
from models.articles import Article
from models.sources import Source
from streams import records


@dataclass(frozen=True)
class Selection:
    """Which articles are meant. What is None or empty does not matter.

    Canceled ones never are, nor those that have lost their words.
    """

    articles: tuple[str, ...] = ()
    """By the producer's id."""
    since: datetime | None = None
    """Taken by the broker at this time or later."""
    until: datetime | None = None
    """Taken by the broker before this time."""
    not_by: str | None = None
    """Read by another pipeline than this one."""
    spots: tuple[tuple[UUID, int, int], ...] = ()
    """Standing at one of these places: topic, partition, offset."""


@dataclass(frozen=True)
class Stored:
    """An article that the ledger has."""

    article: records.Article
    origin: records.Origin
    """Where its newest message stands."""
    exact: bool
    """Whether it is what was published, to the letter: the hash of its content says so."""


PAGE: Final = 200
"""Articles fetched at once; each may be 10 MB."""


def count(connection: Connection, wanted: Selection) -> dict[str, int]:
    """How many articles are meant, by the pipeline that read them."""
    counted = select(Article.revision, func.count()).where(*_matching(wanted)).group_by(Article.revision)
    return {row[0]: row[1] for row in connection.execute(counted)}


def stored(connection: Connection, wanted: Selection, topic: str) -> Iterator[Stored]:
    """Those articles, by id, page by page: on a connection that commits by itself no transaction stays open."""
    after = UUID(int=0)
    while True:
        page = (
            select(Article.__table__, Source.name.label("source"))
            .outerjoin_from(Article, Source)
            .where(Article.id > after, *_matching(wanted))
            .order_by(Article.id)
            .limit(PAGE)
        )
        rows = list(connection.execute(page))
        for row in rows:
            after = row.id
            yield _stored(row, topic)
        if len(rows) < PAGE:
            return


def _matching(wanted: Selection) -> Iterator[ColumnElement[bool]]:
    yield Article.status == "usable"
    yield Article.dropped_at.is_(None)
    if wanted.articles:
        yield Article.id == func.any([records.article_key(article) for article in wanted.articles])
    if wanted.since is not None:
        yield Article.appended_at >= wanted.since
    if wanted.until is not None:
        yield Article.appended_at < wanted.until
    if wanted.not_by is not None:
        yield Article.revision != wanted.not_by
    if wanted.spots:
        yield bulk.among((Article.topic_id, Article.partition, Article.offset), wanted.spots)


def _stored(row: Any, topic: str) -> Stored:
    article = records.Article(
        id=row.article_id,
        title=row.title,
        body=row.body,
        published_at=stated(row.published_at, row.published_offset),
        source=row.source,
        url=row.url,
        language=row.language,
        version=row.version,
        updated_at=stated(row.updated_at, row.updated_offset),
        status=row.status,
    )
    # The row has the language as stated or as detected; which, the hash of what was published tells.
    detected = article.model_copy(update={"language": None})
    exact = [one for one in (article, detected) if content_hash(one) == row.content_hash]
    origin = records.Origin(
        topic=topic, topic_id=row.topic_id, partition=row.partition, offset=row.offset, appended_at=row.appended_at
    )
    return Stored(exact[0] if exact else article, origin, exact=bool(exact))
