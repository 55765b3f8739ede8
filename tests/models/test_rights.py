"""What readers may read, and what they may not."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from models import Base, reports
from models.ledger import record
from tests.models.answers import answer, rejected
from tests.models.ledgers import rows
from tests.models.told import ALPHA, aimed, changed, denied, promised, view

VIEWS = [view.name for view in reports.VIEWS]
TABLES = sorted(Base.metadata.tables)


@pytest.fixture
def reader(connection: Connection) -> Iterator[Connection]:
    """A connection that is the reader from here on."""
    record(connection, [answer("a", 1, ALPHA), denied(2), promised(3), rejected(4)])
    record(connection, [answer("b", 5, ALPHA), answer("b", 6, "Zeta left Eta in Lyon.")])
    record(connection, [changed(7, "c", ALPHA, type="DIE"), changed(8, "d", ALPHA.replace("12.50", "9"), type="DIE")])
    record(connection, [aimed(9, "THREATEN", "2025-09-05"), aimed(10, "SANCTION", "2025-09-20")])
    reports.refresh(connection)
    connection.execute(text(f"SET LOCAL ROLE {reports.READER}"))
    yield connection


@pytest.mark.parametrize("name", VIEWS)
def test_the_reader_reads_every_view(reader: Connection, name: str) -> None:
    assert view(reader, name) != []


@pytest.mark.parametrize("name", [*TABLES, "alembic_version"])
@pytest.mark.parametrize(
    "command", ["SELECT * FROM {}", "DELETE FROM {}", "INSERT INTO {} DEFAULT VALUES", "TRUNCATE {}"]
)
def test_the_reader_is_refused_on_every_table(reader: Connection, name: str, command: str) -> None:
    with pytest.raises(ProgrammingError, match=f"permission denied for table {name}"):
        reader.execute(text(command.format(f"public.{name}")))


def test_the_reader_holds_nothing_but_select_on_the_views(connection: Connection) -> None:
    granted = rows(
        connection,
        "SELECT nspname, relname, privilege_type FROM pg_class JOIN pg_namespace AS n ON n.oid = relnamespace "
        "CROSS JOIN aclexplode(relacl) AS granted WHERE nspname IN ('public', 'report') "
        f"AND (grantee = 0 OR grantee = '{reports.READER}'::regrole)",
    )
    assert sorted(granted) == sorted(("report", name, "SELECT") for name in VIEWS)


@pytest.mark.parametrize("command", ["CREATE TABLE {}.mine (id int)", "CREATE FUNCTION {}.f() RETURNS int RETURN 1"])
@pytest.mark.parametrize("schema", ["public", "report"])
def test_the_reader_makes_nothing(reader: Connection, schema: str, command: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        reader.execute(text(command.format(schema)))


def test_nobody_can_log_in_as_the_reader_itself(connection: Connection) -> None:
    role = connection.execute(text(f"SELECT * FROM pg_roles WHERE rolname = '{reports.READER}'")).one()
    assert not (role.rolcanlogin or role.rolsuper or role.rolcreaterole or role.rolcreatedb or role.rolbypassrls)
