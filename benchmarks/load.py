"""Many short articles, in one go or at a steady rate: latency, lag and memory over time.

    python -m benchmarks.load --articles 50000
    python -m benchmarks.load --articles 20000 --rate 50
    python -m benchmarks.load --articles 9000 --rate 30 --database-away 120

Latency runs from the moment at which an article is handed to the producer to the commit of its rows (the database's own
commit timestamp) and to the append of its last event on `news.events` (the broker's). Memory is the resident memory of
the worker, of its largest reading process and of the database's largest session, each second; what counts is whether it
grows over the last two thirds.
"""

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psutil
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from benchmarks.short import short
from models.database import connected
from streams.cli.demo import free_port
from streams.cli.migrate import prepare
from streams.cli.processes import wait_ready, worker_process
from streams.embedded import Addresses, Servers, own
from streams.feeds import Item, Publisher
from streams.reader import consumer, messages
from streams.records import dump
from streams.settings import Settings
from streams.topics import EVENTS

SAMPLE_SECONDS: Final = 1.0
PERCENTS: Final = (50, 95, 99)


@dataclass
class Samples:
    """What was seen each second, from the first article on."""

    seconds: list[float] = field(default_factory=list)
    lag: list[int] = field(default_factory=list)
    """Articles published and not yet committed."""
    memory: dict[str, list[float]] = field(default_factory=dict)
    """Megabytes by part."""


def main() -> int:
    """Run one load and print its tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--rate", type=float, default=0.0, help="articles a second; 0: in one go")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--database-away", type=float, default=0.0, help="seconds, after a third of the articles")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wireroom-load-") as folder:
        settings = Settings(home=Path(folder) / "home", broker=None, database=None, web_port=free_port())
        with own(settings) as servers:
            prepare_servers(settings, servers)
            run(settings, servers, chosen)
    return 0


def prepare_servers(settings: Settings, servers: Servers) -> None:
    """Start both; the database keeps the time of each commit."""
    for server in (servers.database, servers.broker):
        server.start()
    for server in (servers.database, servers.broker):
        server.wait_ready()
    with connected(servers.database.address) as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(
            text("ALTER SYSTEM SET track_commit_timestamp = on")
        )
    servers.database.start()
    servers.database.wait_ready()
    prepare(settings, servers.broker.address, servers.database.address)


def run(settings: Settings, servers: Servers, chosen: argparse.Namespace) -> None:
    """Publish at the rate, watch, and report."""
    addresses = Addresses(servers.broker.address, servers.database.address)
    given = {"WIREROOM_PROCESSES": str(chosen.processes), "WIREROOM_LOG_LEVEL": "warning"}
    with worker_process(settings, addresses, None, given) as worker:
        wait_ready(worker, settings.web_port)
        sent: dict[str, float] = {}
        samples, done = Samples(), threading.Event()
        watcher = threading.Thread(target=watch, args=(worker.pid, servers, sent, samples, done))
        started = time.time()
        watcher.start()
        away = threading.Thread(target=take_away, args=(servers, chosen.database_away, sent, chosen.articles // 3))
        away.start()
        publish_at(chosen.rate, chosen.articles, addresses.broker, sent)
        away.join()
        wait_done(addresses.database, chosen.articles)
        finished = time.time()
        done.set()
        watcher.join()
        seconds = finished - started
        print(f"\n{chosen.articles:,} articles in {seconds:.0f} s: {chosen.articles / seconds:.0f}/s")
        latencies(addresses, sent)
        report(samples)


def publish_at(rate: float, count: int, broker: str, sent: dict[str, float]) -> None:
    """Publish so many articles, so many a second; when each was handed over is left in `sent`."""
    started = time.time()
    with Publisher(broker, delivery_seconds=600) as publisher:
        for number, article in enumerate(short(count)):
            if rate and (wait := started + number / rate - time.time()) > 0:
                time.sleep(wait)
            sent[article.id] = time.time()
            publisher.send(Item(article.id, dump(article), article.id, 0))
        assert publisher.flush().acknowledged == count


def take_away(servers: Servers, seconds: float, sent: dict[str, float], after: int) -> None:
    """Stop the database once so many articles were sent, and bring it back."""
    if not seconds:
        return
    while len(sent) < after:
        time.sleep(0.2)
    servers.database.kill()
    print(f"database away for {seconds:.0f} s", file=sys.stderr, flush=True)
    time.sleep(seconds)
    servers.database.start()
    servers.database.wait_ready()
    print("database back", file=sys.stderr, flush=True)


def watch(worker: int, servers: Servers, sent: dict[str, float], samples: Samples, done: threading.Event) -> None:
    """Take a sample each second."""
    started, counted = time.time(), Counted(servers.database.address)
    while not done.wait(SAMPLE_SECONDS):
        main = psutil.Process(worker)
        parts = {"worker": [main], "largest reading process": main.children(recursive=True)}
        if servers.broker.pid is not None:
            parts["broker"] = [psutil.Process(servers.broker.pid)]
        samples.seconds.append(time.time() - started)
        for name, group in parts.items():
            samples.memory.setdefault(name, []).append(max(one.memory_info().rss for one in group) / 1e6)
        samples.lag.append(len(sent) - counted())


class Counted:
    """Receipts, as many as are known: the same as before while the database is away."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._last = 0

    def __call__(self) -> int:
        try:
            with connected(self._database) as connection:
                self._last = connection.scalar(text("SELECT count(*) FROM receipts")) or 0
        except OperationalError:
            pass
        return self._last


def wait_done(database: str, count: int) -> None:
    """Until every article has its receipt and all is announced."""
    counted = Counted(database)
    while counted() < count:
        time.sleep(0.5)
    with connected(database) as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        while connection.scalar(text("SELECT count(*) FROM outbox")):
            time.sleep(0.1)


def latencies(addresses: Addresses, sent: dict[str, float]) -> None:
    """From publish to committed row and to announced event."""
    with connected(addresses.database) as connection:
        rows = connection.execute(
            text("SELECT article_id, extract(epoch FROM pg_xact_commit_timestamp(xmin)) FROM articles")
        )
        committed = [float(moment) - sent[article] for article, moment in rows]
    announced: dict[str, float] = {}
    client = consumer(addresses.broker)
    for message in messages(client, EVENTS, beginning=True, follow=False):
        if message.value is not None:
            article = json.loads(message.value)["article"]["id"]
            announced[article] = max(announced.get(article, 0.0), message.timestamp / 1000)
    client.close(autocommit=False)
    print("\n| from publish to | articles | p50 s | p95 s | p99 s |\n| --- | --- | --- | --- | --- |")
    for name, seconds in (
        ("committed row", committed),
        ("announced event", [moment - sent[article] for article, moment in announced.items()]),
    ):
        cuts = statistics.quantiles(seconds, n=100, method="inclusive")
        print(f"| {name} | {len(seconds):,} | " + " | ".join(f"{cuts[p - 1]:.2f}" for p in PERCENTS) + " |")


def report(samples: Samples) -> None:
    """Lag, and memory in thirds."""
    print(f"\nlargest lag: {max(samples.lag):,} articles; at the end {samples.lag[-1]:,}\n")
    print("| MB resident | at a third | at two thirds | at the end | growth over the last two thirds |")
    print("| --- | --- | --- | --- | --- |")
    for name, sizes in samples.memory.items():
        third = len(sizes) // 3
        first, second, last = (around(sizes, place) for place in (third, 2 * third, len(sizes) - 1))
        print(f"| {name} | {first:.0f} | {second:.0f} | {last:.0f} | {100 * (last / first - 1):+.1f} % |")


def around(sizes: list[float], place: int) -> float:
    """The median of what was seen about there."""
    return statistics.median(sizes[max(0, place - 5) : place + 6])


if __name__ == "__main__":
    sys.exit(main())
