"""The limit on the rate of dead letters: a bad deploy stops the worker instead of emptying the topic into them."""

from collections import deque
from dataclasses import dataclass


class TooManyDeadLetters(Exception):
    """Of the latest messages more than may be could not be read: a person should look, a new start mends nothing."""


@dataclass(frozen=True, slots=True)
class DeadLetterLimit:
    """Of the latest `window` messages at most this share may be dead letters. A share of 1 is no limit."""

    share: float
    window: int

    @property
    def most(self) -> int:
        """How many of a window's messages may be dead letters."""
        return int(self.share * self.window)


class DeadLetterCount:
    """Counts one step's messages, in their order, against a limit."""

    def __init__(self, limit: DeadLetterLimit) -> None:
        self._limit = limit
        self._latest: deque[bool] = deque(maxlen=limit.window)
        self._dead = 0

    def admit(self, *, dead: bool) -> None:
        """Count a message before it is answered for.

        Raises TooManyDeadLetters for the dead letter that is one too many. It is not counted, and must be neither sent
        nor acknowledged; nor anything after it.
        """
        leaving = len(self._latest) == self._limit.window and self._latest[0]
        if dead and self._dead - leaving >= self._limit.most:
            raise TooManyDeadLetters(
                f"{self._dead - leaving + 1} of the latest {len(self._latest) + 1 - leaving:,} messages would be "
                f"dead letters, more than {self._limit.share:.0%} of {self._limit.window:,}"
            )
        self._latest.append(dead)
        self._dead += dead - leaving
