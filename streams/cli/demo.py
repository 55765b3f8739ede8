"""`wireroom demo`: the whole way of the seed articles, and what came out."""

import sys
import time
from collections.abc import Mapping
from pathlib import Path
from socket import socket
from typing import Annotated, Final

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.rule import Rule
from rich.table import Table
from sqlalchemy import Connection, text

from models import outbox
from models.database import connected
from streams.audit import records
from streams.cli.audit import examine, report
from streams.cli.migrate import prepare
from streams.cli.processes import WorkerEnded, worker_process
from streams.cli.show import show
from streams.cli.sql import cell
from streams.cli.terminal import addresses, err, out, plain
from streams.embedded import Addresses
from streams.feeds import Delivery, read
from streams.feeds import publish as publish_items
from streams.reader import Recorded, consumer, partitions
from streams.reader import read as read_topic
from streams.records import Extracted, load_answer
from streams.settings import Settings
from streams.topics import EVENTS, EXTRACTIONS

SEEDS: Final = Path(__file__).parents[2] / "seeds" / "articles.jsonl"
LEDGER: Final = ("articles", "events", "participants", "actors", "numbers", "times", "place_mentions", "statements")
WAIT_SECONDS: Final = 170.0
TOP_EVENTS: Final = """
    SELECT concat_ws('/', type, mode) AS type, trigger,
      array_to_string(source_actors, ', ') AS source, array_to_string(target_actors, ', ') AS target,
      concat_ws(', ', time, place, CASE WHEN happened THEN 'happened' END) AS "when, where"
    FROM report.events WHERE article_id <> :shown ORDER BY confidence DESC, article_id, type LIMIT 12
"""


def demo(
    feed: Annotated[Path, typer.Option(help="JSON Lines of articles.", exists=True, dir_okay=False)] = SEEDS,
) -> None:
    """Publish the seed articles through a real broker, worker and database, and show what came out.

    Servers are those that are set or those of this home; a second run finds that all is known already.

    Example: `wireroom demo` or `wireroom demo --feed my-articles.jsonl`
    """
    settings = Settings()
    with addresses(settings) as found:
        err.print("creating topics and tables …", style="dim")
        prepare(settings, found.broker, found.database)
        before = counts(found.database)
        try:
            delivery = send_through(settings, found, feed)
        except WorkerEnded as ended:
            err.print(plain(f"wireroom: {ended}; see {settings.home / 'worker.log'}"), style="red")
            sys.exit(1)
        shown = show_first(found.broker, feed)
        show_ledger(found.database, shown, before)
        show_topic(found)
        out.print(Rule("audit"))
        verdict = examine(found.broker, found.database, settings.group)
        report(verdict)
    out.print(Rule("how to go on"))
    out.print(plain("wireroom up                            # servers and a worker that stay, until Ctrl-C"))
    out.print(plain("wireroom publish FILE.jsonl            # your own articles; wireroom events --follow"))
    out.print(plain('wireroom sql "SELECT * FROM report.daily ORDER BY day DESC"'))
    sys.exit(0 if verdict.complete and not delivery.rejected and not delivery.undelivered else 1)


def send_through(settings: Settings, found: Addresses, feed: Path) -> Delivery:
    """Publish the feed and wait until a worker has stored and announced all of it; raises WorkerEnded."""
    mine = settings.model_copy(update={"web_port": free_port()})
    settings.home.mkdir(parents=True, exist_ok=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with (
        (settings.home / "worker.log").open("wb") as log,
        worker_process(mine, found, log) as process,
        connected(found.database) as connection,
        Progress(*columns, console=err, transient=True) as progress,
    ):
        connection.execution_options(isolation_level="AUTOCOMMIT")
        known = receipts(connection)
        with feed.open("rb") as opened:
            delivery = publish_items(read(opened, str(feed)), found.broker)
        task = progress.add_task("loading the worker", total=delivery.acknowledged)
        deadline = time.monotonic() + WAIT_SECONDS
        while (done := receipts(connection) - known) < delivery.acknowledged or outbox.depth(connection):
            if (code := process.poll()) is not None:
                raise WorkerEnded(f"the worker ended with exit code {code}")
            if time.monotonic() > deadline:
                raise WorkerEnded(f"only {done} of {delivery.acknowledged} articles were stored in time")
            progress.update(task, completed=done, description="reading and storing" if done else "loading the worker")
            time.sleep(0.1)
    err.print(f"{delivery.acknowledged} articles published, read, stored and announced")
    return delivery


def show_first(broker: str, feed: Path) -> str:
    """The feed's first article, as its extraction on the topic marks it; its id."""
    with feed.open("rb") as opened:
        first = next(item.article_id for item in read(opened, str(feed)) if hasattr(item, "article_id"))
    client = consumer(broker)
    try:
        for partition in partitions(client, EXTRACTIONS):
            for message in records(client, partition, 0):
                answer = load_answer(message.value)
                if isinstance(answer, Extracted) and answer.article.id == first:
                    found = answer
    finally:
        client.close(autocommit=False)
    out.print(show(found.article, found.extraction))
    return first


def show_ledger(database: str, shown: str, before: Mapping[str, int]) -> None:
    """Rows in each table, and a dozen of the other articles' events, read back from Postgres."""
    after = counts(database)
    out.print(Rule("the ledger in Postgres"))
    table = Table("table", "rows", "added by this run", box=None)
    for name in LEDGER:
        table.add_row(name, f"{after[name]:,}", f"{after[name] - before[name]:,}")
    out.print(table)
    if after == before:
        out.print("all of it was known already: not a row was added", style="green")
    out.print(Rule("a dozen of report.events, from the other articles"))
    with connected(database) as connection:
        result = connection.execute(text(TOP_EVENTS), {"shown": shown})
        events = Table(*result.keys(), box=None)
        for row in result:
            events.add_row(*("" if value is None else plain(cell(value)) for value in row))
    out.print(events)


def show_topic(found: Addresses) -> None:
    """How many events the topic says there are, next to how many SQL says."""
    live: dict[str, bool] = {}
    for change in read_topic(found.broker, EVENTS):
        live[str(change.id)] = isinstance(change, Recorded)
    with connected(found.database) as connection:
        stored = connection.scalar(text("SELECT count(*) FROM report.events"))
    out.print(Rule("news.events"))
    out.print(f"{sum(live.values()):,} events on the topic, {stored:,} in SQL")


def counts(database: str) -> dict[str, int]:
    """Rows of each table of the ledger."""
    with connected(database) as connection:
        return {name: connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in LEDGER}


def receipts(connection: Connection) -> int:
    """How many messages have a receipt."""
    return connection.scalar(text("SELECT count(*) FROM receipts")) or 0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
