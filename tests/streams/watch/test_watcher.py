"""Feeds watched: what is new is published, once; what fails is named, and the others go on."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from uuid import UUID

import pytest

from models.watched import Kept
from streams.feeds import Delivery, Given, Item, Reject, read
from streams.watch.feeds import Feed
from streams.watch.metrics import Metrics
from streams.watch.watcher import Watcher
from tests.streams.watch.sites import Site, answer, fetcher, site

NDJSON = "application/x-ndjson"


def lines(*ids: str, body: str = "Text.") -> bytes:
    return b"".join(json.dumps({"id": one, "body": body}).encode() + b"\n" for one in ids)


class Memory:
    """Keeps what is known, as long as the test."""

    def __init__(self) -> None:
        self.known: dict[UUID, Kept] = {}

    async def load(self, feed_id: UUID) -> Kept | None:
        return self.known.get(feed_id)

    async def keep(self, feed_id: UUID, name: str, known: Kept) -> None:
        self.known[feed_id] = known


class Watched:
    """A watcher before a site, and what it published."""

    def __init__(self, here: Site) -> None:
        self.site = here
        self.memory = Memory()
        self.metrics = Metrics()
        self.published: list[str] = []
        self.away = False
        self.watcher: Watcher

    async def deliver(self, items: Sequence[Item]) -> Delivery:
        if self.away:
            return Delivery(undelivered=[Reject(item.where, "KafkaTimeoutError", item.end) for item in items])
        self.published.extend(item.article_id for item in items)
        return Delivery(acknowledged=len(items))

    async def read(self, document: bytes, name: str, format: str, given: Given) -> list[Item | Reject]:
        if document == b"poison":
            raise RuntimeError("nobody foresaw this")
        return list(read(io.BytesIO(document), name, format, given))

    def feed(self, path: str = "/feed", **more: float) -> Feed:
        return Feed(url=self.site.url(path), name=path, **more)  # type: ignore[arg-type]

    async def ask(self, known: Kept | None = None, path: str = "/feed") -> Kept:
        return await self.watcher.ask(self.feed(path), known or Kept(datetime.now(UTC)))

    def counted(self, name: str, **labels: str) -> float:
        return self.metrics.registry.get_sample_value(f"wireroom_watch_{name}", labels) or 0.0


@asynccontextmanager
async def watched() -> AsyncIterator[Watched]:
    async with site() as here, fetcher() as fetch:
        made = Watched(here)
        made.watcher = Watcher(fetch, made.read, made.deliver, made.memory, made.metrics)
        yield made


async def test_what_is_new_is_published_and_nothing_twice() -> None:
    async with watched() as here:
        here.site.pages["/feed"] = answer("200 OK", lines("a", "b"), Content_Type=NDJSON, ETag='"1"')
        known = await here.ask()
        here.site.pages["/feed"] = answer("200 OK", lines("c", "a", "b"), Content_Type=NDJSON, ETag='"2"')
        known = await here.ask(known)
        assert here.published == ["a", "b", "c"]
        here.site.pages["/feed"] = answer("304 Not Modified")
        again = await here.ask(known)
        assert here.published == ["a", "b", "c"]
        assert (again.etag, again.seen) == ('"2"', known.seen)
        assert [headers.get("if-none-match") for _, headers in here.site.asked] == [None, '"1"', '"2"']


async def test_an_article_that_changed_is_published_again() -> None:
    async with watched() as here:
        here.site.pages["/feed"] = answer("200 OK", lines("a", "b"), Content_Type=NDJSON)
        known = await here.ask()
        here.site.pages["/feed"] = answer("200 OK", lines("a") + lines("b", body="More."), Content_Type=NDJSON)
        await here.ask(known)
    assert here.published == ["a", "b", "b"]


async def test_a_piece_that_is_no_article_is_named_and_the_rest_goes_through() -> None:
    async with watched() as here:
        here.site.pages["/feed"] = answer("200 OK", lines("a") + b"{\n" + lines("b"), Content_Type=NDJSON)
        known = await here.ask()
    assert here.published == ["a", "b"]
    assert known.failures == 0
    assert here.counted("articles_total", feed="/feed") == 2
    assert here.counted("rejects_total", feed="/feed") == 1


async def test_an_article_under_embargo_is_asked_for_until_its_time_has_come() -> None:
    items = [{"uri": "now", "headline": "x", "body_text": "Text."}]
    items.append(items[0] | {"uri": "later", "embargoed": "2150-01-01T00:00:00Z"})
    async with watched() as here:
        body = json.dumps(items).encode()
        here.site.pages["/feed"] = answer("200 OK", body, Content_Type="application/ninjs+json", ETag='"1"')
        known = await here.ask()
        assert (known.etag, known.failures, len(known.seen)) == (None, 0, 1)
        here.site.pages["/feed"] = answer("200 OK", body.replace(b"2150", b"2020"), Content_Type="application/json")
        await here.ask(known)
    assert here.published == ["now", "later"]
    assert here.counted("rejects_total", feed="/feed") == 0


@pytest.mark.parametrize(
    ("page", "trouble", "outcome"),
    [
        (answer("404 Not Found"), "HTTP 404", "failed"),
        (answer("500 No"), "HTTP 500", "failed"),
        (answer("410 Gone"), "HTTP 410", "gone"),
        (answer("200 OK", b"{" * 100, Content_Type=NDJSON), "no feed: Invalid JSON", "failed"),
        (answer("200 OK", lines("a"))[:-3], "broken off", "failed"),
        (answer("200 OK", b"poison"), "unforeseen RuntimeError", "failed"),
    ],
)
async def test_a_failure_is_counted_and_kept_and_loses_nothing_that_was_known(
    page: bytes, trouble: str, outcome: str
) -> None:
    async with watched() as here:
        here.site.pages["/feed"] = page
        before = Kept(datetime.now(UTC), etag='"1"', last_modified="then", seen=(b"x" * 16,))
        known = await here.ask(before)
    assert known.failures == 1
    assert known.trouble is not None
    assert trouble in known.trouble
    assert (known.etag, known.last_modified, known.seen) == (before.etag, before.last_modified, before.seen)
    assert here.counted("answers_total", feed="/feed", outcome=outcome) == 1
    assert here.published == []


async def test_what_the_broker_did_not_acknowledge_is_asked_for_again() -> None:
    async with watched() as here:
        here.site.pages["/feed"] = answer("200 OK", lines("a"), Content_Type=NDJSON, ETag='"1"')
        here.away = True
        known = await here.ask()
        assert (known.etag, known.seen, known.failures) == (None, (), 1)
        here.away = False
        await here.ask(known)
    assert here.published == ["a"]


async def test_a_feed_that_moved_for_good_is_asked_where_it_is_until_that_fails() -> None:
    async with watched() as here:
        here.site.pages["/feed"] = answer("301 Moved", Location="/new")
        here.site.pages["/new"] = answer("200 OK", lines("a"), Content_Type=NDJSON)
        known = await here.ask()
        known = await here.ask(known)
        here.site.pages["/new"] = answer("404 Not Found")
        known = await here.ask(known)
        await here.ask(known)
    assert [path for path, _ in here.site.asked] == ["/feed", "/new", "/new", "/new", "/feed", "/new"]


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.01)


async def test_one_that_fails_or_never_answers_does_not_keep_the_others() -> None:
    async def never(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    async with watched() as here:
        here.site.pages["/bad"] = answer("500 No")
        here.site.pages["/poison"] = answer("200 OK", b"poison")
        here.site.pages["/never"] = never
        here.site.pages["/feed"] = answer("200 OK", lines("a"), Content_Type=NDJSON)
        paths = ("/bad", "/poison", "/feed")
        # The one that never answers is on a host of its own: others of that host would wait for it.
        silent = Feed(url=here.site.url("/never", "other.test"), name="/never")
        watching = asyncio.create_task(here.watcher.watch([silent, *map(here.feed, paths)]))
        await until(lambda: len(here.memory.known) == 3)
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        assert here.published == ["a"]
        assert here.counted("failures", feed="/bad") == 1
        assert here.counted("failures", feed="/poison") == 1
        assert here.counted("failures", feed="/feed") == 0


async def test_after_a_restart_nobody_is_asked_before_the_time() -> None:
    async with watched() as here:
        here.site.pages["/feed"] = answer("200 OK", lines("a"), Content_Type=NDJSON)
        for _ in range(2):
            watching = asyncio.create_task(here.watcher.watch([here.feed(interval=3_600)]))
            await until(lambda: len(here.memory.known) == 1)
            await asyncio.sleep(0.1)
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
        assert len(here.site.asked) == 1
        assert here.published == ["a"]
