"""Articles that were forgotten on demand: a barrier that nothing of theirs passes, however late it comes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import CheckConstraint, Connection, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from models.articles import Article
from models.base import Base
from models.burial import clean, unbury
from models.dead_letters import DeadLetter
from models.erasure import Erased, erase, exclude_stores
from models.receipts import Receipt
from models.tallies import Tally


class Forgotten(Base):
    """An article of which nothing is to be known. A row is never deleted: the topics may still hold the words."""

    __tablename__ = "forgotten"
    __table_args__ = (
        CheckConstraint("(allowed_at IS NULL) = (allowed_by IS NULL)", name="allowed"),
        {"comment": "Articles that were erased on demand. Messages of theirs get a receipt and leave no trace else."},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="UUIDv5 of the article's id, which itself is not kept.")
    forgotten_at: Mapped[datetime] = mapped_column(comment="Since when; the broker's clock.")
    forgotten_by: Mapped[str] = mapped_column(comment="Who had it forgotten, as they called themselves.")
    allowed_at: Mapped[datetime | None] = mapped_column(
        comment="What the broker takes after this is read again; null: nothing is. The broker's clock."
    )
    allowed_by: Mapped[str | None] = mapped_column(comment="Who allowed it, as they called themselves.")


@dataclass(frozen=True)
class Decision:
    """That an article is forgotten from a moment on, or may be read again what comes after it."""

    article: UUID
    at: datetime
    by: str
    allowed: bool


LOCK: Final = 0x776972655F666F72
"""Advisory lock of those who decide: "wire_for"."""


def deciding(connection: Connection) -> None:
    """Be the only one who decides until the transaction ends, so that topic and ledger have decisions in one order."""
    connection.execute(select(func.pg_advisory_xact_lock(LOCK)))


def barriers(connection: Connection, articles: Collection[UUID]) -> Mapping[UUID, datetime | None]:
    """Which of these articles were forgotten, and what is allowed again since; nobody forgets until the end of it."""
    asked = select(Forgotten.id, Forgotten.allowed_at).where(Forgotten.id == func.any(list(articles)))
    found = connection.execute(asked.with_for_update(read=True, key_share=True))
    return {row.id: row.allowed_at for row in found}


def bars(barriers: Mapping[UUID, datetime | None], article: UUID | None, appended_at: datetime) -> bool:
    """Whether a message of an article, that the broker took then, is to leave no trace."""
    if article is None or article not in barriers:
        return False
    allowed = barriers[article]
    return allowed is None or appended_at <= allowed


def forget(connection: Connection, articles: Collection[str], decisions: Collection[Decision], at: datetime) -> Erased:
    """Erase articles and all that came from them; receipts stay, and say so."""
    exclude_stores(connection)
    note(connection, decisions)
    keys = [decision.article for decision in decisions]
    erased = erase(connection, keys, at)
    erased.dead_letters = unbury(
        connection, DeadLetter.article_id == func.any([clean(article) for article in articles])
    )
    connection.execute(delete(Tally).where(Tally.article_id == func.any(keys)))
    erased.articles = connection.execute(delete(Article).where(Article.id == func.any(keys))).rowcount
    theirs = update(Receipt).where(Receipt.article == func.any(keys))
    erased.receipts = connection.execute(theirs.values(outcome="forgotten")).rowcount
    return erased


def note(connection: Connection, decisions: Collection[Decision]) -> None:
    """Note decisions, in their order. What was never forgotten needs no permission."""
    for decision in decisions:
        if decision.allowed:
            connection.execute(
                update(Forgotten)
                .where(Forgotten.id == decision.article)
                .values(allowed_at=decision.at, allowed_by=decision.by)
            )
        else:
            row = {"forgotten_at": decision.at, "forgotten_by": decision.by, "allowed_at": None, "allowed_by": None}
            added = insert(Forgotten).values(id=decision.article, **row)
            connection.execute(added.on_conflict_do_update(index_elements=[Forgotten.id], set_=row))
