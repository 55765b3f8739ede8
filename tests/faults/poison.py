"""Articles that no reader should meet, and the reader that meets them: one word kills it, one has it hang."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from streams.agents import answer

DEADLY: Final = "kryptonite"
ENDLESS: Final = "ouroboros"
SLOW: Final = "molasses"
SLOW_SECONDS: Final = 1.0


def load(model: str, cache: Path, max_characters: int) -> Callable[[list[bytes]], list[bytes]]:
    """The work of a process of the pool, as `streams.agents.answer.load` makes it, but for those words."""
    work = answer.load(model, cache, max_characters)

    def run(jobs: list[bytes]) -> list[bytes]:
        words = b"".join(jobs)
        if DEADLY.encode() in words:
            os.kill(os.getpid(), signal.SIGKILL)
        if ENDLESS.encode() in words:
            time.sleep(3600)
        if SLOW.encode() in words:
            time.sleep(SLOW_SECONDS)
        return work(jobs)

    return run
