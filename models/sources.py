"""Publishers."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Source(Base):
    """A publisher, shared by all of its articles."""

    __tablename__ = "sources"
    # A hash, because a btree refuses names over 2,704 bytes.
    __table_args__ = (
        ExcludeConstraint(("name", "="), using="hash", name="ex_sources_name"),
        {"comment": "Publishers, each once; rows are never changed."},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="UUIDv5 of the name.")
    name: Mapped[str] = mapped_column(comment="The name, as the producer writes it; of any length.")
