"""When a feed is asked again. Nothing here looks at a clock."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from models.watched import Kept
from streams.watch.fetch import Gone, Unreachable

JITTER: Final = 0.1
"""Share of a wait by which it is longer or shorter, so that feeds do not come in step."""
LONGEST: Final = 6 * 3_600.0
"""Longest wait after failures, unless the interval is longer."""
LONGEST_ASKED: Final = 24 * 3_600.0
"""Longest wait that a server can ask for."""
GONE: Final = 30 * 24 * 3_600.0
"""How long a feed that is gone is left alone."""

Chance = Callable[[float, float], float]


def after_answer(known: Kept, interval: float, now: datetime, chance: Chance = random.uniform) -> Kept:
    """The feed answered well."""
    return replace(known, due_at=now + _seconds(interval, chance), failures=0, trouble=None, answered_at=now)


def after_failure(
    known: Kept, error: Unreachable, interval: float, now: datetime, chance: Chance = random.uniform
) -> Kept:
    """It did not: waits double from the interval on, and are never shorter than the server asks for."""
    wait = GONE if isinstance(error, Gone) else min(interval * 2**known.failures, max(interval, LONGEST))
    asked = min(error.retry_after or 0.0, LONGEST_ASKED)
    due = now + max(_seconds(wait, chance), timedelta(seconds=asked))
    # Where it said that it had moved to may be what is wrong: the next question goes where the list says.
    return replace(known, due_at=due, failures=known.failures + 1, trouble=str(error), moved_to=None)


def at_most(known: Kept, interval: float) -> Kept:
    """The same after the list was changed to ask more often; what a failing server gets is not shortened."""
    if known.failures or known.answered_at is None:
        return known
    return replace(known, due_at=min(known.due_at, known.answered_at + timedelta(seconds=interval * (1 + JITTER))))


def _seconds(wait: float, chance: Chance) -> timedelta:
    return timedelta(seconds=wait * chance(1 - JITTER, 1 + JITTER))
