"""A server of ours: a process behind a guard, with a log, an address, and a way to tell that it answers."""

import os
import signal
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from streams.embedded.errors import EmbeddedError, NamespacesRefused, ServerFailed
from streams.embedded.guard import REFUSED
from streams.embedded.leftovers import end_family, sweep

GRACE: Final = 5.0
"""How long a server may take to stop before it is killed."""
_GUARD: Final = Path(__file__).with_name("guard.py")
_LOG_KEPT: Final = 5_000_000
_TAIL: Final = 15
_PAUSES: Final = (0.02, 0.2)
"""Between two looks whether it answers, first and at most: each one leaves a line in Postgres' log."""


class Server(ABC):
    """One server, which its guard stops when this process ends, however it ends.

    It may be started again after `stop` or `kill`, with the same data and on the same address.
    """

    name: str
    advice: str
    stop_signal: signal.Signals
    ordinary: bool = False
    """Whether it must not see that root runs it."""

    def __init__(self, folder: Path, log: Path) -> None:
        self._folder = folder
        self._log = log
        self._log_start = 0
        self._guard: subprocess.Popen[str] | None = None
        self._pid: int | None = None

    @property
    @abstractmethod
    def address(self) -> str:
        """Where clients find it."""

    @abstractmethod
    def prepare(self) -> None:
        """Make its data folder, where there is none yet."""

    @abstractmethod
    def command(self) -> Sequence[str]:
        """The program, by its full path, and its arguments; it runs in the server's folder."""

    @abstractmethod
    def answers(self) -> bool:
        """Whether a client gets an answer now. Does not wait longer than a few seconds."""

    @property
    def pid(self) -> int | None:
        """The server's process id, while it is meant to run."""
        return self._pid

    @property
    def guard_pid(self) -> int | None:
        return None if self._guard is None else self._guard.pid

    def start(self) -> None:
        """Start it anew, without waiting until it answers. Raises ServerFailed, NamespacesRefused."""
        self.stop()
        sweep(self._folder)
        self._begin_log()
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self.prepare()
        self._guard, self._pid = self._spawn(self.command())

    def wait_ready(self, seconds: float = 60.0) -> None:
        """Return when a client gets an answer. Raises ServerFailed when it ends or takes too long."""
        until = time.monotonic() + seconds
        pause, longest = _PAUSES
        while not self.answers():
            if self._guard is None:
                raise self._failure("was not started")
            if (code := self._guard.poll()) is not None:
                raise self._ended(code, "ended")
            if time.monotonic() > until:
                raise self._failure(f"did not answer within {seconds:.0f} s")
            time.sleep(pause)
            pause = min(pause * 1.5, longest)

    def ask_to_stop(self) -> None:
        """Let it begin to stop; `stop` waits for the end."""
        if self._guard is not None:
            self._guard.terminate()

    def stop(self) -> None:
        """Stop it as its makers mean it to be stopped; by force after five seconds."""
        self.ask_to_stop()
        self._forget()

    def kill(self) -> None:
        """End it at once, as a crash would, with nothing written any more."""
        if self._guard is not None and self._pid is not None and self._guard.poll() is None:
            end_family(self._pid)
        self._forget()

    def run(self, command: Sequence[str]) -> None:
        """Run a program of the server's to its end, its output in the log. Raises as `start` does."""
        guard, _ = self._spawn(command)
        try:
            code = guard.wait()
        finally:
            _end(guard)
        if code != 0:
            raise self._ended(code, f"could not be set up: {Path(command[0]).name} ended")

    def _spawn(self, command: Sequence[str]) -> tuple[subprocess.Popen[str], int | None]:
        user = "ordinary" if self.ordinary else "same"
        arguments = [str(os.getpid()), str(int(self.stop_signal)), str(GRACE), user, *command]
        with open(self._log, "ab", opener=_private) as log:
            guard = subprocess.Popen(
                [sys.executable, "-I", "-S", str(_GUARD), *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self._folder,
                start_new_session=True,  # Ctrl-C is for the owner
                text=True,
            )
        assert guard.stdout is not None
        with guard.stdout as said:
            pid = said.readline().strip()
        return guard, int(pid) if pid else None

    def _forget(self) -> None:
        if self._guard is not None:
            _end(self._guard)
        self._guard = self._pid = None

    def _begin_log(self) -> None:
        try:
            if self._log.stat().st_size > _LOG_KEPT:
                self._log.replace(self._log.with_suffix(".log.1"))
            self._log_start = self._log.stat().st_size
        except FileNotFoundError:
            self._log_start = 0

    def _ended(self, code: int, how: str) -> EmbeddedError:
        return NamespacesRefused() if code == REFUSED else self._failure(f"{how} with exit code {code}")

    def _failure(self, happened: str) -> ServerFailed:
        lines: list[str] = []
        with suppress(FileNotFoundError), self._log.open("rb") as log:
            log.seek(self._log_start)
            lines = log.read().decode(errors="replace").splitlines()
        return ServerFailed(self.name, happened, self._log, "\n".join(lines[-_TAIL:]), self.advice)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _end(guard: subprocess.Popen[str]) -> None:
    assert guard.stdin is not None
    guard.stdin.close()
    try:
        guard.wait(GRACE + 3)
    except subprocess.TimeoutExpired:
        guard.kill()
        guard.wait()
