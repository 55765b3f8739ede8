"""Quantities."""

from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Retractable, codes, one_of, optional_span, retraction, span
from streams import records


class Number(Retractable, Base):
    """A quantity that an article states, normalised: a value, or a range from low to high."""

    __tablename__ = "numbers"
    __table_args__ = (
        one_of("bound", codes(records.Number, "bound")),
        one_of("unit_kind", codes(records.Number, "unit_kind")),
        one_of("change", codes(records.Number, "change")),
        span(),
        optional_span("counted_"),
        optional_span("attribution_source_"),
        optional_span("attribution_cue_"),
        retraction(),
        Index("ix_numbers_retracted", "retracted_at", postgresql_where=text("retracted_at IS NOT NULL")),
        {"comment": "Quantities that articles state, normalised and exact."},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="UUIDv5 of what it is; stays while its sentence does.")
    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id"), index=True, comment="The article.")
    event_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("events.id"), index=True, comment="The event that it measures; null: none."
    )
    text: Mapped[str] = mapped_column(comment="The words.")
    start: Mapped[int] = mapped_column(comment="Where they start in the article's text, in code points.")
    end: Mapped[int] = mapped_column(comment="Where they end, exclusive.")
    value: Mapped[Decimal | None] = mapped_column(comment="The value, exact, in unit; null for a range.")
    low: Mapped[Decimal | None] = mapped_column(comment="A range's or change's one end, exact, in unit.")
    high: Mapped[Decimal | None] = mapped_column(comment="A range's or change's other end, exact, in unit.")
    bound: Mapped[str] = mapped_column(comment="=, ~ about, <, <=, >, >= at least.")
    unit: Mapped[str | None] = mapped_column(
        comment="ISO 4217 for currency, % for percent, pint's name for physical; null for count."
    )
    unit_kind: Mapped[str] = mapped_column(comment="currency, percent, physical or count.")
    counted_text: Mapped[str | None] = mapped_column(comment="The noun phrase that is counted; null: none.")
    counted_start: Mapped[int | None] = mapped_column(comment="Where it starts, in code points.")
    counted_end: Mapped[int | None] = mapped_column(comment="Where it ends, exclusive.")
    period: Mapped[str | None] = mapped_column(comment="ISO 8601 duration in which it recurs; null: it does not.")
    change: Mapped[str | None] = mapped_column(comment="up or down; null: no change is stated.")
    concept: Mapped[str | None] = mapped_column(comment="What is measured, as text; null: unknown.")
    statement_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("statements.id"),
        index=True,
        comment="The statement that it is part of; null: the article's own word.",
        sort_order=101,
    )
    attribution_source_text: Mapped[str | None] = mapped_column(
        comment="On whose word; null: the article's own.", sort_order=101
    )
    attribution_source_start: Mapped[int | None] = mapped_column(
        comment="Where that starts, in code points.", sort_order=101
    )
    attribution_source_end: Mapped[int | None] = mapped_column(comment="Where that ends, exclusive.", sort_order=101)
    attribution_cue_text: Mapped[str | None] = mapped_column(comment="The word of saying; null: none.", sort_order=101)
    attribution_cue_start: Mapped[int | None] = mapped_column(
        comment="Where that starts, in code points.", sort_order=101
    )
    attribution_cue_end: Mapped[int | None] = mapped_column(comment="Where that ends, exclusive.", sort_order=101)
