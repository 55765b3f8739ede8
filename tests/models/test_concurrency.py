"""Several stores at once."""

import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine

from models.database import is_transient
from models.ledger import record
from streams.records import Extracted, Rejected
from tests.models.answers import answer, rejected
from tests.models.ledgers import counts, live, one, rows, standing

Answer = Extracted | Rejected

STORES = 2
WORDS = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta"]


def at_once(database: Engine, batches: Sequence[Sequence[Answer]]) -> list[list[str]]:
    """Record batches, each by a store of its own, begun at the same moment."""
    together = Barrier(len(batches))

    def store(batch: Sequence[Answer]) -> list[str]:
        with database.begin() as connection:
            connection.exec_driver_sql("SELECT 1")
            together.wait()
            return list(record(connection, batch))

    with ThreadPoolExecutor(len(batches)) as stores:
        return list(stores.map(store, batches))


def sentences(seed: int) -> list[str]:
    shuffled = random.Random(seed)
    return [f"{shuffled.choice(WORDS)} struck {shuffled.choice(WORDS)} in {shuffled.choice(WORDS)}." for _ in range(6)]


@pytest.mark.parametrize("attempt", range(10))
def test_new_articles_and_shared_rows_are_made_once_and_without_deadlock(database: Engine, attempt: int) -> None:
    first, names = attempt * 1000, [f"{attempt}-{index}" for index in range(20)]
    batches = [
        [
            answer(name, first + store * 100 + index, *sentences(attempt * 100 + index), source=f"Source {index % 5}")
            for index, name in enumerate(random.Random(store).sample(names, len(names)))
        ]
        for store in range(STORES)
    ]
    outcomes = at_once(database, batches)
    with database.connect() as connection:
        assert {outcome for batch in outcomes for outcome in batch} <= {"stored", "superseded", "duplicate"}
        newest = {
            name: max(a.origin.offset for batch in batches for a in batch if a.article.id == name) for name in names
        }
        assert {name: standing(connection, name)[2] for name in names} == newest
        found = counts(connection)
        assert found["actors"] <= 2 * len(WORDS)
        assert found["places"] <= len(WORDS)
        assert found["sources"] <= 5
        by_offset = {a.origin.offset: a for batch in batches for a in batch}
        for name in names:
            expected = [event.participants[0].text for event in by_offset[newest[name]].extraction.events]
            assert live(connection, name) == expected


MANY = 1500
"""Rows that take an insert long enough for another one to run into it."""


def many_receipts(store: int) -> list[Answer]:
    return [rejected(100_000 + index) for index in range(MANY)]


def many_articles(store: int) -> list[Answer]:
    return [answer(f"many-{index}", 200_000 + store * MANY + index, source=None) for index in range(MANY)]


def many_sources(store: int) -> list[Answer]:
    first = 300_000 + store * MANY
    return [answer(f"{store}-source-{index}", first + index, source=f"Many {index}") for index in range(MANY)]


def many_actors(store: int) -> list[Answer]:
    order = range(MANY) if store else reversed(range(MANY))
    return [answer(f"{store}-actors", 400_000 + store, *(f"Many{index} struck Beta in Paris." for index in order))]


def many_places(store: int) -> list[Answer]:
    order = range(MANY) if store else reversed(range(MANY))
    return [answer(f"{store}-places", 500_000 + store, *(f"Alpha struck Beta in Many{index}." for index in order))]


@pytest.mark.parametrize("many", [many_receipts, many_articles, many_sources, many_actors, many_places])
def test_stores_that_meet_the_same_rows_in_opposite_orders_do_not_deadlock(
    database: Engine, many: Callable[[int], list[Answer]]
) -> None:
    at_once(database, [many(0), list(reversed(many(1)))])


@pytest.mark.parametrize("attempt", range(40))
def test_a_message_is_judged_by_what_the_store_before_it_leaves(database: Engine, attempt: int) -> None:
    first, name = 600_000 + attempt * 10, f"judged-{attempt}"
    with database.begin() as connection:
        record(connection, [answer(name, first, "Alpha struck Beta.", version=1)])
    newer, older = (answer(name, first + version, "Gamma struck Beta.", version=version) for version in (3, 2))
    at_once(database, [[newer], [older]])
    with database.connect() as connection:
        assert standing(connection, name) == ("usable", 3, newer.origin.offset)


def test_of_two_deliveries_at_once_one_counts(database: Engine) -> None:
    batch = [answer(f"twice-{index}", 50_000 + index, *sentences(index)) for index in range(10)]
    outcomes = at_once(database, [batch, list(reversed(batch))])
    flat = [outcome for one_store in outcomes for outcome in one_store]
    assert sorted(flat) == ["redelivered"] * 10 + ["stored"] * 10
    with database.connect() as connection:
        assert one(connection, "SELECT count(*) FROM articles WHERE article_id LIKE 'twice-%'") == 10


def test_what_was_rolled_back_was_never_received(database: Engine) -> None:
    message = answer("undone", 60_000, "Alpha struck Beta.")
    with database.connect() as connection:
        record(connection, [message])
        connection.rollback()
    with database.begin() as connection:
        assert record(connection, [message]) == ["stored"]


def test_outbox_ids_of_an_article_ascend_with_its_versions_whoever_stores_them(database: Engine) -> None:
    with database.begin() as connection:
        connection.exec_driver_sql("DELETE FROM outbox")
    versions = [answer("order", 70_000 + index, f"Alpha struck Beta with {index} tanks.") for index in range(40)]
    at_once(database, [versions[0::2], versions[1::2]])
    with database.connect() as connection:
        last = rows(connection, "SELECT DISTINCT ON (key) value IS NULL, key FROM outbox ORDER BY key, id DESC")
        keys = {key.decode() for retracted, key in last if not retracted}
        alive = {
            str(key)
            for table in ("events", "numbers")
            for (key,) in rows(
                connection,
                f"SELECT id FROM {table} WHERE retracted_at IS NULL "
                "AND article_id = (SELECT id FROM articles WHERE article_id = 'order')",
            )
        }
        assert keys == alive
        assert standing(connection, "order")[2] == 70_039


def test_a_deadlock_says_that_another_try_may_succeed(database: Engine) -> None:
    together = Barrier(2)

    def cross(order: tuple[int, int]) -> bool:
        try:
            with database.begin() as connection:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({order[0]})")
                together.wait()
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({order[1]})")
        except Exception as error:
            return is_transient(error)
        return False

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(cross, [(1, 2), (2, 1)])) == [False, True]
