"""Processes that read articles, one spaCy pipeline each, as the stream hands them articles."""

import asyncio
import multiprocessing as mp
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from streams.slots import Limits, Lost, PoolClosed, Slot, Work

__all__ = ["Limits", "Lost", "Pool", "PoolClosed", "Work"]

T = TypeVar("T")

BATCH: Final = 4
"""Jobs that a process takes at once, at most: the parse of four articles together takes less than four parses."""


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
        mp.get_context("forkserver").set_forkserver_preload(["streams.agents.beforehand"])
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
