"""`/live`, `/ready` and `/metrics`, what a worker's processes take, and a worker that will not start."""

import json

import psutil
import pytest

from tests.e2e.house import House, Worker
from tests.wire_copy import lines

SHARED = 2 / 3
"""Part of the memory of a process that reads, at least, that it has from where it was forked."""


@pytest.fixture(scope="module")
def worker(house: House) -> Worker:
    return house.ready_worker()


def test_the_processes_that_read_share_what_they_read_with(worker: Worker) -> None:
    (server,) = (one for one in psutil.Process(worker.process.pid).children() if one.children())
    readers = [one.memory_full_info() for one in server.children()]
    assert len(readers) == 2
    assert all(reader.uss < (1 - SHARED) * reader.rss for reader in readers)


def test_they_tell_the_worker_s_state(house: House, worker: Worker) -> None:
    assert worker.get("/live") == (200, '{"live":true}')
    house.run("publish", "-", stdin=lines(3) + b"")
    house.send(b"{")
    house.wait_stored(4)
    status, text = worker.get("/metrics")
    assert status == 200
    for line in (
        'wireroom_articles_total{outcome="stored"} 3.0',
        'wireroom_articles_total{outcome="dead-lettered"} 1.0',
        'wireroom_dead_letters_total{reason="ValidationError"} 1.0',
        "wireroom_read_seconds_count 4.0",
        'wireroom_lag_messages{partition="0",topic="news.articles"} 0.0',
    ):
        house.until(lambda line=line: line in worker.get("/metrics")[1], 10, line)
    house.database.kill()
    house.until(lambda: worker.get("/ready")[0] == 503, 30, "not ready without a database")
    assert "database" in json.loads(worker.get("/ready")[1])["troubles"]
    assert worker.get("/live")[0] == 200
    house.start(house.database)
    house.until(lambda: worker.ready, 30, "ready again")
    assert worker.terminate() == 0


COMMANDS = (
    ("audit",),
    ("sql", "SELECT 1"),
    ("dead-letters", "list"),
    ("dead-letters", "replay", "--all"),
    ("dead-letters", "discard", "--all"),
    ("reprocess", "--all"),
    ("rebuild",),
    ("forget", "a"),
    ("retain", "--older-than", "1d"),
)


@pytest.mark.parametrize(
    ("revision", "advice"), [("0001", "run `wireroom migrate`"), ("9999", "made by a newer Wireroom")]
)
def test_a_worker_on_a_schema_that_is_not_its_own_says_what_to_do(house: House, revision: str, advice: str) -> None:
    own = house.scalar("SELECT version_num FROM alembic_version")
    try:
        house.execute("UPDATE alembic_version SET version_num = :revision", revision=revision)
        worker = house.worker()
        assert worker.process.wait(60) == 3
        assert advice in " ".join(worker.log.read_text().split())
    finally:
        house.execute("UPDATE alembic_version SET version_num = :revision", revision=own)


@pytest.mark.parametrize(
    ("revision", "advice"), [("0001", b"run `wireroom migrate`"), ("9999", b"made by a newer Wireroom")]
)
def test_a_command_on_a_schema_that_is_not_its_own_does_nothing_and_says_what_to_do(
    house: House, revision: str, advice: bytes
) -> None:
    own = house.scalar("SELECT version_num FROM alembic_version")
    try:
        house.execute("UPDATE alembic_version SET version_num = :revision", revision=revision)
        for command in COMMANDS:
            refused = house.run(*command)
            said = b" ".join(refused.stderr.split())
            assert (refused.returncode, advice in said) == (2, True), (command, refused.stderr)
            assert refused.stdout == b"", command
    finally:
        house.execute("UPDATE alembic_version SET version_num = :revision", revision=own)
