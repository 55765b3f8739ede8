"""Killed at random moments, worker and broker lose nothing and double nothing."""

import json
import random
import time
from collections.abc import Iterator
from typing import Any

import pytest

from streams.embedded import own
from streams.settings import Settings
from streams.topics import NUMBERS
from tests.e2e.house import House
from tests.wire_copy import lines

ARTICLES = 80
WORKER_KILLS = 4
BROKER_KILLS = 1

LEDGER = {
    "articles": "SELECT article_id, title, body, version, status FROM articles ORDER BY article_id",
    "events": "SELECT id, type, trigger_text, trigger_start, content_hash, retracted_at FROM events ORDER BY id",
    "participants": "SELECT id, event_id, role, text, actor_id FROM participants ORDER BY id",
    "actors": "SELECT id, name, country, sector FROM actors ORDER BY id",
    "numbers": "SELECT id, value, unit, counted_text, content_hash, retracted_at FROM numbers ORDER BY id",
    "statements": "SELECT id, content_text FROM statements ORDER BY id",
    "receipts": "SELECT count(*) AS n, count(DISTINCT article) AS articles, min(outcome), max(outcome) FROM receipts",
}


def ledger(house: House) -> dict[str, list[Any]]:
    return {name: [tuple(row) for row in house.sql(query)] for name, query in LEDGER.items()}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """The ledger of a run in which nothing went wrong."""
    settings = Settings(home=tmp_path_factory.mktemp("quiet"), broker=None, database=None)
    with own(settings) as servers:
        house = House(settings, servers.broker, servers.database)
        house.prepare()
        try:
            house.ready_worker()
            assert house.run("publish", "-", stdin=lines(ARTICLES)).returncode == 0
            house.wait_stored(ARTICLES)
            return ledger(house)
        finally:
            house.close()


@pytest.fixture(scope="module")
def disturbed(house: House) -> Iterator[House]:
    """A house in which the same articles went through while servers were killed."""
    chance = random.Random(7)
    feed = lines(ARTICLES).splitlines(keepends=True)
    blows = ["worker"] * WORKER_KILLS + ["broker"] * BROKER_KILLS
    chance.shuffle(blows)
    worker = house.ready_worker()
    share = len(feed) // len(blows)
    for number, blow in enumerate(blows):
        part = feed[number * share : (number + 1) * share if number + 1 < len(blows) else None]
        assert house.run("publish", "-", stdin=b"".join(part)).returncode == 0
        time.sleep(chance.uniform(0.0, 1.5))
        if blow == "worker":
            worker.kill()
            worker = house.worker()
        else:
            house.broker.kill()
            house.start(house.broker)
        # Half of the time the next blow falls before there is a worker that is ready.
        if chance.random() < 0.5:
            house.until(lambda: worker.ready or worker.process.poll() is not None, 60, "ready or ended")  # noqa: B023
        if worker.process.poll() is not None:
            worker = house.worker()
    if worker.process.poll() is not None or not worker.ready:
        house.until(lambda: worker.ready, 90, "the last worker is ready")
    house.wait_stored(ARTICLES, 120)
    yield house


def test_the_audit_is_complete(disturbed: House) -> None:
    verdict = disturbed.audit()
    assert verdict.complete
    assert (verdict.records, verdict.receipts) == (ARTICLES, ARTICLES)


@pytest.mark.parametrize("table", LEDGER)
def test_sql_is_what_an_undisturbed_run_leaves(disturbed: House, undisturbed: dict[str, list[Any]], table: str) -> None:
    assert ledger(disturbed)[table] == undisturbed[table]
    assert undisturbed[table]


@pytest.mark.parametrize(("topic", "view"), [("news.events", "events"), (NUMBERS, "numbers")])
def test_the_compacted_topic_says_what_sql_says(disturbed: House, topic: str, view: str) -> None:
    said = {key: record.article.id for key, record in disturbed.topic(topic).items()}
    stored = {row.id: row.article_id for row in disturbed.sql(f"SELECT id, article_id FROM report.{view}")}
    assert said == stored
    assert said


def test_an_audit_names_the_offset_whose_receipt_is_gone(disturbed: House) -> None:
    (row,) = disturbed.sql('SELECT partition, "offset" FROM receipts ORDER BY received_at LIMIT 1 OFFSET 40')
    gone = 'DELETE FROM receipts WHERE partition = :p AND "offset" = :o RETURNING *'
    (kept,) = disturbed.execute(gone, p=row.partition, o=row.offset)
    try:
        done = disturbed.run("audit", "--json")
        assert done.returncode == 1
        verdict = json.loads(done.stdout)
        assert [(loss["partition"], loss["offset"]) for loss in verdict["losses"]] == [(row.partition, row.offset)]
        assert not verdict["complete"]
        assert f"partition {row.partition} offset {row.offset}".encode() in disturbed.run("audit").stderr
    finally:
        columns = ", ".join(f'"{name}"' for name in kept._fields)
        values = ", ".join(f":{name}" for name in kept._fields)
        disturbed.execute(f"INSERT INTO receipts ({columns}) VALUES ({values})", **kept._asdict())
    assert disturbed.run("audit").returncode == 0
