"""Processes that read articles: one spaCy pipeline each, one article at a time, connected by a pipe.

The standard library's pool breaks as a whole when one child dies and cannot kill one that hangs; here a slot is
killed and filled again, and nobody else notices.
"""

import asyncio
import multiprocessing as mp
import os
import resource
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Final, TypeVar

import psutil

STARTED: Final = b"ready"
START_SECONDS: Final = 120.0

T = TypeVar("T")

Work = Callable[[bytes], bytes]
"""What a process does: bytes of a job in, bytes of its answer out."""


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
        self._receive(START_SECONDS)

    def run(self, job: bytes) -> bytes:
        """The answer to a job; raises Lost, after which the slot starts itself anew for the next."""
        if self._closed:
            raise PoolClosed
        if self._process is None:
            self.start()
        assert self._pipe is not None
        try:
            self._pipe.send_bytes(job)
        except OSError as error:
            raise self._lost("its process died before the article came") from error
        return self._receive(self._limits.seconds)

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._closed = True
        if self._process is not None:
            self._process.kill()

    def _receive(self, seconds: float) -> bytes:
        assert self._pipe is not None
        try:
            if self._pipe.poll(seconds):
                return self._pipe.recv_bytes()
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


class Pool:
    """Slots that take jobs as they come. Answers come in any order; order is the caller's."""

    def __init__(self, make: Callable[[], Work], processes: int, limits: Limits) -> None:
        self._slots = [Slot(make, limits) for _ in range(processes)]
        self._idle: asyncio.LifoQueue[Slot] = asyncio.LifoQueue()
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="slot")
        self._alone = asyncio.Lock()
        self._closed = False

    @property
    def pids(self) -> list[int]:
        """Of the processes that are there now."""
        return [slot.pid for slot in self._slots if slot.pid is not None]

    async def start(self) -> None:
        """Load every pipeline; raises Lost."""
        mp.get_context("forkserver").set_forkserver_preload(["streams.extraction"])
        await asyncio.gather(*(self._in_thread(slot.start) for slot in self._slots))
        for slot in self._slots:
            self._idle.put_nowait(slot)

    async def run(self, job: bytes) -> bytes:
        """The answer to a job. One that loses its process is tried once more, alone; then Lost is raised."""
        try:
            return await self._run(job)
        except Lost:
            async with self._alone:
                return await self._run_alone(job)

    async def close(self) -> None:
        """End every process; jobs under way raise PoolClosed."""
        self._closed = True
        for slot in self._slots:
            slot.close()
        await asyncio.to_thread(self._threads.shutdown, wait=True, cancel_futures=True)

    async def _run(self, job: bytes) -> bytes:
        slot = await self._idle.get()
        try:
            return await self._in_thread(slot.run, job)
        finally:
            self._idle.put_nowait(slot)

    async def _run_alone(self, job: bytes) -> bytes:
        # All slots are taken, so that a neighbour's hunger for memory is not this job's death.
        slots = [await self._idle.get() for _ in self._slots]
        try:
            return await self._in_thread(slots[0].run, job)
        finally:
            for slot in slots:
                self._idle.put_nowait(slot)

    async def _in_thread(self, function: Callable[..., T], *args: bytes) -> T:
        if self._closed:
            raise PoolClosed
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *args)


def _serve(pipe: Connection, make: Callable[[], Work], memory: int) -> None:
    """The life of a process: load, then answer one job after another until the pipe closes."""
    _die_with_parent()
    work = make()
    _limit_memory(memory)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        pipe.send_bytes(STARTED)
        while True:
            pipe.send_bytes(work(pipe.recv_bytes()))


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
