"""Many rows in one statement: they travel as one JSON parameter, which Postgres turns into rows again.

Cheaper for the client than executemany, and one round trip. Every function takes rows that have the same keys.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    JSON,
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Result,
    Table,
    Text,
    bindparam,
    cast,
    func,
    literal,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.expression import Executable

from models.base import Base
from streams.records import to_json

Row = Mapping[str, object]
Model = type[Base]

SLICE: Final = 2000
"""Rows a statement; a parameter of Postgres' ends at 1 GB."""


def add(connection: Connection, model: Model, given: Sequence[Row]) -> None:
    """Insert rows that are known to be new."""
    if given:
        run(connection, _adding(model, tuple(given[0])), given)


def add_missing(connection: Connection, model: Model, given: Sequence[Row]) -> None:
    """Insert, in this order, rows that are not there yet."""
    if given:
        run(connection, _adding(model, tuple(given[0])).on_conflict_do_nothing(), given)


def added(connection: Connection, model: Model, given: Sequence[Row], *columns: str) -> list[tuple[Any, ...]]:
    """The same; those columns of the rows that were not there come back."""
    if not given:
        return []
    statement = _adding(model, tuple(given[0])).on_conflict_do_nothing()
    returning = statement.returning(*(_table(model).c[name] for name in columns))
    return [tuple(row) for result in run(connection, returning, given) for row in result]


def put(connection: Connection, model: Model, given: Sequence[Row]) -> None:
    """Insert rows, or change those that are there to say the same."""
    if given:
        run(connection, _putting(model, tuple(given[0])), given)


def change(connection: Connection, model: Model, given: Sequence[Row]) -> None:
    """Change rows that are there, by their primary key."""
    if given:
        run(connection, _changing(model, tuple(given[0])), given)


def run(connection: Connection, statement: Executable, given: Sequence[Row]) -> list[Result[Any]]:
    """Execute a statement on rows that it reads from `rows(…)`."""
    slices = [given[start : start + SLICE] for start in range(0, len(given), SLICE)]
    return [connection.execute(statement, {"rows": to_json(part, _coded).decode()}) for part in slices]


def rows(*columns: Column[Any]) -> FromClause:
    """The rows that a statement is given."""
    document: ColumnElement[Any] = cast(bindparam("rows", type_=Text), JSON)
    return func.json_to_recordset(document).table_valued(*columns).render_derived(name="given", with_types=True)


def among(columns: Sequence[InstrumentedAttribute[Any]], values: Collection[tuple[object, ...]]) -> ColumnElement[bool]:
    """Whether these columns have one of these values. They travel as arrays: a statement takes 65,535 parameters."""
    given = [[value[number] for value in values] for number in range(len(columns))]
    arrays = (literal(each, ARRAY(column.type)) for column, each in zip(columns, given, strict=True))
    return tuple_(*columns).in_(select(*map(func.unnest, arrays)))


@cache
def _adding(model: Model, names: tuple[str, ...]) -> Insert:
    source = _source(model, names)
    return insert(model).from_select(names, select(*source.c), include_defaults=False)


@cache
def _putting(model: Model, names: tuple[str, ...]) -> Executable:
    table = _table(model)
    statement = _adding(model, names)
    changed = [name for name in names if name not in table.primary_key.columns]
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={name: statement.excluded[name] for name in changed},
        where=tuple_(*(table.c[name] for name in changed)).is_distinct_from(
            tuple_(*(statement.excluded[name] for name in changed))
        ),
    )


@cache
def _changing(model: Model, names: tuple[str, ...]) -> Executable:
    table, source = _table(model), _source(model, names)
    keys = table.primary_key.columns
    return (
        update(table)
        .where(*(column == source.c[column.name] for column in keys))
        .values({name: source.c[name] for name in names if name not in keys})
    )


def _source(model: Model, names: tuple[str, ...]) -> FromClause:
    return rows(*(Column(name, _table(model).c[name].type) for name in names))


def _table(model: Model) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _coded(value: object) -> str:
    match value:
        case bytes():
            return "\\x" + value.hex()
        case Decimal():
            return str(value)
    raise TypeError(f"no JSON for {type(value).__name__}")
