"""`wireroom up`, and other commands beside it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest

from streams.cli.demo import free_port
from tests.e2e.commands import of_home, wireroom
from tests.wire_copy import lines


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], Path, str]]:
    home = tmp_path_factory.mktemp("up") / "home"
    environment = os.environ | {"WIREROOM_HOME": str(home), "WIREROOM_WEB_PORT": str(free_port())}
    process = subprocess.Popen(
        [sys.executable, "-m", "streams", "up"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    said = "".join(takewhile(lambda line: not line.startswith("ready:"), process.stdout))
    yield process, home, said
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    process.stdout.close()


def test_it_prints_addresses_and_no_password(up: tuple[subprocess.Popen[str], Path, str]) -> None:
    assert "broker    127.0.0.1:" in up[2]
    assert "postgresql://wireroom:***@127.0.0.1:" in up[2]


def test_commands_beside_it_use_its_servers(up: tuple[subprocess.Popen[str], Path, str]) -> None:
    home = up[1]
    assert wireroom(home, "publish", "-", stdin=lines(5)).returncode == 0
    deadline = time.monotonic() + 60
    while "5 records, 5 with receipt" not in wireroom(home, "audit").stdout:
        assert time.monotonic() < deadline
    asked = wireroom(home, "sql", "SELECT count(*) AS n FROM report.articles")
    assert asked.returncode == 0
    assert "5" in asked.stdout
    read = wireroom(home, "events", "--json")
    assert read.returncode == 0
    assert {json.loads(line)["article"]["id"] for line in read.stdout.splitlines()} == {
        f"wire-{number:05}" for number in range(5)
    }


def test_ctrl_c_ends_all_of_it_within_five_seconds(up: tuple[subprocess.Popen[str], Path, str]) -> None:
    process, home, _ = up
    started = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(20) == 0
    assert time.monotonic() - started < 5
    assert of_home(home) == []
