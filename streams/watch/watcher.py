"""Asks each feed in its time, publishes what is new in it, and remembers that it did."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Final, Protocol
from uuid import UUID

import structlog

from models.watched import Kept
from streams.feeds import Delivery, Given, Item, Reject
from streams.feeds.embargo import hold
from streams.feeds.formats import AUTO, charset_of, format_of
from streams.watch.feeds import Feed
from streams.watch.fetch import Document, Fetcher, Gone, Unchanged, Unreachable
from streams.watch.metrics import Metrics
from streams.watch.schedule import after_answer, after_failure, at_most

log = structlog.get_logger(__name__)

NAMED: Final = 5
"""Rejects of one answer that are named in the log; more are only counted."""
DIGEST_BYTES: Final = 16

Deliver = Callable[[Sequence[Item]], Awaitable[Delivery]]
Read = Callable[[bytes, str, str, Given], Awaitable[list[Item | Reject]]]
"""Finds the articles of a document: its bytes, name, format, and what is known beside."""


class Memory(Protocol):
    """What is known of feeds, kept over restarts."""

    async def load(self, feed_id: UUID) -> Kept | None:
        """What is known of a feed; None: it is new."""

    async def keep(self, feed_id: UUID, name: str, known: Kept) -> None:
        """Keep what is known now; comes back when it is kept."""


class Watcher:
    """Watches feeds, each in a task of its own: what goes wrong with one stays with it."""

    def __init__(
        self,
        fetcher: Fetcher,
        read: Read,
        deliver: Deliver,
        memory: Memory,
        metrics: Metrics,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._fetcher = fetcher
        self._read = read
        self._deliver = deliver
        self._memory = memory
        self._metrics = metrics
        self._now = now

    async def watch(self, feeds: Sequence[Feed]) -> None:
        """Ask all of them, for ever."""
        async with asyncio.TaskGroup() as tasks:
            for feed in feeds:
                tasks.create_task(self._watch(feed))

    async def _watch(self, feed: Feed) -> None:
        known = at_most(await self._memory.load(feed.id) or Kept(self._now()), feed.interval)
        while True:
            self._metrics.known(feed.name, known)
            await asyncio.sleep(max(0.0, (known.due_at - self._now()).total_seconds()))
            known = await self.ask(feed, known)
            await self._memory.keep(feed.id, feed.name, known)

    async def ask(self, feed: Feed, known: Kept) -> Kept:
        """Ask a feed and publish what is new in it; what is known of it then."""
        try:
            known = await self._ask(feed, known)
        except Unreachable as error:
            return self._failed(feed, known, error)
        except Exception as error:
            # Nobody foresaw it, and still the others go on: one feed must not take them along, time and again.
            log.exception("unforeseen", feed=feed.name)
            return self._failed(feed, known, Unreachable(f"unforeseen {type(error).__name__}"))
        return after_answer(known, feed.interval, self._now())

    def _failed(self, feed: Feed, known: Kept, error: Unreachable) -> Kept:
        gone = isinstance(error, Gone)
        known = after_failure(known, error, feed.interval, self._now())
        self._metrics.answered(feed.name, "gone" if gone else "failed")
        log.warning(
            "feed is gone" if gone else "feed failed",
            feed=feed.name,
            why=str(error),
            failures=known.failures,
            again_at=known.due_at.isoformat(timespec="seconds"),
        )
        return known

    async def _ask(self, feed: Feed, known: Kept) -> Kept:
        answer = await self._fetcher.fetch(known.moved_to or feed.url, known.etag, known.last_modified)
        if answer.moved_to is not None and answer.moved_to != known.moved_to:
            log.warning("feed has moved for good, correct the list", feed=feed.name)
            known = replace(known, moved_to=answer.moved_to)
        if isinstance(answer, Unchanged):
            self._metrics.answered(feed.name, "unchanged")
            return known
        return await self._take(feed, known, answer)

    async def _take(self, feed: Feed, known: Kept, document: Document) -> Kept:
        given = Given(url=document.url, charset=charset_of(document.content_type), source=feed.source)
        format = format_of(document.content_type) or AUTO
        found = await self._read(document.body, feed.name, format, given)
        released = list(hold(found))
        embargoed = sum(isinstance(one, Item) for one in found) - sum(isinstance(one, Item) for one in released)
        items = [one for one in released if isinstance(one, Item)]
        rejects = [one for one in released if isinstance(one, Reject)]
        self._name(feed, rejects)
        if rejects and not items and not embargoed:
            raise Unreachable(f"no feed: {rejects[0].reason}")
        now = {digest(item): item for item in items}
        seen = frozenset(known.seen)
        fresh = [item for key, item in now.items() if key not in seen]
        delivery = await self._deliver(fresh) if fresh else Delivery()
        if delivery.undelivered:
            raise Unreachable(f"{len(delivery.undelivered)} of its articles not acknowledged by the broker")
        self._metrics.answered(feed.name, "changed")
        self._metrics.published(feed.name, delivery.acknowledged, len(rejects) - embargoed + delivery.rejected)
        log.info("feed changed", feed=feed.name, articles=len(items), new=delivery.acknowledged, rejects=len(rejects))
        # What waits for its time has to be asked for again, so the server must not say that nothing changed.
        etag, last_modified = (None, None) if embargoed else (document.etag, document.last_modified)
        return replace(known, etag=etag, last_modified=last_modified, seen=tuple(now))

    def _name(self, feed: Feed, rejects: Sequence[Reject]) -> None:
        for reject in rejects[:NAMED]:
            log.warning("no article", feed=feed.name, where=reject.where, why=reject.reason)
        if len(rejects) > NAMED:
            log.warning("no articles", feed=feed.name, more=len(rejects) - NAMED)


def digest(item: Item) -> bytes:
    """What tells an article that was published from one that was not, or not so."""
    return blake2b(item.value, digest_size=DIGEST_BYTES).digest()
