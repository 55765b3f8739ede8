"""The process of a worker: how it ends when something crashes."""

import asyncio
import sys
from typing import Final

import faust

STOP_SECONDS: Final = 3.0
"""How long a worker that crashed may take to stop in order, and then to be cancelled."""


class Process(faust.Worker):  # type: ignore[misc]
    """A Faust worker that a crash ends within seconds.

    Faust's own way is to commit once more on the consumer's thread; after a crash nobody may be there to do it, and the
    process waits for ever. What is not committed comes again.
    """

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
