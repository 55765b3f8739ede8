"""Engines, and what an error of the database asks for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from psycopg.pq import ConnStatus
from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

CONNECT_SECONDS: Final = 10
IDLE_SECONDS: Final = 30.0
"""A transaction that nothing is asked of for so long is ended: who holds it is stopped, and others wait for it."""
TRANSIENT: Final = frozenset({"40P01", "40001"})
"""Deadlock, and a conflict between transactions."""
UNAVAILABLE: Final = ("08", "53", "57P", "25P03")
"""Beginnings of codes: connection errors, out of disk or connections, shutting down, cut off while idle."""


def engine(url: str) -> Engine:
    """An engine on psycopg 3; connections are in UTC and checked before use."""
    return create_engine(_address(url), **_options(IDLE_SECONDS))


def async_engine(url: str, idle_seconds: float = IDLE_SECONDS) -> AsyncEngine:
    """The same, for asyncio; `idle_seconds`, where it is less, is how long a transaction may stand still."""
    return create_async_engine(_address(url), **_options(min(idle_seconds, IDLE_SECONDS)))


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """One connection, for as long as it is wanted; nothing of it stays open."""
    made = engine(url)
    try:
        with made.connect() as connection:
            yield connection
    finally:
        made.dispose()


def is_transient(error: BaseException) -> bool:
    """Whether the same transaction, begun anew at once, may succeed."""
    return _code(error) in TRANSIENT


def is_unavailable(error: BaseException) -> bool:
    """Whether the database is away for now: not reached, lost on the way, starting, stopping or full."""
    if not isinstance(error, DBAPIError):
        return False
    code = _code(error)
    return error.connection_invalidated or (
        code.startswith(UNAVAILABLE) if code else isinstance(error, OperationalError)
    )


def is_refused(error: BaseException) -> bool:
    """Whether the database is there, asked for the password, and let nobody in."""
    connection = getattr(error.orig, "pgconn", None) if isinstance(error, OperationalError) else None
    return connection is not None and connection.status == ConnStatus.BAD and connection.used_password


def may_pass(error: BaseException) -> bool:
    """Whether waiting and beginning anew may mend it."""
    return is_transient(error) or is_unavailable(error)


def _code(error: BaseException) -> str | None:
    return getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None


def _address(url: str) -> URL:
    parsed = make_url(url)
    if parsed.get_backend_name() not in ("postgresql", "postgres"):
        raise ValueError(f"not a Postgres address: {parsed.render_as_string()}")
    return parsed.set(drivername="postgresql+psycopg")


def _options(idle_seconds: float) -> dict[str, Any]:
    return {
        "pool_pre_ping": True,
        # Articles have no place in logs.
        "hide_parameters": True,
        "connect_args": {
            "application_name": "wireroom",
            "connect_timeout": CONNECT_SECONDS,
            "options": f"-c timezone=UTC -c idle_in_transaction_session_timeout={idle_seconds:.3f}s",
        },
    }
