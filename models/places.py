"""Places, and where articles name them."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, coordinates, country, span


class Place(Base):
    """A place, shared by all articles that name it."""

    __tablename__ = "places"
    __table_args__ = (
        country(),
        *coordinates(),
        {"comment": "Places, each once; rows are never changed."},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="UUIDv5 of all that is said of it.")
    name: Mapped[str] = mapped_column(comment="The place's name.")
    country: Mapped[str | None] = mapped_column(comment="ISO 3166-1 alpha-3; null: unknown.")
    latitude: Mapped[float | None] = mapped_column(comment="Degrees north, WGS 84; null: unknown.")
    longitude: Mapped[float | None] = mapped_column(comment="Degrees east, WGS 84; null: unknown.")
    division: Mapped[str | None] = mapped_column(
        comment="The country's first-level division that it lies in, by name; null: unknown, or none."
    )
    geonames_id: Mapped[int | None] = mapped_column(comment="GeoNames' id of what it was taken for; null: none.")


class PlaceMention(Base):
    """A place name in an article's text, one that stands for a government too."""

    __tablename__ = "place_mentions"
    __table_args__ = (
        span(),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
        {"comment": "Place names in the newest version of each article."},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="UUIDv5 of what it is; stays while its sentence does.")
    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id"), index=True, comment="The article.")
    place_id: Mapped[UUID] = mapped_column(ForeignKey("places.id"), index=True, comment="The place it names.")
    text: Mapped[str] = mapped_column(comment="The words.")
    start: Mapped[int] = mapped_column(comment="Where they start in the article's text, in code points.")
    end: Mapped[int] = mapped_column(comment="Where they end, exclusive.")
    confidence: Mapped[float | None] = mapped_column(
        comment="How sure it is that this place is meant, 0 to 1; null: unresolved."
    )
