"""Processes that do what may hang, die or eat memory: one pipe-connected process a slot.

The standard library's pool breaks as a whole when one child dies and cannot kill one that hangs; here a slot is
killed and filled again, and nobody else notices.
"""

import gc
import multiprocessing as mp
import os
import resource
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Final

import psutil

STARTED: Final[list[bytes]] = []
START_SECONDS: Final = 120.0
IDLE_SECONDS: Final = 60.0
"""How long a process waits for jobs before it is given none."""

Work = Callable[[list[bytes]], list[bytes]]
"""What a process does: jobs in, an answer to each out. None come when it has long been idle: it may tidy up then."""


class Lost(Exception):
    """The process died over this job, or took too long and was killed. `str` says which."""


class PoolClosed(Exception):
    """The pool was closed while the job was under way: its answer is not wanted any more."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may take."""

    seconds: float
    memory: int
    """Bytes of address space that a job may add to its process."""


class Slot:
    """One process and the pipe to it. Not for use by two threads at once."""

    def __init__(self, make: Callable[[], Work], limits: Limits) -> None:
        self._make = make
        self._limits = limits
        self._process: ForkServerProcess | None = None
        self._pipe: Connection | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """Of the process that is there now."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process and wait until its pipeline is loaded; raises Lost."""
        context = mp.get_context("forkserver")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, self._make, self._limits.memory), name="wireroom-reader", daemon=True
        )
        self._process.start()
        theirs.close()
        if self._closed:
            self._process.kill()
        self._receive(START_SECONDS)

    def run(self, jobs: list[bytes]) -> list[bytes]:
        """The answers to jobs; raises Lost, after which the slot starts itself anew for the next."""
        if self._closed:
            raise PoolClosed
        if self._process is None:
            self.start()
        assert self._pipe is not None
        try:
            self._pipe.send(jobs)
        except OSError as error:
            raise self._lost("its process died before the article came") from error
        return self._receive(self._limits.seconds * len(jobs))

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._closed = True
        # One that is being started has no process yet, and is ended by who starts it.
        if self._process is not None and self._process.pid is not None:
            self._process.kill()

    def _receive(self, seconds: float) -> list[bytes]:
        assert self._pipe is not None
        try:
            if self._pipe.poll(seconds):
                answers: list[bytes] = self._pipe.recv()
                return answers
        except (EOFError, OSError) as error:
            raise self._lost("its process died") from error
        raise self._lost(f"it took longer than {seconds:g} seconds")

    def _lost(self, why: str) -> Exception:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None:
            process.kill()
            process.join()
            code = process.exitcode
            process.close()
            if "died" in why:
                why = f"{why} (exit code {code})"
        if pipe is not None:
            pipe.close()
        return PoolClosed() if self._closed else Lost(why)


def _serve(pipe: Connection, make: Callable[[], Work], memory: int) -> None:
    """The life of a process: load, then answer one job after another until the pipe closes."""
    _die_with_parent()
    work = make()
    # What is loaded stays: the collector need not look at it again and again.
    gc.freeze()
    _limit_memory(memory)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        pipe.send(STARTED)
        while True:
            while not pipe.poll(IDLE_SECONDS):
                work([])
            pipe.send(work(pipe.recv()))


def _die_with_parent() -> None:
    parent = mp.parent_process()
    assert parent is not None

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, name="parent", daemon=True).start()


def _limit_memory(memory: int) -> None:
    size = psutil.Process().memory_info().vms
    resource.setrlimit(resource.RLIMIT_AS, (size + memory, size + memory))
