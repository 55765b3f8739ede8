"""Time expressions."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, codes, one_of, span
from streams import records


class Time(Base):
    """A time expression in an article's text, TimeML's TIMEX3."""

    __tablename__ = "times"
    __table_args__ = (
        one_of("type", codes(records.Time, "type")),
        span(),
        {"comment": "Time expressions of each article's newest version, and those that retracted events keep."},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="UUIDv5 of what it is; stays while its sentence does.")
    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id"), index=True, comment="The article.")
    text: Mapped[str] = mapped_column(comment="The words.")
    start: Mapped[int] = mapped_column(comment="Where they start in the article's text, in code points.")
    end: Mapped[int] = mapped_column(comment="Where they end, exclusive.")
    type: Mapped[str] = mapped_column(comment="TIMEX3 type: DATE, TIME, DURATION or SET.")
    value: Mapped[str | None] = mapped_column(comment="TIMEX3 value: 2025-09-04, P3D, …; null: unknown.")
