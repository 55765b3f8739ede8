"""A sliding window: several events worked on at once, acknowledged one after another."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Generic, Protocol, TypeVar

R = TypeVar("R")


class Acknowledged(Protocol):
    """What a window needs of a Faust event."""

    def ack(self) -> bool: ...


E = TypeVar("E", bound=Acknowledged)


class Window(Generic[E, R]):
    """Runs `work` on events as they come, then `send`s each result in the order the events came; `size` at a time.

    An event is acknowledged when what `send` returned is done, never before an earlier one: Faust commits past the
    gap otherwise. `drain` and `acknowledge` are tasks for the app to run; what they raise must stop the worker.
    """

    def __init__(
        self,
        size: int,
        work: Callable[[E], Coroutine[Any, Any, R]],
        send: Callable[[E, R], Awaitable[Awaitable[object]]],
    ) -> None:
        self._work = work
        self._send = send
        self._room = asyncio.Semaphore(size)
        self._working: asyncio.Queue[tuple[E, asyncio.Task[R]]] = asyncio.Queue()
        self._sent: asyncio.Queue[tuple[E, Awaitable[object]]] = asyncio.Queue()

    async def put(self, event: E) -> None:
        """Start work on an event; waits while the window is full."""
        await self._room.acquire()
        self._working.put_nowait((event, asyncio.ensure_future(self._work(event))))

    async def drain(self) -> None:
        """Send results in order, for ever; raises what work or send raise."""
        while True:
            event, task = await self._working.get()
            self._sent.put_nowait((event, await self._send(event, await task)))

    async def acknowledge(self) -> None:
        """Acknowledge in order what has become durable, for ever; raises what the sending raised."""
        while True:
            event, durable = await self._sent.get()
            await durable
            event.ack()
            self._room.release()
