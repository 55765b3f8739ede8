"""A watcher at work: what it fetches with, reads with and publishes to, and its pages."""

from collections.abc import Sequence
from typing import Final

import structlog
from sqlalchemy import Engine

from streams.feeds.apart import Apart
from streams.feeds.delivering import delivering
from streams.watch.documents import read_feed
from streams.watch.feeds import Feed
from streams.watch.fetch import Fetcher, Limits
from streams.watch.hosts import Hosts
from streams.watch.memory import Ledger
from streams.watch.metrics import Metrics
from streams.watch.public import judge
from streams.watch.watcher import Watcher
from streams.web import Place, pages, served, while_not_told

log = structlog.get_logger(__name__)

READ_SECONDS: Final = 60.0
"""How long one document may take to read."""


async def watch(
    feeds: Sequence[Feed],
    engine: Engine,
    broker: str,
    networks: Sequence[str],
    limits: Limits,
    pages_place: Place,
    processes: int,
) -> None:
    """Watch feeds until told to stop. What is under way then is asked again the next time."""
    metrics, ledger, apart = Metrics(), Ledger(engine), Apart(READ_SECONDS, processes, read_feed)

    def troubles() -> dict[str, str]:
        return {} if ledger.trouble is None else {"database": ledger.trouble}

    async with (
        delivering(broker) as deliverer,
        served(pages(metrics.registry, troubles), pages_place),
        Fetcher(judge(networks), limits, Hosts()) as fetcher,
    ):
        watcher = Watcher(fetcher, apart.read, deliverer.deliver, ledger, metrics)
        log.info("watching", feeds=len(feeds))
        await while_not_told(watcher.watch(feeds))
        log.info("stopping")
