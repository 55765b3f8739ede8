"""Another process that runs the servers of a home, for tests that kill it.

    python -m tests.streams.embedded.holding HOME [FORKED]

It writes one line of JSON (the addresses, and the process ids of the servers) and stays until its stdin ends. With
FORKED it leaves a child that keeps every open file of its parent's, as a pool of processes does.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from streams.embedded import services
from streams.settings import Settings

SERVERS = {"java", "postgres"}


@dataclass
class Holder:
    """The process, seen from the test."""

    process: subprocess.Popen[str]
    broker: str
    database: str
    pids: list[int] = field(default_factory=list)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def holder(home: Path, *arguments: str, broker: str | None = None) -> Iterator[Holder]:
    """A process that runs the servers of a home; where a broker is given, the database alone."""
    given = {} if broker is None else {"WIREROOM_BROKER": broker}
    unset = {name: value for name, value in os.environ.items() if not name.startswith("WIREROOM_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.streams.embedded.holding", str(home), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=unset | given,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield Holder(process, **json.loads(process.stdout.readline()))
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait()


def alive(pids: list[int]) -> list[int]:
    """Those that still run."""

    def runs(pid: int) -> bool:
        try:
            return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False

    return [pid for pid in pids if runs(pid)]


def gone(pids: list[int], seconds: float) -> bool:
    """Whether all of them have ended within that time."""
    until = time.monotonic() + seconds
    while alive(pids):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def main(home: Path, forked: bool) -> None:
    with services(Settings(home=home)) as found:
        servers = [each for each in psutil.Process().children(recursive=True) if each.name() in SERVERS]
        if forked and os.fork() == 0:
            os.close(1)
            time.sleep(30)
            os._exit(0)
        print(json.dumps(vars(found) | {"pids": [each.pid for each in servers]}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), "forked" in sys.argv[2:])
