"""A document that a stranger sent, read in a process of its own: one that hangs or swells is killed, and named."""

import io
import resource
from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO, Final, TypeVar, TypeVarTuple, Unpack

import anyio
import psutil
from anyio import BrokenWorkerProcess, CapacityLimiter, to_process

from streams.feeds.formats import read
from streams.feeds.items import Given, Item, Reject

Read = Callable[[BinaryIO, str, str, Given], Iterator[Item | Reject]]

Arguments = TypeVarTuple("Arguments")
T = TypeVar("T")

START_SECONDS: Final = 120.0
MEMORY: Final = 1024**3
"""Bytes of address space that one document may add to its process."""
MOST: Final = 100_000
"""Articles and rejects of one document that are taken."""


class Apart:
    """Reads documents of strangers, so many at once."""

    def __init__(self, seconds: float, processes: int, read: Read = read) -> None:
        self._seconds = seconds
        self._turns = CapacityLimiter(processes)
        self._read = read

    async def read(self, document: bytes, name: str, format: str, given: Given) -> list[Item | Reject]:
        """The articles and rejects of a document; one reject where it takes too long or too much to read.

        The seconds count from when it is its turn and a process is there.
        """
        async with self._turns:
            try:
                with anyio.fail_after(START_SECONDS):
                    await _run(_start)
                with anyio.fail_after(self._seconds):
                    return await _run(_find, self._read, document, name, format, given)
            except TimeoutError:
                reason = f"not read within {self._seconds:g} s"
            except MemoryError:
                reason = f"needs more than {MEMORY:,} bytes of memory to read"
            except BrokenWorkerProcess:
                reason = "the process that read it died"
        return [Reject(name, reason, len(document))]


async def _run(do: Callable[[Unpack[Arguments]], T], *given: *Arguments) -> T:
    """In the process that was last at rest, or a new one; killed when this is cancelled."""
    # A limiter of its own: whose turn it is was settled before.
    return await to_process.run_sync(do, *given, cancellable=True, limiter=CapacityLimiter(1))


def _start() -> None:
    """Done when a process has loaded what it reads with."""


def _find(read: Read, document: bytes, name: str, format: str, given: Given) -> list[Item | Reject]:
    here = psutil.Process().memory_info().vms
    resource.setrlimit(resource.RLIMIT_AS, (here + MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    items = read(io.BytesIO(document), name, format, given)
    found = list(islice(items, MOST))
    if next(items, None) is not None:
        found.append(Reject(name, f"more than {MOST:,} articles in one document; the rest is left out", len(document)))
    return found
