"""Extract: one Extraction or Rejection for every message of `news.articles`, to the same partition number."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import structlog
from faust import App, EventT, StreamT
from mode.supervisors import CrashingSupervisor

from streams.agents.answer import Incoming, Reply, reject
from streams.agents.limit import DeadLetterCount, DeadLetterLimit
from streams.agents.metrics import Metrics
from streams.agents.pool import Lost, Pool, PoolClosed
from streams.agents.window import Window
from streams.records import Origin
from streams.topics import ARTICLES, EXTRACTIONS

log = structlog.get_logger(__name__)


class ReaderLost(Exception):
    """The article killed its process, or took longer than it may, twice."""


def add_extract(app: App, pool: Pool, topic_id: UUID, window: int, limit: DeadLetterLimit, metrics: Metrics) -> None:
    """Add the step to the app. `pool` is started and closed by the app."""
    letters = DeadLetterCount(limit)
    articles = app.topic(ARTICLES, key_serializer="raw", value_serializer="raw", allow_empty=True)
    extractions = app.topic(EXTRACTIONS, key_serializer="raw", value_serializer="raw")

    async def read(event: EventT) -> Reply:
        incoming = incoming_of(event, topic_id)
        try:
            reply = Reply.unpack(await pool.run(incoming.pack()))
        except Lost as error:
            reply = reject(incoming, ReaderLost(f"{error}, twice"))
        metrics.read(reply)
        place = {"article_id": reply.article_id, "partition": event.message.partition, "offset": event.message.offset}
        if reply.reason:
            log.warning("article rejected", **place, reason=reply.reason)
        else:
            log.debug("article read", **place, events=reply.events, seconds=round(reply.seconds, 3))
        return reply

    async def send(event: EventT, reply: Reply) -> Any:
        letters.admit(dead=reply.reason is not None)
        return await extractions.send(
            key=event.message.key, value=reply.value, partition=event.message.partition, force=True
        )

    sliding: Window[Any, Reply] = Window(window, read, send)

    @app.agent(articles, name="extract", concurrency=1, supervisor_strategy=CrashingSupervisor)
    async def extract(stream: StreamT[bytes]) -> None:
        """Answer every message, in order; acknowledge what has been answered."""
        async for event in stream.noack().events():
            await sliding.put(event)

    async def drain() -> None:
        # A pool that is closed has no more answers: the worker stops, and others read what is left.
        with suppress(PoolClosed):
            await sliding.drain()

    app.task(drain)
    app.task(sliding.acknowledge)


def incoming_of(event: EventT, topic_id: UUID) -> Incoming:
    """What a Faust event brings, free of Faust."""
    message = event.message
    headers = message.headers or ()
    return Incoming(
        Origin(
            topic=message.topic,
            topic_id=topic_id,
            partition=message.partition,
            offset=message.offset,
            appended_at=datetime.fromtimestamp(message.timestamp, UTC),
        ),
        message.key,
        message.value,
        tuple(headers.items() if isinstance(headers, dict) else headers),
    )
