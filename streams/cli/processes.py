"""A worker as a process of its own, for whoever brings one up."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import IO, Final

from streams.embedded import Addresses
from streams.settings import Settings

STOP_SECONDS: Final = 10.0
PROGRAM: Final = ("streams", "worker")


class WorkerEnded(Exception):
    """The worker ended before it was ready; its log says why."""


def start(
    found: Addresses,
    port: int,
    log: IO[bytes] | None,
    given: Mapping[str, str] = MappingProxyType({}),
    program: Sequence[str] = PROGRAM,
) -> subprocess.Popen[bytes]:
    """A worker on these servers, its pages on that port; `given` are variables of its environment besides."""
    environment = {**os.environ, "WIREROOM_BROKER": found.broker, "WIREROOM_DATABASE": found.database, **given}
    command = [sys.executable, "-m", *program, "--web-port", str(port)]
    return subprocess.Popen(command, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)


@contextmanager
def worker_process(
    settings: Settings, found: Addresses, log: IO[bytes] | None, given: Mapping[str, str] = MappingProxyType({})
) -> Iterator[subprocess.Popen[bytes]]:
    """A worker on these servers, stopped at the end."""
    with start(found, settings.web_port, log, given) as process:
        try:
            yield process
        finally:
            stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """SIGTERM, and SIGKILL for one that does not listen."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_ready(process: subprocess.Popen[bytes], port: int, tick: Callable[[], None] = lambda: None) -> None:
    """Wait until `/ready` says so; raises WorkerEnded."""
    while True:
        if (code := process.poll()) is not None:
            raise WorkerEnded(f"the worker ended with exit code {code}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            tick()
            time.sleep(0.2)
