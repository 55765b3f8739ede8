"""What every table has in common: names, types, and the checks that records.py dictates."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from types import NoneType
from typing import Any, ClassVar, Final, get_args, get_type_hints
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    LargeBinary,
    MetaData,
    Numeric,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES: Final = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
"""How constraints and indexes are named."""


class Base(DeclarativeBase):
    """A table of the ledger, in schema public. Times are instants; text is UTF-8 of any length."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        bytes: LargeBinary,
        datetime: DateTime(timezone=True),
        Decimal: Numeric,
        dict[str, Any]: JSONB,
        list[str]: ARRAY(Text),
        list[list[str | None]]: JSONB,
        str: Text,
        UUID: Uuid,
    }


class Retractable:
    """Something that an article says. No longer said, its row stays and tells since when and by what.

    Columns that a migration added later stand behind these: `sort_order` 101.
    """

    content_hash: Mapped[bytes] = mapped_column(
        comment="SHA-256 of the record as JSON; where it is announced, of the message's value. Tells a change.",
        sort_order=100,
    )
    recorded_at: Mapped[datetime] = mapped_column(
        comment="When the row was written or last changed; the database's clock.", sort_order=100
    )
    retracted_at: Mapped[datetime | None] = mapped_column(
        comment="Since when the article no longer says it; null: it still does. The database's clock.",
        sort_order=100,
    )
    retracted_by: Mapped[dict[str, Any] | None] = mapped_column(
        comment="The version of the article that no longer says it: version, updated_at, topic_id, partition, offset.",
        sort_order=100,
    )


def retraction() -> CheckConstraint:
    """When and by what come together."""
    return CheckConstraint("(retracted_at IS NULL) = (retracted_by IS NULL)", name="retracted")


def codes(record: type, field: str) -> tuple[str, ...]:
    """The codes that the wire allows in a field, read from its Literal."""
    hint = get_type_hints(record)[field]
    options = [option for option in get_args(hint) if option is not NoneType]
    return tuple(options) if all(isinstance(option, str) for option in options) else get_args(options[0])


def one_of(column: str, allowed: Sequence[str]) -> CheckConstraint:
    """A column holds one of these codes, or null where it may."""
    listed = ", ".join(f"'{code}'" for code in allowed)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def country() -> CheckConstraint:
    """ISO 3166-1 alpha-3, by its shape."""
    return CheckConstraint("country ~ '^[A-Z]{3}$'", name="country")


def coordinates() -> tuple[CheckConstraint, CheckConstraint]:
    """Degrees that exist."""
    return (
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
    )


def span(prefix: str = "") -> CheckConstraint:
    """Two columns that bound a stretch of the article's text."""
    start, end = f'"{prefix}start"', f'"{prefix}end"'
    return CheckConstraint(f"0 <= {start} AND {start} <= {end}", name=f"{prefix}span")


def optional_span(prefix: str) -> CheckConstraint:
    """Three columns that hold a stretch of the article's text, or are all null."""
    text, start, end = (f"{prefix}{part}" for part in ("text", "start", "end"))
    return CheckConstraint(
        f"num_nulls({text}, {start}, {end}) IN (0, 3) AND 0 <= {start} AND {start} <= {end}", name=f"{prefix}span"
    )
