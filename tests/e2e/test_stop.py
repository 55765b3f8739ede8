"""A worker that is told to stop is gone within five seconds, whatever it is at."""

import time

from tests.e2e.house import House
from tests.wire_copy import lines

SECONDS = 5.0


def test_a_worker_at_work_goes_cleanly_and_in_time(house: House) -> None:
    worker = house.ready_worker()
    assert house.run("publish", "-", stdin=lines(100)).returncode == 0
    started = time.monotonic()
    assert worker.terminate() == 0
    assert time.monotonic() - started < SECONDS
    assert '"level": "error"' not in worker.log.read_text()


def test_a_worker_that_waits_for_postgres_goes_as_well(house: House) -> None:
    worker = house.ready_worker()
    house.database.kill()
    house.until(lambda: "ledger not reached" in worker.log.read_text(), 60, "it waits for Postgres")
    started = time.monotonic()
    assert worker.terminate() == 0
    assert time.monotonic() - started < SECONDS
    house.start(house.database)
