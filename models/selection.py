"""Rows of a view, chosen by time and by values of its columns, as they come from the database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, get_args

from sqlalchemy import Connection, Row, TextClause, text

from models.reports import SCHEMA, VIEWS

Operator = Literal["=", "!=", "<", "<=", ">", ">="]
OPERATORS: Final[tuple[str, ...]] = get_args(Operator)

TIMES: Final = ("published_at", "retracted_at", "at", "threatened_at", "claimed_at", "day", "week")
"""The columns that say when, the first that a view has."""
FETCHED: Final = 2_000
"""Rows that a cursor brings at once."""


class NoSuchColumn(ValueError):
    """The view has no column of that name; the message says which there are."""


@dataclass(frozen=True)
class Column:
    """A column of a view, with its type in Postgres' words."""

    name: str
    type: str

    @property
    def is_list(self) -> bool:
        """Whether it holds several values."""
        return self.type.endswith("[]")


@dataclass(frozen=True)
class Condition:
    """What a column has to hold; a list has to have that value among its own."""

    column: str
    operator: str
    value: str


@dataclass(frozen=True)
class Selection:
    """Which rows of a view are meant."""

    view: str
    conditions: tuple[Condition, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    """Exclusive."""
    by: str | None = None
    """The column that `since` and `until` are about; None: the first of TIMES that there is."""


def columns(connection: Connection, view: str) -> list[Column]:
    """Of a view that there is."""
    assert any(view == known.name for known in VIEWS)
    return [Column(*row) for row in connection.execute(text(_COLUMNS), {"view": f"{SCHEMA}.{view}"})]


def count(connection: Connection, selection: Selection) -> int:
    """How many rows are meant."""
    query, values = _query(connection, selection, "count(*)")
    return int(connection.execute(query, values).scalar_one())


def rows(connection: Connection, selection: Selection) -> Iterator[Sequence[Row[Any]]]:
    """The rows that are meant, some at a time; memory stays flat. Raises NoSuchColumn, and DataError for a value that
    is none of its column's."""
    query, values = _query(connection, selection, "*")
    with connection.execute(query.execution_options(yield_per=FETCHED), values) as found:
        yield from found.partitions(FETCHED)


def _query(connection: Connection, selection: Selection, what: str) -> tuple[TextClause, dict[str, object]]:
    there = {column.name: column for column in columns(connection, selection.view)}

    def known(name: str) -> Column:
        if name not in there:
            raise NoSuchColumn(f"{selection.view} has no column {name!r}, but {', '.join(there)}")
        return there[name]

    wanted: list[str] = []
    values: dict[str, object] = {}
    for number, condition in enumerate(selection.conditions):
        column = known(condition.column)
        assert condition.operator in OPERATORS
        value = f"CAST(:value{number} AS {column.type.removesuffix('[]')})"
        values[f"value{number}"] = condition.value
        wanted.append(_holds(f'"{column.name}"', condition.operator, value, is_list=column.is_list))
    if selection.since is not None or selection.until is not None:
        when = known(selection.by or next((name for name in TIMES if name in there), "published_at"))
        for name, operator, moment in (("since", ">=", selection.since), ("until", "<", selection.until)):
            if moment is not None:
                values[name] = moment
                wanted.append(f'"{when.name}" {operator} CAST(CAST(:{name} AS timestamptz) AS {when.type})')
    where = f" WHERE {' AND '.join(wanted)}" if wanted else ""
    return text(f'SELECT {what} FROM {SCHEMA}."{selection.view}"{where}'), values


def _holds(column: str, operator: str, value: str, *, is_list: bool) -> str:
    if is_list:
        held = f"{value} = ANY({column})"
        return f"NOT ({held})" if operator == "!=" else held
    return f"{column} {'IS DISTINCT FROM' if operator == '!=' else operator} {value}"


_COLUMNS: Final = """
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
WHERE attrelid = CAST(:view AS regclass) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""
