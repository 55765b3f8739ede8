"""A worker as a process of its own, for the commands that bring one up."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Final

from streams.embedded import Addresses
from streams.settings import Settings

STOP_SECONDS: Final = 10.0


class WorkerEnded(Exception):
    """The worker ended before it was ready; its log says why."""


@contextmanager
def worker_process(settings: Settings, found: Addresses, log: IO[bytes] | None) -> Iterator[subprocess.Popen[bytes]]:
    """A worker on these servers, stopped at the end."""
    environment = os.environ | {"WIREROOM_BROKER": found.broker, "WIREROOM_DATABASE": found.database}
    command = [sys.executable, "-m", "streams", "worker", "--web-port", str(settings.web_port)]
    with subprocess.Popen(command, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL) as process:
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
