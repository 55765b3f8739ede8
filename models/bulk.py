"""Many rows in one statement: they travel as one JSON parameter, which Postgres turns into rows again.

Cheaper for the client than executemany, and one round trip. Every function takes rows that have the same keys.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache, partial
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
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
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.sql.expression import Executable

from models.base import Base

Row = Mapping[str, object]
Model = type[Base]

SLICE: Final = 2000
"""Rows a statement; a parameter of Postgres' ends at 1 GB."""

_CODERS: Final[dict[type, Callable[[Any], object]]] = {
    bytes: lambda value: "\\x" + value.hex(),
    datetime: datetime.isoformat,
    Decimal: str,
    UUID: str,
}


def add(connection: Connection, model: Model, rows: Sequence[Row]) -> None:
    """Insert rows that are known to be new."""
    _run(connection, _adding, model, rows)


def add_missing(connection: Connection, model: Model, rows: Sequence[Row]) -> None:
    """Insert, in this order, rows that are not there yet."""
    _run(connection, _adding_missing, model, rows)


def added(connection: Connection, model: Model, rows: Sequence[Row], *columns: str) -> list[tuple[Any, ...]]:
    """The same; those columns of the rows that were not there come back."""
    statement = partial(_adding_missing, columns=columns)
    return [tuple(row) for result in _run(connection, statement, model, rows) for row in result]


def put(connection: Connection, model: Model, rows: Sequence[Row]) -> None:
    """Insert rows, or change those that are there to say the same."""
    _run(connection, _putting, model, rows)


def change(connection: Connection, model: Model, rows: Sequence[Row]) -> None:
    """Change rows that are there, by their primary key."""
    _run(connection, _changing, model, rows)


def _run(
    connection: Connection, make: Callable[[Model, tuple[str, ...]], Executable], model: Model, rows: Sequence[Row]
) -> list[Result[Any]]:
    slices = [rows[start : start + SLICE] for start in range(0, len(rows), SLICE)]
    return [connection.execute(make(model, tuple(part[0])), {"rows": _JSON.encode(part)}) for part in slices]


@cache
def _adding(model: Model, names: tuple[str, ...]) -> Insert:
    source = _source(model, names)
    return insert(model).from_select(names, select(*source.c), include_defaults=False)


@cache
def _adding_missing(model: Model, names: tuple[str, ...], columns: tuple[str, ...] = ()) -> Executable:
    statement = _adding(model, names).on_conflict_do_nothing()
    return statement.returning(*(_table(model).c[name] for name in columns)) if columns else statement


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
    table = _table(model)
    document: ColumnElement[Any] = cast(bindparam("rows", type_=Text), JSON)
    return (
        func.json_to_recordset(document)
        .table_valued(*(Column(name, table.c[name].type) for name in names))
        .render_derived(name="given", with_types=True)
    )


def _table(model: Model) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _coded(value: object) -> object:
    return _CODERS[type(value)](value)


_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_coded)
