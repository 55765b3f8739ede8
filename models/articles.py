"""Articles, each as its newest version has it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, SmallInteger, func, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, codes, one_of
from streams import records


class Article(Base):
    """The newest version of an article that is known, and where it stood on the topic.

    A withdrawn article keeps its row, status canceled, as a barrier against older versions; its text stays as it
    was, so that what was retracted can still be shown.
    """

    __tablename__ = "articles"
    __table_args__ = (
        one_of("status", codes(records.Article, "status")),
        CheckConstraint("(published_at IS NULL) = (published_offset IS NULL)", name="published"),
        CheckConstraint("(updated_at IS NULL) = (updated_offset IS NULL)", name="updated"),
        CheckConstraint("version >= 0", name="version"),
        CheckConstraint('partition >= 0 AND "offset" >= 0', name="origin"),
        CheckConstraint("octet_length(content_hash) = 32", name="content_hash"),
        # A hash, because an id may be 10,000 characters long.
        Index("ix_articles_article_id", "article_id", postgresql_using="hash"),
        Index("ix_articles_worded", "appended_at", postgresql_where=text("dropped_at IS NULL")),
        Index("ix_articles_skipped", "stored_at", postgresql_where=text("skipped IS NOT NULL")),
        {"comment": "Articles, each as its newest version has it."},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="UUIDv5 of article_id.")
    article_id: Mapped[str] = mapped_column(comment="The producer's stable id, of any length.")
    source_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("sources.id"), index=True, comment="Publisher; null: not stated."
    )
    title: Mapped[str | None] = mapped_column(comment="Headline; null: none.")
    body: Mapped[str] = mapped_column(
        comment="Running text. Offsets count code points into title, an empty line, body; without a title, into body."
    )
    url: Mapped[str | None] = mapped_column(comment="Where it can be read; null: not stated.")
    language: Mapped[str | None] = mapped_column(comment="BCP 47 tag, as stated or as detected; null: unknown.")
    published_at: Mapped[datetime | None] = mapped_column(
        index=True, comment="When it was published, by its producer; null: not stated."
    )
    published_offset: Mapped[int | None] = mapped_column(
        SmallInteger, comment="Offset of published_at as stated, in minutes east of UTC."
    )
    version: Mapped[int | None] = mapped_column(
        BigInteger, comment="The producer's count of versions; null: it counts none."
    )
    updated_at: Mapped[datetime | None] = mapped_column(
        comment="When this version was made, by its producer; null: not stated."
    )
    updated_offset: Mapped[int | None] = mapped_column(
        SmallInteger, comment="Offset of updated_at as stated, in minutes east of UTC."
    )
    status: Mapped[str] = mapped_column(comment="usable, or canceled: withdrawn by its producer.")
    skipped: Mapped[str | None] = mapped_column(comment="Why nothing was read in it; null: it was read.")
    revision: Mapped[str] = mapped_column(comment="Version of the pipeline, lexicon and model that read it.")
    content_hash: Mapped[bytes] = mapped_column(
        comment="SHA-256 of the article's own fields but version and updated_at. Tells a duplicate."
    )
    topic_id: Mapped[UUID] = mapped_column(comment="Kafka's id of the topic that brought the newest message.")
    partition: Mapped[int] = mapped_column(comment="Partition of that message.")
    offset: Mapped[int] = mapped_column(BigInteger, comment="Offset of that message in its partition.")
    appended_at: Mapped[datetime] = mapped_column(comment="When the broker took that message; the broker's clock.")
    first_seen_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), comment="When the ledger first had the article; the database's clock."
    )
    stored_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), comment="When this version was stored; the database's clock."
    )
    dropped_at: Mapped[datetime | None] = mapped_column(
        comment="Since when its words are gone, by retention, and events only counted; null: they are there."
    )
