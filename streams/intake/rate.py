"""How fast one producer may come."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

BURST_SECONDS: Final = 2.0
"""Who was silent may at once send what it could have sent in so long."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Rate:
    """So many requests a second for each key, with short bursts above it."""

    def __init__(self, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_second
        self._most = max(1.0, per_second * BURST_SECONDS)
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}

    def wait(self, key: str) -> float:
        """Count a request; 0 where it may go on, else in how many seconds one may."""
        now = self._clock()
        bucket = self._buckets.setdefault(key, _Bucket(self._most, now))
        bucket.tokens = min(self._most, bucket.tokens + (now - bucket.at) * self._per_second)
        bucket.at = now
        if bucket.tokens < 1.0:
            return (1.0 - bucket.tokens) / self._per_second
        bucket.tokens -= 1.0
        return 0.0
