"""Retention by age: the words of old articles go, and what they told of is only counted from then on."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, ForeignKey, func, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from models.articles import Article
from models.base import Base, codes, one_of
from models.burial import unbury
from models.dead_letters import DeadLetter
from models.erasure import Erased, erase, exclude_stores
from models.views import HAPPENED
from streams import records

BATCH: Final = 200
"""Articles a transaction: stores wait for it."""


class Tally(Base):
    """How many events of one kind an article told of, whose words are gone."""

    __tablename__ = "tallies"
    __table_args__ = (
        one_of("type", codes(records.Event, "type")),
        {"comment": "How many events articles told of, whose words retention has dropped."},
    )

    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id"), primary_key=True, comment="The article.")
    type: Mapped[str] = mapped_column(primary_key=True, comment="The events' type.")
    source_countries: Mapped[list[str]] = mapped_column(
        primary_key=True, comment="Countries of those who act, ISO 3166-1 alpha-3, in order, each once."
    )
    target_countries: Mapped[list[str]] = mapped_column(
        primary_key=True, comment="Countries of those it is done to, in order, each once."
    )
    happened: Mapped[bool] = mapped_column(primary_key=True, comment="Whether they are said to have happened.")
    events: Mapped[int] = mapped_column(comment="How many there were.")


_COUNT: Final = f"""
INSERT INTO tallies (article_id, type, source_countries, target_countries, happened, events)
SELECT event.article_id, event.type, event.source_countries, event.target_countries, {HAPPENED}, count(*)
FROM events AS event
WHERE event.article_id = ANY(:articles) AND event.retracted_at IS NULL
GROUP BY 1, 2, 3, 4, 5
"""


def due(connection: Connection, before: datetime) -> int:
    """How many articles still have their words though the broker took their newest message before that time."""
    return connection.scalar(select(func.count()).select_from(Article).where(*_old(before))) or 0


def drop(connection: Connection, before: datetime, at: datetime) -> Erased:
    """Drop the words of some articles that are older than that, the oldest first; nothing is left once none are.

    The article's row stays, so that its older versions stay superseded and its newest one a duplicate.
    """
    exclude_stores(connection)
    oldest = select(Article.id).where(*_old(before)).order_by(Article.appended_at).limit(BATCH)
    keys = list(connection.scalars(oldest))
    if not keys:
        return Erased(dead_letters=unbury(connection, DeadLetter.appended_at < before))
    connection.execute(text(_COUNT), {"articles": keys})
    erased = erase(connection, keys, at)
    wordless = {"title": None, "body": "", "dropped_at": at}
    erased.articles = connection.execute(update(Article).where(Article.id == func.any(keys)).values(wordless)).rowcount
    return erased


def _old(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return Article.dropped_at.is_(None), Article.appended_at < before
