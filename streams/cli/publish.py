"""`wireroom publish`."""

import os
import sys
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from streams.cli.terminal import addresses, err, inert, plain
from streams.feeds import Delivery, Given, Item, Reject, hold, read
from streams.feeds import publish as publish_items
from streams.feeds.formats import FORMATS
from streams.settings import Settings

SOME_BAD: Final = 1
NOT_DELIVERED: Final = 2
SHOWN: Final = 20
"""Bad lines that are named; more are only counted."""


def publish(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Files of articles; - is standard input.")],
    format: Annotated[str, typer.Option(help=f"auto, {', '.join(FORMATS)}.")] = "auto",
    wait: Annotated[bool, typer.Option(help="Wait for the time of what is embargoed, and publish it then.")] = False,
) -> None:
    """Publish articles to news.articles, each checked, each acknowledged by the broker.

    Example: `wireroom publish articles.jsonl atom.xml crawl.warc.gz` or `curl … | wireroom publish -`

    Takes JSON Lines and JSON of our own, ninjs, NewsML-G2, RSS, Atom, JSON Feed, news-please, WARC, HTML and text, told
    apart by what they hold, gzip too; docs/feeds.md says what maps to what. Ids are stable: the same file again is all
    duplicates. A line of JSON is one article: `{"id": "a1", "title": "…", "body": "…", "published_at":
    "2025-09-05T06:00:00Z"}`; `wireroom schema article` has every field.

    Exit code 0: all delivered, 1: some were bad (the good ones are delivered), 2: not delivered.
    """
    if format not in ("auto", *FORMATS):
        raise typer.BadParameter(f"no format {format!r}; one of auto, {', '.join(FORMATS)}", param_hint="--format")
    missing = [file for file in files if file != "-" and not Path(file).is_file()]
    if missing:
        raise typer.BadParameter(f"no such file: {', '.join(map(inert, missing))}", param_hint="FILE")
    settings = Settings()
    given = Given(processes=settings.processes)
    with addresses(settings) as found:
        deliveries = [publish_file(file, format, given, found.broker, wait) for file in files]
    sys.exit(summarise(deliveries))


def publish_file(file: str, format: str, given: Given, broker: str, wait: bool) -> Delivery:
    """Publish one file, with a progress bar on a terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[sent]:,} articles"),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    with open(0 if file == "-" else file, "rb", closefd=file != "-") as opened:
        size = os.fstat(opened.fileno()).st_size or None
        with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
            task = progress.add_task(plain(file).plain, total=size, sent=0)
            sent = 0

            def advance(item: Item | Reject) -> None:
                nonlocal sent
                sent += isinstance(item, Item)
                progress.update(task, completed=item.end, sent=sent)

            def tell(line: str) -> None:
                progress.console.print(plain(line), style="yellow")

            return publish_items(hold(read(opened, file, format, given), wait=wait), broker, advance, tell)


def summarise(deliveries: list[Delivery]) -> int:
    """Say what became of everything; the exit code."""
    rejects = [reject for delivery in deliveries for reject in delivery.rejects[:SHOWN]]
    rejected = sum(delivery.rejected for delivery in deliveries)
    undelivered = [reject for delivery in deliveries for reject in delivery.undelivered]
    for reject in (*rejects[:SHOWN], *undelivered[:SHOWN]):
        err.print(plain(f"{reject.where}: {reject.reason}"), style="yellow")
    acknowledged = sum(delivery.acknowledged for delivery in deliveries)
    err.print(f"{acknowledged:,} articles published, {rejected:,} bad, {len(undelivered):,} not delivered")
    if undelivered:
        return NOT_DELIVERED
    return SOME_BAD if rejected else 0
