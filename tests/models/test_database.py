"""Engines, and what errors ask for."""

import socket
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from models.database import async_engine, engine, is_transient, is_unavailable
from models.ledger import record
from tests.models.answers import answer


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address where nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"postgresql://someone:secret@127.0.0.1:{held.getsockname()[1]}/news"


def error_of(database: Engine, *statements: str) -> DBAPIError:
    with pytest.raises(DBAPIError) as caught, database.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    return caught.value


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg", "postgres"])
def test_any_address_of_postgres_is_taken_by_psycopg_3(scheme: str) -> None:
    made = engine(f"{scheme}://someone:secret@db.example.org:5432/news")
    assert (made.dialect.name, made.driver) == ("postgresql", "psycopg")


def test_another_database_is_refused_without_telling_the_password() -> None:
    with pytest.raises(ValueError, match="not a Postgres address: mysql://someone:\\*\\*\\*@db.example.org"):
        engine("mysql://someone:secret@db.example.org/news")


def test_a_session_is_ours_in_utc_and_not_idle_for_ever(database: Engine) -> None:
    shown = ("application_name", "TimeZone", "idle_in_transaction_session_timeout")
    with database.connect() as connection:
        found = [connection.execute(text(f"SHOW {name}")).scalar_one() for name in shown]
    assert found == ["wireroom", "UTC", "30s"]


async def test_an_asyncio_engine_records_too(ledger: str) -> None:
    made = async_engine(ledger)
    async with made.begin() as connection:
        assert await connection.run_sync(record, [answer("a", 1, "Alpha struck Beta.")]) == ["stored"]
    await made.dispose()


@pytest.mark.parametrize(
    ("code", "transient", "unavailable"),
    [
        ("40P01", True, False),
        ("40001", True, False),
        ("53100", False, True),
        ("53300", False, True),
        ("57P01", False, True),
        ("57P03", False, True),
        ("08006", False, True),
        ("25P03", False, True),
        ("57014", False, False),
        ("23505", False, False),
        ("42P01", False, False),
    ],
)
def test_an_error_says_what_to_do_next(database: Engine, code: str, transient: bool, unavailable: bool) -> None:
    error = error_of(database, f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$")
    assert (is_transient(error), is_unavailable(error)) == (transient, unavailable)


def test_a_server_that_is_not_there_is_unavailable(nobody: str) -> None:
    made = engine(nobody)
    assert is_unavailable(error_of(made, "SELECT 1"))


def test_a_connection_cut_on_the_way_is_unavailable_and_the_next_one_works(database: Engine) -> None:
    error = error_of(database, "SELECT pg_terminate_backend(pg_backend_pid())", "SELECT 1")
    assert is_unavailable(error)
    with database.connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 1


def test_a_database_that_does_not_exist_is_not_made_up(ledger: str) -> None:
    made = engine(make_url(ledger).set(database="missing").render_as_string(hide_password=False))
    error = error_of(made, "SELECT 1")
    assert 'database "missing" does not exist' in str(error)


def test_mistakes_of_ours_are_neither(database: Engine) -> None:
    assert not is_unavailable(ProgrammingError("", {}, Exception()))
    assert not is_transient(IntegrityError("", {}, Exception()))
    assert not is_unavailable(ValueError())
    assert not is_transient(ValueError())
