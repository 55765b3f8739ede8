"""A start that fails says why, and what to do."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from streams.embedded import Broker, HomeUnusable, ServerFailed, own, services
from streams.embedded import guard as guard_file
from streams.embedded.guard import REFUSED
from streams.embedded.home import Home
from streams.embedded.memory import recall
from streams.settings import Settings


def database_alone(home: Path) -> Settings:
    return Settings(home=home, broker="elsewhere:9092", database=None)


def test_a_database_that_does_not_start_shows_the_end_of_its_log(tmp_path: Path) -> None:
    with services(database_alone(tmp_path)):
        pass
    with (tmp_path / "postgres" / "data" / "postgresql.conf").open("a") as settings:
        settings.write("\nno_such_setting = 1\n")
    with pytest.raises(ServerFailed) as failure, services(database_alone(tmp_path)):
        pass
    message = str(failure.value)
    assert 'unrecognized configuration parameter "no_such_setting"' in message
    assert "shut down" not in message, "lines of an earlier run"
    assert str(tmp_path / "postgres.log") in message
    assert "WIREROOM_DATABASE" in message


def test_a_broker_that_does_not_start_shows_the_end_of_its_log(tmp_path: Path) -> None:
    with own(Settings(home=tmp_path, broker=None, database=None)) as servers:
        memory = recall(Home(tmp_path))
        assert memory is not None
        broker = Broker(Home(tmp_path), memory, servers.broker.jars, {"log.retention.hours": "long"})
        with pytest.raises(ServerFailed) as failure:
            broker.start()
    message = str(failure.value)
    assert "log.retention.hours" in message
    assert str(tmp_path / "kafka.log") in message
    assert "WIREROOM_BROKER" in message


def test_a_server_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    with own(Settings(home=tmp_path, broker=None, database=None)) as servers:
        with pytest.raises(ServerFailed, match="was not started"):
            servers.database.wait_ready()
        servers.database.start()
        with pytest.raises(ServerFailed, match="did not answer within 0 s"):
            servers.database.wait_ready(0.0)


def unreadable(home: Path) -> None:
    home.mkdir()
    (home / "services.json").write_text("{")


def forgotten(home: Path) -> None:
    (home / "postgres" / "data").mkdir(parents=True)


def no_folder(home: Path) -> None:
    home.write_text("")


def somebody_elses(home: Path) -> None:
    if os.geteuid() == 0:
        home.mkdir()
        os.chown(home, 65534, 65534)
    else:
        home.symlink_to("/usr")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (unreadable, "cannot be read"),
        (forgotten, "is missing, and with it the password"),
        (no_folder, "cannot use"),
        (somebody_elses, "belongs to user"),
    ],
)
def test_a_home_that_cannot_be_used_is_named(tmp_path: Path, spoil: Callable[[Path], None], words: str) -> None:
    home = tmp_path / "home"
    spoil(home)
    with pytest.raises(HomeUnusable, match=words) as failure, services(database_alone(home)):
        pass
    assert str(home) in str(failure.value)


NO_MORE_NAMESPACES = """
import ctypes, os, sys
ids = os.geteuid(), os.getegid()
try:
    ctypes.CDLL(None).unshare(0x10000000)
    for name, line in ("setgroups", "deny"), ("uid_map", f"0 {ids[0]} 1"), ("gid_map", f"0 {ids[1]} 1"):
        open(f"/proc/self/{name}", "w").write(line)
    open("/proc/sys/user/max_user_namespaces", "w").write("0")
except (AttributeError, OSError):
    pass  # then there were none before
command = [word.replace("OWNER", str(os.getppid())) for word in sys.argv[1:]]
os.execv(command[0], command)
"""


def test_where_root_gets_no_user_namespace_the_guard_says_so() -> None:
    guard = [sys.executable, "-I", "-S", guard_file.__file__, "OWNER", "15", "1", "ordinary", sys.executable, "-V"]
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", NO_MORE_NAMESPACES, *guard],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as refused:
        assert refused.wait(10) == REFUSED
        assert refused.stderr is not None
        assert "no user namespace" in refused.stderr.read()


def test_ports_and_password_are_written_down_whole(tmp_path: Path) -> None:
    with own(Settings(home=tmp_path, broker=None, database=None)):
        remembered = json.loads((tmp_path / "services.json").read_text())
    assert set(remembered) == {"broker_port", "controller_port", "database_port", "password", "cluster_id"}
