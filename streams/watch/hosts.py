"""One request a host at a time, and none while a host wants to be left alone."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

LONGEST: Final = 3_600.0
"""Longest time for which one answer keeps every feed of its host waiting."""


class Hosts:
    """Whose turn it is, host by host."""

    def __init__(self) -> None:
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._left_alone: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for the host's turn, and have it while this is open."""
        host = _plain(host)
        async with self._turns[host]:
            while (seconds := self._left_alone.get(host, 0.0) - time.monotonic()) > 0:
                await asyncio.sleep(seconds)
            yield

    def leave_alone(self, host: str, seconds: float) -> None:
        """Ask nothing of a host for so long."""
        self._left_alone[_plain(host)] = time.monotonic() + min(seconds, LONGEST)


def _plain(host: str) -> str:
    return host.lower().rstrip(".")
