"""A document that a stranger sent, read in a process of its own: one that hangs or swells is killed, and named."""

import io
import resource
from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO, Final

import anyio
import psutil
from anyio import BrokenWorkerProcess, CapacityLimiter, to_process

from streams.feeds.formats import read
from streams.feeds.items import Given, Item, Reject

Read = Callable[[BinaryIO, str, str, Given], Iterator[Item | Reject]]

MEMORY: Final = 1024**3
"""Bytes of address space that one document may add to its process."""
MOST: Final = 100_000
"""Articles and rejects of one document that are taken."""


async def read_apart(
    document: bytes,
    name: str,
    format: str,
    given: Given,
    *,
    seconds: float,
    limiter: CapacityLimiter,
    read: Read = read,
) -> list[Item | Reject]:
    """The articles and rejects of a document; one reject where it takes too long or too much to read.

    `limiter` says how many are read at once; the seconds count from when it is this one's turn.
    """
    async with limiter:
        try:
            with anyio.fail_after(seconds):
                return await to_process.run_sync(
                    _read,
                    read,
                    document,
                    name,
                    format,
                    given,
                    cancellable=True,
                    # Not another limiter to wait for: the seconds run already.
                    limiter=CapacityLimiter(1),
                )
        except TimeoutError:
            reason = f"not read within {seconds:g} s"
        except MemoryError:
            reason = f"needs more than {MEMORY:,} bytes of memory to read"
        except BrokenWorkerProcess:
            reason = "the process that read it died"
    return [Reject(name, reason, len(document))]


def _read(read: Read, document: bytes, name: str, format: str, given: Given) -> list[Item | Reject]:
    here = psutil.Process().memory_info().vms
    resource.setrlimit(resource.RLIMIT_AS, (here + MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    items = read(io.BytesIO(document), name, format, given)
    found = list(islice(items, MOST))
    if next(items, None) is not None:
        found.append(Reject(name, f"more than {MOST:,} articles in one document; the rest is left out", len(document)))
    return found
