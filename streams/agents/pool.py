"""Processes that read articles: one spaCy pipeline each, connected by a pipe.

The standard library's pool breaks as a whole when one child dies and cannot kill one that hangs; here a slot is
killed and filled again, and nobody else notices.
"""

import asyncio
import gc
import multiprocessing as mp
import os
import resource
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Final, TypeVar

import psutil

STARTED: Final[list[bytes]] = []
START_SECONDS: Final = 120.0

T = TypeVar("T")

Work = Callable[[list[bytes]], list[bytes]]
"""What a process does: jobs in, an answer to each out."""

BATCH: Final = 4
"""Jobs that a process takes at once, at most: the parse of four articles together takes less than four parses."""


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


class Pool:
    """Slots that take jobs as they come, several at once when several wait. Answers come in any order."""

    def __init__(self, make: Callable[[], Work], processes: int, limits: Limits) -> None:
        self._slots = [Slot(make, limits) for _ in range(processes)]
        self._idle: deque[Slot] = deque()
        self._waiting: deque[tuple[bytes, asyncio.Future[bytes]]] = deque()
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="slot")
        self._running: set[asyncio.Task[None]] = set()
        self._alone = asyncio.Lock()
        self._closed = False

    @property
    def pids(self) -> list[int]:
        """Of the processes that are there now."""
        return [slot.pid for slot in self._slots if slot.pid is not None]

    async def start(self) -> None:
        """Load every pipeline; raises Lost."""
        # The processes share the cores; a BLAS that spread over all of them in each would be in its own way.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        mp.get_context("forkserver").set_forkserver_preload(["streams.extraction"])
        await asyncio.gather(*(self._in_thread(slot.start) for slot in self._slots))
        self._idle.extend(self._slots)
        self._hand_out()

    async def run(self, job: bytes) -> bytes:
        """The answer to a job. One that loses its process is tried once more, alone; then Lost is raised."""
        if self._closed:
            raise PoolClosed
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._waiting.append((job, answer))
        self._hand_out()
        try:
            return await answer
        except Lost:
            async with self._alone:
                return await self._run_alone(job)

    async def close(self) -> None:
        """End every process; jobs under way raise PoolClosed."""
        self._closed = True
        for slot in self._slots:
            slot.close()
        while self._waiting:
            _settle(self._waiting.popleft()[1], PoolClosed())
        await asyncio.gather(*self._running, return_exceptions=True)
        await asyncio.to_thread(self._threads.shutdown, wait=True, cancel_futures=True)

    def _hand_out(self) -> None:
        while self._waiting and self._idle and not self._closed and not self._alone.locked():
            share = -(-len(self._waiting) // len(self._idle))
            batch = [self._waiting.popleft() for _ in range(min(share, BATCH))]
            task = asyncio.ensure_future(self._run_batch(self._idle.popleft(), batch))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _run_batch(self, slot: Slot, batch: list[tuple[bytes, asyncio.Future[bytes]]]) -> None:
        try:
            answers: Sequence[bytes | Exception] = await self._in_thread(slot.run, [job for job, _ in batch])
        except (Lost, PoolClosed) as error:
            answers = [error for _ in batch]
        for (_, future), answer in zip(batch, answers, strict=True):
            _settle(future, answer)
        self._idle.append(slot)
        self._hand_out()

    async def _run_alone(self, job: bytes) -> bytes:
        # Nothing else runs, so that a neighbour's hunger for memory is not this job's death.
        await asyncio.gather(*self._running)
        try:
            return (await self._in_thread(self._slots[0].run, [job]))[0]
        finally:
            asyncio.get_running_loop().call_soon(self._hand_out)

    async def _in_thread(self, function: Callable[..., T], *args: list[bytes]) -> T:
        if self._closed:
            raise PoolClosed
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *args)


def _settle(future: "asyncio.Future[bytes]", answer: bytes | Exception) -> None:
    if future.done():
        return
    if isinstance(answer, Exception):
        future.set_exception(answer)
    else:
        future.set_result(answer)


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
