"""A bad network: a TCP proxy that delays, holds and resets what goes through it."""

import asyncio
import random
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from streams.embedded.memory import LOOPBACK

CHUNK: Final = 65_536
RESET: Final = struct.pack("ii", 1, 0)
"""SO_LINGER: what closes then does so with a reset."""


class Proxy:
    """Listens on a port of its own and hands on to a target, in a thread of its own. Use as a context manager."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)
        self._flows = asyncio.Event()
        self._connections: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._delay = 0.0
        self._socket = socket.create_server((LOOPBACK, 0))
        self.port: int = self._socket.getsockname()[1]

    def __enter__(self) -> "Proxy":
        self._flows.set()
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(5)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def delay(self, seconds: float) -> None:
        """Let every piece wait up to so long, each way."""
        self._delay = seconds

    def hold(self) -> None:
        """Let no answer through, and keep it."""
        self._call(self._flows.clear)

    def release(self) -> None:
        """Let answers through again, what was held first."""
        self._call(self._flows.set)

    def reset(self) -> None:
        """Cut every connection, as a peer does that has crashed."""
        self._call(self._reset)

    def _call(self, what: Callable[[], object]) -> None:
        async def run() -> None:
            what()

        asyncio.run_coroutine_threadsafe(run(), self._loop).result(5)

    def _reset(self) -> None:
        for writer in list(self._connections):
            _abort(writer)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, sock=self._socket)

    async def _close(self) -> None:
        self._server.close()
        self._reset()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            onward, back = await asyncio.open_connection(LOOPBACK, self._target)
        except OSError:
            _abort(writer)
            return
        self._connections |= {writer, back}
        for source, sink, answers in ((reader, back, False), (onward, writer, True)):
            task = asyncio.ensure_future(self._pump(source, sink, answers, (writer, back)))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pump(
        self,
        source: asyncio.StreamReader,
        sink: asyncio.StreamWriter,
        answers: bool,
        both: tuple[asyncio.StreamWriter, ...],
    ) -> None:
        with suppress(OSError):
            while piece := await source.read(CHUNK):
                if self._delay:
                    await asyncio.sleep(random.uniform(0, self._delay))
                if answers:
                    await self._flows.wait()
                sink.write(piece)
                await sink.drain()
        # One side ended: so does the other, as without a proxy.
        for writer in both:
            writer.close()
            self._connections.discard(writer)


def _abort(writer: asyncio.StreamWriter) -> None:
    peer = writer.get_extra_info("socket")
    with suppress(OSError):
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    writer.transport.abort()
