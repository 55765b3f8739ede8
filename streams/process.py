"""The process of a worker: how it ends, when it is told to and when something crashes."""

import asyncio
import os
import signal
import sys
import threading
from typing import Final

import faust
import structlog

log = structlog.get_logger(__name__)

STOP_SECONDS: Final = 3.0
"""How long a worker that crashed may take to stop in order, and then to be cancelled."""
TOLD_SECONDS: Final = 3.0
"""How long a worker that was told to stop may take. After that it goes as if killed, which costs nothing but time."""


class Process(faust.Worker):  # type: ignore[misc]
    """A Faust worker that a crash or a signal ends within seconds, whatever it waits for.

    After a crash Faust's own way is to commit once more on the consumer's thread; nobody may be there to do it, and
    the process waits for ever. What is not committed comes again.
    """

    def install_signal_handlers(self) -> None:
        """Over the loop's own, which it comes to when it has time: the seconds count from the signal."""
        super().install_signal_handlers()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._told)

    def _told(self, number: int, frame: object) -> None:
        deadline = threading.Timer(TOLD_SECONDS, self._go)
        deadline.daemon = True
        deadline.start()
        self.loop.call_soon_threadsafe(self._schedule_shutdown, signal.Signals(number))

    def _go(self) -> None:
        log.warning("not stopped in time, going", seconds=TOLD_SECONDS)
        os._exit(0)

    def stop_and_shutdown(self) -> None:
        """Stop in order if nothing crashed; else as far as that goes, and raise what crashed."""
        if self.crash_reason is None and sys.exception() is None:
            super().stop_and_shutdown()
            return
        self.loop.run_until_complete(self._abandon())
        if self.crash_reason is not None:
            raise self.crash_reason

    async def _abandon(self) -> None:
        await asyncio.wait([asyncio.ensure_future(self.stop())], timeout=STOP_SECONDS)
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=STOP_SECONDS)
