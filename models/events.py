"""Events, and who takes part in them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Retractable, codes, one_of, optional_span, retraction, span
from streams import records


class Event(Retractable, Base):
    """One thing that an article says was done, is to be done, may be done or was not done."""

    __tablename__ = "events"
    __table_args__ = (
        one_of("type", codes(records.Event, "type")),
        one_of("mode", codes(records.Event, "mode")),
        one_of("polarity", codes(records.Event, "polarity")),
        one_of("certainty", codes(records.Event, "certainty")),
        one_of("attribution_polarity", codes(records.Event, "polarity")),
        one_of("attribution_certainty", codes(records.Event, "certainty")),
        span("trigger_"),
        optional_span("place_"),
        optional_span("attribution_source_"),
        optional_span("attribution_cue_"),
        CheckConstraint("(place_id IS NULL) = (place_text IS NULL)", name="place"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
        retraction(),
        Index("ix_events_stands", "article_id", "trigger_start"),
        Index("ix_events_live", "type", "recorded_at", postgresql_where=text("retracted_at IS NULL")),
        Index("ix_events_published", "type", "published_at", postgresql_where=text("retracted_at IS NULL")),
        Index("ix_events_there", "place_id", "type", "published_at", postgresql_where=text("retracted_at IS NULL")),
        Index("ix_events_retracted", "retracted_at", postgresql_where=text("retracted_at IS NOT NULL")),
        {"comment": "What articles say was done, is to be done, may be done or was not done; one row a predicate."},
    )

    id: Mapped[UUID] = mapped_column(
        primary_key=True, comment="UUIDv5 of article, sentence, its occurrence, trigger's offset in it and type."
    )
    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id"), comment="The article.")
    type: Mapped[str] = mapped_column(comment="PLOVER's sixteen types; ACE 2005's names for what PLOVER leaves out.")
    mode: Mapped[str | None] = mapped_column(comment="PLOVER 2021's mode; null: none.")
    contexts: Mapped[list[str]] = mapped_column(comment="PLOVER 2021's contexts: diplomatic, military, economic, …")
    trigger_text: Mapped[str] = mapped_column(comment="The word that says it.")
    trigger_start: Mapped[int] = mapped_column(comment="Where it starts in the article's text, in code points.")
    trigger_end: Mapped[int] = mapped_column(comment="Where it ends, exclusive.")
    statement_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("statements.id"),
        index=True,
        comment="The statement that it is part of; null: the article's own word.",
    )
    attribution_source_text: Mapped[str | None] = mapped_column(comment="On whose word; null: the article's own.")
    attribution_source_start: Mapped[int | None] = mapped_column(comment="Where that starts, in code points.")
    attribution_source_end: Mapped[int | None] = mapped_column(comment="Where that ends, exclusive.")
    attribution_cue_text: Mapped[str | None] = mapped_column(comment="The word of saying; null: none.")
    attribution_cue_start: Mapped[int | None] = mapped_column(comment="Where that starts, in code points.")
    attribution_cue_end: Mapped[int | None] = mapped_column(comment="Where that ends, exclusive.")
    attribution_polarity: Mapped[str | None] = mapped_column(
        comment="POS or NEG by that source's word; null: the article's own.", sort_order=101
    )
    attribution_certainty: Mapped[str | None] = mapped_column(
        comment="CERTAIN, PROBABLE or POSSIBLE by that source's word; null: the article's own.", sort_order=101
    )
    attribution_future: Mapped[bool | None] = mapped_column(
        comment="Whether it was still to come by that source's word; null: the article's own.", sort_order=101
    )
    time_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("times.id"), index=True, comment="When it happened or is to happen; null: not stated."
    )
    place_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("places.id"), index=True, comment="Where it happened; null: not stated."
    )
    place_text: Mapped[str | None] = mapped_column(comment="The words that say where.")
    place_start: Mapped[int | None] = mapped_column(comment="Where they start, in code points.")
    place_end: Mapped[int | None] = mapped_column(comment="Where they end, exclusive.")
    polarity: Mapped[str] = mapped_column(comment="FactBank: POS, or NEG: said not to be so.")
    certainty: Mapped[str] = mapped_column(comment="FactBank: CERTAIN, PROBABLE or POSSIBLE, in the author's word.")
    future: Mapped[bool] = mapped_column(comment="Whether it was still to come when written.")
    confidence: Mapped[float] = mapped_column(comment="How sure the reading is, 0 to 1.")
    published_at: Mapped[datetime | None] = mapped_column(
        comment="The article's, as this row's version states it: events are found by it.", sort_order=101
    )
    source_countries: Mapped[list[str]] = mapped_column(
        comment="Countries of the participants who act, in order, each once.", sort_order=101
    )
    target_countries: Mapped[list[str]] = mapped_column(
        comment="Countries of those it is done to, in order, each once.", sort_order=101
    )


class Participant(Base):
    """An actor's part in an event."""

    __tablename__ = "participants"
    __table_args__ = (
        span(),
        optional_span("mention_"),
        {"comment": "Actors' parts in events, as the event's row last had them."},
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"), primary_key=True, comment="The event.")
    ordinal: Mapped[int] = mapped_column(
        SmallInteger,
        primary_key=True,
        autoincrement=False,
        comment="Its place among the event's participants, from 0.",
    )
    id: Mapped[UUID] = mapped_column(comment="UUIDv5 of what it is, as announced; stays while its sentence does.")
    role: Mapped[str] = mapped_column(comment="source: who acts; target: whom it is done to; others are free.")
    text: Mapped[str] = mapped_column(comment="The actor's best mention in the event's sentence.")
    start: Mapped[int] = mapped_column(comment="Where it starts in the article's text, in code points.")
    end: Mapped[int] = mapped_column(comment="Where it ends, exclusive.")
    mention_text: Mapped[str | None] = mapped_column(comment="The words in the slot, where they are others; else null.")
    mention_start: Mapped[int | None] = mapped_column(comment="Where they start, in code points.")
    mention_end: Mapped[int | None] = mapped_column(comment="Where they end, exclusive.")
    actor_id: Mapped[UUID] = mapped_column(ForeignKey("actors.id"), index=True, comment="The actor.")
