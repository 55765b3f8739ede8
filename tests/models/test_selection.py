"""Rows of views, chosen by time and by values."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DataError

from models import reports
from models.ledger import record
from models.selection import FETCHED, Condition, NoSuchColumn, Selection, columns, count, rows
from tests.models.answers import START, answer, origin
from tests.models.ledgers import rows as rows_of

ALPHA = "Alpha struck Beta on Monday in Paris with 12 tanks, Gamma said."
DELTA = "Delta shelled Epsilon in Lyon with 9 guns."


@pytest.fixture
def filled(connection: Connection) -> Connection:
    record(connection, [answer("a", 1, ALPHA, published_at="2025-09-05T08:00:00Z")])
    record(connection, [answer("b", 2, DELTA, published_at="2025-09-06T08:00:00Z", url=None)])
    return connection


def chosen(connection: Connection, **fields: Any) -> list[str]:
    found = [row for some in rows(connection, Selection(**{"view": "events", **fields})) for row in some]
    assert count(connection, Selection(**{"view": "events", **fields})) == len(found)
    return sorted(row.article_id for row in found)


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ([], "ab"),
        ([("type", "=", "ASSAULT")], "ab"),
        ([("place", "=", "Paris")], "a"),
        ([("place", "!=", "Paris")], "b"),
        ([("url", "!=", "https://example.org/1")], "b"),
        ([("source_actors", "=", "Alpha")], "a"),
        ([("source_actors", "!=", "Alpha")], "b"),
        ([("latitude", ">=", "48"), ("place", "=", "Lyon")], "b"),
        ([("happened", "=", "true"), ("own_word", "=", "false")], "a"),
        ([("published_at", "<", "2025-09-06")], "a"),
        ([("trigger", "=", "' OR true --")], ""),
    ],
)
def test_by_values(filled: Connection, conditions: list[tuple[str, str, str]], found: str) -> None:
    assert chosen(filled, conditions=tuple(Condition(*one) for one in conditions)) == list(found)


@pytest.mark.parametrize(("since", "until", "found"), [(0, 99, "ab"), (10, 99, "b"), (0, 10, "a"), (2, 26, "a")])
def test_by_time(filled: Connection, since: int, until: int, found: str) -> None:
    hours = [START + timedelta(hours=number) for number in (since, until)]
    assert chosen(filled, since=hours[0], until=hours[1]) == list(found)


def test_the_end_is_exclusive_and_the_beginning_is_not(filled: Connection) -> None:
    at = START + timedelta(hours=2)
    assert (chosen(filled, since=at, until=START + timedelta(hours=3)), chosen(filled, until=at)) == (["a"], [])


def test_another_column_may_say_when(filled: Connection) -> None:
    assert chosen(filled, since=origin(0).appended_at + timedelta(days=3650), by="recorded_at") == []
    assert chosen(filled, since=START, by="recorded_at") == ["a", "b"]


@pytest.mark.parametrize("view", [view.name for view in reports.VIEWS])
def test_every_view_has_a_time_and_the_columns_that_it_declares(filled: Connection, view: str) -> None:
    declared = next(known for known in reports.VIEWS if known.name == view)
    assert [column.name for column in columns(filled, view)] == [column.name for column in declared.columns]
    whole = rows_of(filled, f"SELECT count(*) FROM report.{view}")[0][0]
    assert count(filled, Selection(view, since=START - timedelta(days=3650))) == whole
    assert count(filled, Selection(view, until=START - timedelta(days=3650))) == 0


def test_what_there_is_not_is_named(filled: Connection) -> None:
    with pytest.raises(NoSuchColumn, match="'colour', but id, article_id"):
        chosen(filled, conditions=(Condition("colour", "=", "red"),))
    with pytest.raises(NoSuchColumn, match="'when'"):
        chosen(filled, since=START, by="when")
    with pytest.raises(DataError, match="invalid input syntax"):
        chosen(filled, conditions=(Condition("latitude", "=", "north"),))


def test_rows_come_some_at_a_time_by_a_cursor_of_the_server(filled: Connection) -> None:
    filled.exec_driver_sql(
        "INSERT INTO articles SELECT gen_random_uuid(), 'many-' || n, source_id, title, body, url, language, "
        "published_at, published_offset, version, updated_at, updated_offset, status, skipped, revision, content_hash, "
        f"topic_id, partition, n, appended_at FROM articles, generate_series(1, {FETCHED * 2}) AS n "
        "WHERE article_id = 'a'"
    )
    sizes, cursors = [], []
    for some in rows(filled, Selection("articles")):
        sizes.append(len(some))
        cursors.append(rows_of(filled, "SELECT count(*) FROM pg_cursors")[0][0])
    assert sizes == [FETCHED, FETCHED, 2]
    assert cursors[:2] == [1, 1]
