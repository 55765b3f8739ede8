"""Keys of the HTTP intake: who may send articles, and as which source."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Connection, func, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class ApiKey(Base):
    """A key of a producer. The secret itself is not kept; a revoked key keeps its row, so that a trail stays."""

    __tablename__ = "api_keys"
    __table_args__ = (
        CheckConstraint("octet_length(secret_hash) = 32", name="secret_hash"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_by IS NULL)", name="revoked"),
        {"comment": "Keys of the HTTP intake: who may send articles, and as which source."},
    )

    id: Mapped[str] = mapped_column(primary_key=True, comment="The key's public part, by which it is named in logs.")
    source: Mapped[str] = mapped_column(comment="Publisher of every article that comes with the key.")
    id_prefix: Mapped[str | None] = mapped_column(
        comment="What ids of its articles begin with; null: whatever the producer calls them."
    )
    secret_hash: Mapped[bytes] = mapped_column(comment="SHA-256 of the key's secret part, which is 256 random bits.")
    made_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), comment="When it was made; the database's clock."
    )
    made_by: Mapped[str] = mapped_column(comment="Who made it, as they called themselves.")
    revoked_at: Mapped[datetime | None] = mapped_column(comment="When it was revoked; null: it is good.")
    revoked_by: Mapped[str | None] = mapped_column(comment="Who revoked it, as they called themselves.")


def add(connection: Connection, key_id: str, source: str, id_prefix: str | None, secret_hash: bytes, by: str) -> None:
    """A new key."""
    connection.execute(
        insert(ApiKey).values(id=key_id, source=source, id_prefix=id_prefix, secret_hash=secret_hash, made_by=by)
    )


def revoke(connection: Connection, key_id: str, by: str) -> bool:
    """Have a key be good no longer; whether it was until now."""
    good = (ApiKey.id == key_id) & ApiKey.revoked_at.is_(None)
    done = connection.execute(update(ApiKey).where(good).values(revoked_at=func.now(), revoked_by=by))
    return done.rowcount == 1


def everyone(connection: Connection) -> Sequence[Row[Any]]:
    """Every key there ever was, in the order in which they were made."""
    return connection.execute(select(ApiKey.__table__).order_by(ApiKey.made_at, ApiKey.id)).all()


def good(connection: Connection) -> Sequence[Row[str, str, str | None, bytes]]:
    """Id, source, prefix of ids and hash of each key that is not revoked."""
    columns = select(ApiKey.id, ApiKey.source, ApiKey.id_prefix, ApiKey.secret_hash)
    return connection.execute(columns.where(ApiKey.revoked_at.is_(None))).all()
