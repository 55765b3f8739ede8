"""Reported words."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Retractable, optional_span, retraction, span


class Statement(Retractable, Base):
    """Words that an article reports as somebody's."""

    __tablename__ = "statements"
    __table_args__ = (
        optional_span("source_"),
        optional_span("cue_"),
        span("content_"),
        retraction(),
        {"comment": "What articles report as somebody's words; a quotation in pieces is several."},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="UUIDv5 of what it is; stays while its sentence does.")
    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id"), index=True, comment="The article.")
    source_text: Mapped[str | None] = mapped_column(comment="Whose words they are, as it stands there; null: unsaid.")
    source_start: Mapped[int | None] = mapped_column(comment="Where that starts in the article's text, in code points.")
    source_end: Mapped[int | None] = mapped_column(comment="Where that ends, exclusive.")
    cue_text: Mapped[str | None] = mapped_column(comment="The word of saying: said, according to, …; null: none.")
    cue_start: Mapped[int | None] = mapped_column(comment="Where that starts in the article's text, in code points.")
    cue_end: Mapped[int | None] = mapped_column(comment="Where that ends, exclusive.")
    content_text: Mapped[str] = mapped_column(comment="What is said.")
    content_start: Mapped[int] = mapped_column(comment="Where that starts in the article's text, in code points.")
    content_end: Mapped[int] = mapped_column(comment="Where that ends, exclusive.")
