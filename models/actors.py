"""Who acts or is acted upon."""

from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, codes, country, one_of
from streams import records


class Actor(Base):
    """A person, organisation, country or group as articles describe it, shared by all that describe it alike."""

    __tablename__ = "actors"
    __table_args__ = (
        one_of("kind", codes(records.Actor, "kind")),
        country(),
        # A hash, because names may be longer than a btree's entries.
        Index("ix_actors_name", "name", postgresql_using="hash"),
        {"comment": "Actors, each description once; rows are never changed."},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="UUIDv5 of name, kind, country and sector.")
    name: Mapped[str] = mapped_column(comment="The best name that the article gives.")
    kind: Mapped[str | None] = mapped_column(
        comment="person, organisation, country, group, office or population; null: unknown."
    )
    country: Mapped[str | None] = mapped_column(comment="ISO 3166-1 alpha-3; null: unknown.")
    sector: Mapped[str | None] = mapped_column(comment="PLOVER sector: GOV, MIL, COP, JUD, …; null: unknown.")
