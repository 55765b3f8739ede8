"""Web pages to articles, on several processes: a page that hangs, dies or grows is named and left behind."""

import multiprocessing as mp
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from types import TracebackType
from typing import Final

import orjson

from streams.feeds.items import Item, Reject
from streams.slots import Limits, Lost, Slot, Work

LIMITS: Final = Limits(seconds=5.0, memory=1024**3)
"""What one page may take."""
BATCH: Final = 8
BATCH_BYTES: Final = 1024**2
AHEAD: Final = 4
"""Batches a process, read ahead of what is taken."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came."""

    raw: bytes
    where: str
    end: int
    url: str | None = None
    charset: str | None = None
    source: str | None = None


class Readers:
    """Processes that read pages. Use as a context manager; none is started before the first page comes."""

    def __init__(self, processes: int | None = None, limits: Limits = LIMITS) -> None:
        # Loaded once, where the processes are forked from; the libraries take longer to load than a page to read.
        mp.get_context("forkserver").set_forkserver_preload(["streams.feeds.page"])
        self._count = processes or os.cpu_count() or 1
        self._slots: SimpleQueue[Slot] = SimpleQueue()
        self._all = [Slot(make, limits) for _ in range(self._count)]
        for slot in self._all:
            self._slots.put(slot)
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="pages")

    def __enter__(self) -> "Readers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for slot in self._all:
            slot.close()
        self._threads.shutdown(cancel_futures=True)

    def read(self, pages: Iterable[Page | Reject]) -> Iterator[Item | Reject]:
        """The article of each page, in their order; rejects pass through."""
        waiting: deque[Future[list[Item | Reject]]] = deque()
        for batch in batches(pages):
            waiting.append(self._threads.submit(self._read, batch))
            if len(waiting) > self._count * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    def _read(self, batch: list[Page | Reject]) -> list[Item | Reject]:
        pages = [page for page in batch if isinstance(page, Page)]
        slot = self._slots.get()
        try:
            answers = iter(self._answers(slot, pages))
        finally:
            self._slots.put(slot)
        return [result(page, next(answers)) if isinstance(page, Page) else page for page in batch]

    def _answers(self, slot: Slot, pages: list[Page]) -> list[bytes]:
        if not pages:
            return []
        try:
            return slot.run([job(page) for page in pages])
        except Lost as error:
            if len(pages) == 1:
                return [REFUSED + str(error).encode()]
            return [answer for page in pages for answer in self._answers(slot, [page])]


REFUSED: Final = b"!"


def batches(pages: Iterable[Page | Reject]) -> Iterator[list[Page | Reject]]:
    """Small pages several at a time, large ones alone."""
    batch: list[Page | Reject] = []
    size = 0
    for page in pages:
        batch.append(page)
        size += len(page.raw) if isinstance(page, Page) else 0
        if len(batch) >= BATCH or size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def job(page: Page) -> bytes:
    """A page as it crosses the pipe."""
    return orjson.dumps([page.where, page.url, page.charset, page.source]) + b"\n" + page.raw


def result(page: Page, answer: bytes) -> Item | Reject:
    """What came back."""
    if answer.startswith(REFUSED):
        return Reject(page.where, answer.removeprefix(REFUSED).decode(), page.end)
    return Item(orjson.loads(answer)["id"], answer, page.where, page.end)


def make() -> Work:
    """What a process does."""
    from streams.feeds.page import read_page

    def answer(raw: bytes) -> bytes:
        head, _, page = raw.partition(b"\n")
        name, url, charset, source = orjson.loads(head)
        found = read_page(page, name, url, charset, source, 0)
        return found.value if isinstance(found, Item) else REFUSED + found.reason.encode()

    return lambda jobs: [answer(one) for one in jobs]
