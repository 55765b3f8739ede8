"""An intake in this process, with a topic of its own that remembers what it was told."""

import io
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import httpx

from streams.feeds import Delivery, Given, Item, Reject, read
from streams.intake.app import Intake, build
from streams.intake.documents import Documents
from streams.intake.keys import Key, Keys, digest
from streams.intake.limits import Limits
from streams.intake.metrics import Metrics

WIRE = "wireroom_one_secret-of-one"
BOUND = "wireroom_two_secret-of-two"
KEYS = {
    "one": (Key("one", "Example Wire"), digest("secret-of-one")),
    "two": (Key("two", "Other Wire", "other:"), digest("secret-of-two")),
}


class Topic:
    """Takes articles; those that are named in `away` it does not acknowledge, those in `large` it does not take."""

    def __init__(self) -> None:
        self.articles: dict[str, bytes] = {}
        self.away: set[str] = set()
        self.large: set[str] = set()

    async def deliver(self, items: Sequence[Item]) -> Delivery:
        delivery = Delivery()
        for item in items:
            if item.article_id in self.away:
                delivery.undelivered.append(Reject(item.where, "KafkaTimeoutError: too late", item.end))
            elif item.article_id in self.large:
                delivery.reject(Reject(item.where, "more than the broker takes", item.end))
            else:
                self.articles[item.article_id] = item.value
                delivery.acknowledged += 1
        return delivery


async def here(document: bytes, name: str, format: str, given: Given) -> list[Item | Reject]:
    """Reads in this process: what a process of its own is for, tests/streams/feeds/test_apart.py holds."""
    return list(read(io.BytesIO(document), name, format, given))


@asynccontextmanager
async def producer(
    topic: Topic, limits: Limits | None = None, key: str | None = WIRE, metrics: Metrics | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    """A producer with a key, talking to an intake before that topic."""
    limits = limits or Limits()
    app = build(Intake(Keys(KEYS), Documents(here), topic.deliver, limits, metrics or Metrics()), limits)
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://intake", headers=headers) as client:
        yield client
