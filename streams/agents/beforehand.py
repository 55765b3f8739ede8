"""The reader of the pool's processes, loaded once, where they are forked from: they are there at once, and share it.

The forkserver imports this module. What cannot be loaded here is loaded by the process that asks for it, which then
says what is wrong.
"""

import gc
from contextlib import suppress
from functools import cache
from pathlib import Path

from streams.extraction import Reader
from streams.settings import Settings


@cache
def reader(model: str, folder: Path) -> Reader:
    """The reader of a process with that model, its cache in that folder."""
    return Reader(model, folder)


with suppress(Exception):
    settings = Settings()
    reader(settings.model, settings.cache)
    # What the collector looks at is written to, and no longer shared.
    gc.collect()
    gc.freeze()
