"""How long to wait for a server that is away."""

import random
from dataclasses import dataclass


@dataclass(slots=True)
class Backoff:
    """Waits that double from `first` to `longest` seconds, each with jitter, so that workers do not come in step."""

    first: float = 0.1
    longest: float = 5.0
    _seconds: float = 0.0

    def next(self) -> float:
        """Seconds to wait before the next try."""
        self._seconds = min(self.longest, self._seconds * 2 or self.first)
        return self._seconds * random.uniform(0.5, 1.0)

    def reset(self) -> None:
        """It answered: the next wait is a short one again."""
        self._seconds = 0.0
