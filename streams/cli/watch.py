"""`wireroom watch`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from models.database import engine
from streams import logs
from streams.cli.patience import wait_for
from streams.cli.terminal import addresses
from streams.settings import Settings
from streams.watch.feeds import read_feeds
from streams.watch.fetch import Limits
from streams.watch.watching import watch as watch_feeds
from streams.web import Place


def watch(
    feeds: Annotated[Path, typer.Argument(help="The list of feeds: OPML, or TOML with a [[feed]] for each.")],
    web_port: Annotated[int | None, typer.Option(help="Port of /live, /ready and /metrics.")] = None,
) -> None:
    """Fetch feeds again and again and publish what is new in them, until told to stop.

    A feed of TOML has a `url`, and may have a `name`, a `source` and an `interval` in seconds (900). A feed that fails
    is named in the log and in /metrics, and asked more and more seldom; the others go on. What was seen is kept in the
    database. One watcher a list: two would ask twice.

    Example: `wireroom watch feeds.toml --web-port 6069`
    """
    settings = Settings()
    logs.configure(settings)
    listed = read_feeds(feeds)
    with addresses(settings) as found:
        wait_for(found)
        ledger = engine(found.database)
        limits = Limits(seconds=settings.watch_seconds, body_bytes=settings.watch_bytes)
        pages = Place(settings.web_host, settings.web_port if web_port is None else web_port)
        try:
            asyncio.run(
                watch_feeds(listed, ledger, found.broker, settings.watch_networks, limits, pages, settings.processes)
            )
        finally:
            ledger.dispose()
