"""How servers end, and how they come back."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from streams.embedded import Broker, Database, Servers, own
from streams.embedded.home import Home
from streams.embedded.memory import recall
from streams.embedded.server import Server
from streams.settings import Settings
from tests.streams.embedded.holding import gone, holder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home.at(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def servers(home: Home) -> Iterator[Servers]:
    with own(Settings(home=home.folder, broker=None, database=None)) as both:
        yield both


@pytest.fixture(params=["broker", "database"])
def server(request: pytest.FixtureRequest, servers: Servers) -> Server:
    """Each of the two, running."""
    each: Server = getattr(servers, request.param)
    if not each.answers():
        each.start()
        each.wait_ready()
    return each


def test_a_server_ends_with_its_owner_even_where_a_child_of_that_keeps_its_files_open(tmp_path: Path) -> None:
    with holder(tmp_path, "forked", broker="elsewhere:9092") as owner:
        (child,) = (
            each for each in psutil.Process(owner.process.pid).children() if "guard.py" not in str(each.cmdline())
        )
        owner.kill()
        assert gone(owner.pids, seconds=5)
        child.kill()


def test_a_server_dies_with_its_guard(server: Server) -> None:
    assert server.guard_pid is not None
    assert server.pid is not None
    family = [server.pid, *(each.pid for each in psutil.Process(server.pid).children())]
    os.kill(server.guard_pid, signal.SIGKILL)
    assert gone(family, seconds=5)


def test_a_killed_server_comes_back_at_the_same_address(server: Server) -> None:
    address, pid = server.address, server.pid
    server.kill()
    assert not server.answers()
    assert server.pid is None
    server.start()
    server.wait_ready()
    assert server.address == address
    assert server.pid != pid


def test_a_stop_lets_the_server_write_what_it_has(server: Server, home: Home) -> None:
    started = time.monotonic()
    server.stop()
    assert time.monotonic() - started < 4
    if isinstance(server, Broker):
        assert (home.kafka / "data" / ".kafka_cleanshutdown").exists()
    else:
        assert "database system is shut down" in (home.folder / "postgres.log").read_text().splitlines()[-1]


def test_ctrl_c_does_not_reach_a_server_or_its_guard(server: Server) -> None:
    assert server.pid is not None
    assert server.guard_pid is not None
    assert os.getsid(0) not in {os.getsid(server.pid), os.getsid(server.guard_pid)}


def test_a_server_that_a_killed_run_left_is_ended_first(server: Server, home: Home) -> None:
    left = server.pid
    assert left is not None
    if isinstance(server, Database):  # one that hangs has to go as well
        os.kill(left, signal.SIGSTOP)
    memory = recall(home)
    assert memory is not None
    fresh = Broker(home, memory, server.jars) if isinstance(server, Broker) else Database(home, memory)
    try:
        fresh.start()
        assert gone([left], seconds=0)
        fresh.wait_ready()
    finally:
        fresh.stop()


def test_a_process_of_somebody_else_that_works_in_the_home_is_left_alone(servers: Servers, home: Home) -> None:
    home.postgres.mkdir(exist_ok=True)
    with psutil.Popen(["sleep", "30"], cwd=home.postgres) as sleeper:
        servers.database.start()
        assert sleeper.status() != psutil.STATUS_ZOMBIE
        sleeper.kill()
    servers.database.stop()


def test_a_process_id_that_is_somebody_elses_now_does_not_keep_the_database_from_starting(
    servers: Servers, home: Home
) -> None:
    database = servers.database
    database.start()
    database.wait_ready()
    database.kill()
    left = home.postgres / "data" / "postmaster.pid"
    lines = left.read_text().splitlines()
    left.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    database.start()
    database.wait_ready()
    psycopg.connect(database.address).close()
    database.stop()
