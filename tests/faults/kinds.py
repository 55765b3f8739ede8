"""The kinds of faults. Each strikes once, and returns when the house is as it should be again, but for its work."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from random import Random
from typing import Final

from tests.e2e.house import Worker
from tests.faults.flow import Flow
from tests.faults.grounds import POLL_SECONDS, SESSION, Broken, Grounds
from tests.faults.poison import DEADLY, ENDLESS, SLOW

Fault = Callable[[Grounds, Flow, Random], None]

TO_GO: Final = 5.0
"""Seconds that a worker has to be gone after SIGTERM."""
OURS: Final = "datname = current_database() AND pid <> pg_backend_pid()"
CUT: Final = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {OURS}"


def kill_worker(house: Grounds, flow: Flow, chance: Random) -> None:
    """kill -9 of a worker that has much to do."""
    flow.burst(words=SLOW)
    time.sleep(chance.uniform(0.0, 2.0))
    worker = house.one(chance)
    worker.kill()
    house.replace(worker)


def kill_reader(house: Grounds, flow: Flow, chance: Random) -> None:
    """kill -9 of a process of the pool that has much to do."""
    flow.burst()
    time.sleep(chance.uniform(0.0, 0.3))
    if reader := house.reader(house.one(chance)):
        reader.kill()


def terminate_worker(house: Grounds, flow: Flow, chance: Random) -> None:
    """SIGTERM; every other time while it waits for Postgres."""
    away = chance.random() < 0.5
    if away:
        house.database.kill()
        time.sleep(chance.uniform(0.5, 2.0))
    else:
        flow.burst()
        time.sleep(chance.uniform(0.0, 1.0))
    worker = house.one(chance)
    try:
        _terminate(worker)
    finally:
        house.replace(worker)
        if away:
            house.start(house.database)


def stop_worker(house: Grounds, flow: Flow, chance: Random) -> None:
    """SIGSTOP for longer than the session timeout, then SIGCONT: a zombie, which others have succeeded."""
    flow.burst()
    time.sleep(chance.uniform(0.0, 0.5))
    worker = house.one(chance)
    os.kill(worker.process.pid, signal.SIGSTOP)
    try:
        time.sleep(SESSION + chance.uniform(0.5, 2.0))
        # The successor has work, and does other things to the same articles, before the zombie wakes.
        flow.burst()
        time.sleep(chance.uniform(0.0, 1.0))
    finally:
        os.kill(worker.process.pid, signal.SIGCONT)


def kill_broker(house: Grounds, flow: Flow, chance: Random) -> None:
    """kill -9 of the broker."""
    flow.burst()
    time.sleep(chance.uniform(0.0, 1.0))
    house.broker.kill()
    time.sleep(chance.uniform(0.0, 2.0))
    house.start(house.broker)


def pause_broker(house: Grounds, flow: Flow, chance: Random) -> None:
    """SIGSTOP of the broker, now and then longer than sessions last."""
    flow.burst()
    assert house.broker.pid is not None
    os.kill(house.broker.pid, signal.SIGSTOP)
    try:
        time.sleep(chance.uniform(1.0, 1.5 * SESSION))
    finally:
        os.kill(house.broker.pid, signal.SIGCONT)


def kill_database(house: Grounds, flow: Flow, chance: Random) -> None:
    """kill -9 of Postgres."""
    flow.burst()
    time.sleep(chance.uniform(0.0, 1.0))
    house.database.kill()
    time.sleep(chance.uniform(0.0, 2.0))
    house.start(house.database)


def cut_connections(house: Grounds, flow: Flow, chance: Random) -> None:
    """pg_terminate_backend of who is in the middle of a transaction: it has written all but its outbox, and waits."""
    with house.locked("outbox") as holder:
        flow.burst()
        waiting = f"SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ~ 'outbox' AND {OURS}"
        house.patiently(lambda: bool(house.sql(waiting)), 20, "a transaction is under way")
        time.sleep(chance.uniform(0.0, 0.3))
        house.execute(f"{CUT} AND xact_start IS NOT NULL AND pid <> :holder", holder=holder)
    for _ in range(chance.randint(0, 3)):
        house.execute(CUT)
        time.sleep(chance.uniform(0.0, 0.3))


def fill_disk(house: Grounds, flow: Flow, chance: Random) -> None:
    """Postgres' disk full, then freed; it is started again where it ended."""
    house.database.fill()
    try:
        flow.burst()
        time.sleep(chance.uniform(1.0, 3.0))
    finally:
        house.database.free()
    if not house.database.running:
        house.start(house.database)


def join_and_leave(house: Grounds, flow: Flow, chance: Random) -> None:
    """A worker joins, and one leaves, be it the same."""
    house.hire()
    house.wait_ready()
    flow.burst()
    time.sleep(chance.uniform(0.0, 1.0))
    leaver = house.one(chance)
    house.dismiss(leaver)
    _terminate(leaver)


def poison(house: Grounds, flow: Flow, chance: Random) -> None:
    """An article that kills its reader, one that never ends, or one that is none."""
    words = chance.choice((DEADLY, ENDLESS, None))
    if words is None:
        flow.burst((b"poison", chance.randbytes(200)), (b"poison", b"[" * 10_000), (b"poison", b""))
    else:
        flow.burst(words=words)


def bad_network(house: Grounds, flow: Flow, chance: Random) -> None:
    """Latency and resets, between workers and broker, database or both."""
    ways = chance.choice((house.networks.all, (house.networks.broker,), (house.networks.database,)))
    flow.burst()
    for way in ways:
        way.delay(chance.uniform(0.05, 0.4))
    until = time.monotonic() + chance.uniform(1.5, 3.0)
    while time.monotonic() < until:
        time.sleep(chance.uniform(0.1, 1.0))
        chance.choice(ways).reset()
    for way in ways:
        way.delay(0.0)


def database_away(house: Grounds, flow: Flow, chance: Random) -> None:
    """Postgres away for longer than a consumer may be without polling, while buffers run over."""
    house.database.kill()
    for _ in range(6):
        flow.burst()
    time.sleep(POLL_SECONDS + chance.uniform(1.0, 3.0))
    house.start(house.database)


KINDS: Final[dict[str, Fault]] = {
    "worker killed": kill_worker,
    "reader killed": kill_reader,
    "worker terminated": terminate_worker,
    "worker stopped and woken": stop_worker,
    "broker killed": kill_broker,
    "broker paused": pause_broker,
    "Postgres killed": kill_database,
    "connections cut": cut_connections,
    "disk full": fill_disk,
    "worker joins and leaves": join_and_leave,
    "poison": poison,
    "bad network": bad_network,
    "Postgres away": database_away,
}


def _terminate(worker: Worker) -> None:
    """SIGTERM; raises Broken unless it goes in time, and cleanly."""
    started = time.monotonic()
    worker.process.terminate()
    try:
        code = worker.process.wait(30)
    except subprocess.TimeoutExpired:
        worker.kill()
        code = None
    seconds = time.monotonic() - started
    if code != 0 or seconds > TO_GO:
        raise Broken(f"SIGTERM: exit code {code} after {seconds:.1f} s")
