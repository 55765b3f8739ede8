"""Articles to the topic, for many tasks at once through one producer."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Final

from anyio import CapacityLimiter, to_thread
from kafka import KafkaProducer

from streams.feeds.items import Item
from streams.feeds.publisher import DELIVERY_SECONDS, Batch, Delivery, close_producer, connect
from streams.topics import ARTICLES

AT_ONCE: Final = 64
"""Deliveries that wait for the broker at the same time; more wait for their turn."""


class Deliverer:
    """Publishes articles without holding up the loop."""

    def __init__(self, producer: KafkaProducer) -> None:
        self._producer = producer
        self._limiter = CapacityLimiter(AT_ONCE)

    async def deliver(self, items: Sequence[Item]) -> Delivery:
        """Comes back when the broker has acknowledged every article, or the producer has given up."""
        # Left alone when cancelled: the thread ends with the producer's own time limit.
        return await to_thread.run_sync(
            partial(_publish, self._producer, items), limiter=self._limiter, abandon_on_cancel=True
        )


@asynccontextmanager
async def delivering(broker: str, delivery_seconds: float = DELIVERY_SECONDS) -> AsyncIterator[Deliverer]:
    """A deliverer with a producer of its own; at the end what the broker has not acknowledged is given up.

    Raises as `connect` does.
    """
    producer = await to_thread.run_sync(open_producer, broker, delivery_seconds)
    try:
        yield Deliverer(producer)
    finally:
        await to_thread.run_sync(close_producer, producer)


def open_producer(broker: str, delivery_seconds: float = DELIVERY_SECONDS) -> KafkaProducer:
    """A producer that knows the topic: to send waits for that, and nothing ends such a wait."""
    producer = connect(broker, delivery_seconds)
    producer.partitions_for(ARTICLES)
    return producer


def _publish(producer: KafkaProducer, items: Sequence[Item]) -> Delivery:
    batch = Batch(producer)
    for item in items:
        batch.send(item)
    return batch.flush()
