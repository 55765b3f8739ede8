"""Servers that are away, and back."""

import json

import psutil

from benchmarks.short import short
from streams.reader import consumer, partitions
from streams.records import dump
from streams.topics import EXTRACTIONS
from tests.e2e.house import House, Worker

SOME = 150
MANY = 600
"""Several times what a worker holds in its buffers."""
GROWTH = 30e6
"""Bytes that a worker may take for buffers and caches while it waits."""


def send_short(house: House, seed: int, count: int) -> None:
    """Publish short articles."""
    house.send(*(dump(article) for article in short(count, seed)))


def extractions(house: House) -> int:
    """How many messages news.extractions has."""
    client = consumer(house.broker.address)
    try:
        return sum(client.end_offsets(partitions(client, EXTRACTIONS)).values())
    finally:
        client.close(autocommit=False)


def resident(worker: Worker) -> int:
    """Bytes of the worker's main process."""
    return psutil.Process(worker.process.pid).memory_info().rss


def test_a_worker_that_starts_before_either_server_waits_for_them(house: House) -> None:
    house.database.kill()
    house.broker.kill()
    worker = house.worker()
    house.until(lambda: "waiting" in worker.log.read_text(), 60, "it says that it waits")
    house.start(house.broker)
    house.start(house.database)
    house.until(lambda: worker.ready, 60, "it is ready")
    send_short(house, 1, SOME)
    house.wait_stored(SOME)
    assert worker.terminate() == 0


def test_extraction_goes_on_while_the_database_is_away_and_storing_catches_up(house: House) -> None:
    worker = house.ready_worker()
    before, stored = extractions(house), house.scalar("SELECT count(*) FROM receipts")
    send_short(house, 2, SOME)
    house.wait_stored(stored + SOME)
    held = resident(worker)
    house.database.kill()
    send_short(house, 3, MANY)
    house.until(lambda: extractions(house) == before + SOME + MANY, 90, "everything is extracted")
    house.until(lambda: worker.get("/ready")[0] == 503, 30, "it says that it is not ready")
    assert "database" in json.loads(worker.get("/ready")[1])["troubles"]
    assert resident(worker) - held < GROWTH
    house.start(house.database)
    house.wait_stored(stored + SOME + MANY)
    house.until(lambda: worker.ready, 30, "ready again")
    assert house.audit().complete
    assert worker.terminate() == 0


def test_a_worker_waits_while_the_broker_is_away_and_goes_on(house: House) -> None:
    worker = house.ready_worker()
    stored = house.scalar("SELECT count(*) FROM receipts")
    send_short(house, 4, SOME)
    house.broker.kill()
    house.until(lambda: "broker" in json.loads(worker.get("/ready")[1])["troubles"], 30, "it says that it is not ready")
    house.start(house.broker)
    house.wait_stored(stored + SOME)
    house.until(lambda: worker.ready, 60, "ready again")
    assert house.audit().complete
    assert worker.terminate() == 0
