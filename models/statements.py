"""Reported words."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Retractable, codes, one_of, optional_span, retraction, span
from streams import records


class Statement(Retractable, Base):
    """Words that an article reports as somebody's."""

    __tablename__ = "statements"
    __table_args__ = (
        one_of("kind", codes(records.Statement, "kind")),
        optional_span("source_"),
        optional_span("cue_"),
        span("content_"),
        retraction(),
        Index("ix_statements_retracted", "retracted_at", postgresql_where=text("retracted_at IS NOT NULL")),
        {"comment": "What articles report as somebody's words; a quotation in pieces is several."},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="UUIDv5 of what it is; stays while its sentence does.")
    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id"), index=True, comment="The article.")
    kind: Mapped[str] = mapped_column(
        comment="speech: told on the source's word; attitude: judged, wanted or asked for by the source.",
        sort_order=101,
    )
    anonymous: Mapped[bool] = mapped_column(
        comment="Whether the source is somebody without a name: officials, a person familiar with it.", sort_order=101
    )
    actor_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("actors.id"), index=True, comment="Who the source is; null: unknown.", sort_order=101
    )
    source_text: Mapped[str | None] = mapped_column(comment="Whose words they are, as it stands there; null: unsaid.")
    source_start: Mapped[int | None] = mapped_column(comment="Where that starts in the article's text, in code points.")
    source_end: Mapped[int | None] = mapped_column(comment="Where that ends, exclusive.")
    cue_text: Mapped[str | None] = mapped_column(comment="The word of saying: said, according to, …; null: none.")
    cue_start: Mapped[int | None] = mapped_column(comment="Where that starts in the article's text, in code points.")
    cue_end: Mapped[int | None] = mapped_column(comment="Where that ends, exclusive.")
    content_text: Mapped[str] = mapped_column(comment="What is said.")
    content_start: Mapped[int] = mapped_column(comment="Where that starts in the article's text, in code points.")
    content_end: Mapped[int] = mapped_column(comment="Where that ends, exclusive.")
