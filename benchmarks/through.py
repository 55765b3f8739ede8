"""The whole way: from the first article on `news.articles` to the last committed row and announced event."""

import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from sqlalchemy import text

from models.database import connected
from streams.cli.demo import free_port
from streams.cli.migrate import prepare
from streams.cli.processes import wait_ready, worker_process
from streams.embedded import Addresses, own
from streams.feeds import Item, publish
from streams.records import Article, dump
from streams.settings import Settings

Usage = dict[str, float]


@dataclass
class Run:
    """One measured run."""

    seconds: float
    start_up: float
    cpu: Usage = field(default_factory=dict)
    """CPU seconds by part."""
    memory: Usage = field(default_factory=dict)
    """Megabytes resident by process, at the end."""
    events: int = 0


def through(articles: list[Article], processes: int, home: Path) -> Run:
    """Publish articles to a worker that is ready, and wait until all of it is stored and announced."""
    settings = Settings(home=home, broker=None, database=None, processes=processes, web_port=free_port())
    items = [Item(article.id, dump(article), article.id, 0) for article in articles]
    with own(settings) as servers:
        for server in (servers.database, servers.broker):
            server.start()
        for server in (servers.database, servers.broker):
            server.wait_ready()
        prepare(settings, servers.broker.address, servers.database.address)
        found = Addresses(servers.broker.address, servers.database.address)
        given = {"WIREROOM_PROCESSES": str(processes), "WIREROOM_LOG_LEVEL": "warning"}
        started = time.perf_counter()
        with worker_process(settings, found, None, given) as worker:
            wait_ready(worker, settings.web_port)
            start_up = time.perf_counter() - started
            groups = _groups(worker.pid, servers.broker.pid, servers.database.pid)
            before = {name: _cpu(group) for name, group in groups.items()}
            started = time.perf_counter()
            publish(items, servers.broker.address)
            with connected(servers.database.address) as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT")
                while (connection.scalar(text("SELECT count(*) FROM receipts")) or 0) < len(items) or connection.scalar(
                    text("SELECT count(*) FROM outbox")
                ):
                    time.sleep(0.05)
                seconds = time.perf_counter() - started
                events = connection.scalar(text("SELECT count(*) FROM events")) or 0
            groups = _groups(worker.pid, servers.broker.pid, servers.database.pid)
            return Run(
                seconds,
                start_up,
                {name: _cpu(group) - before[name] for name, group in groups.items()},
                _memory(groups),
                events,
            )


def _groups(worker: int, broker: int | None, database: int | None) -> dict[str, list[psutil.Process]]:
    main = psutil.Process(worker)
    groups = {"worker": [main], "processes that read": main.children(recursive=True)}
    for name, pid in (("broker", broker), ("database", database)):
        root = psutil.Process(pid)
        groups[name] = [root, *root.children(recursive=True)]
    return groups


def _cpu(group: list[psutil.Process]) -> float:
    times = [process.cpu_times() for process in group]
    # What a database's session used is its parent's, once it has ended.
    return sum(t.user + t.system for t in times) + sum(getattr(t, "children_user", 0.0) for t in times[:1])


def _memory(groups: dict[str, list[psutil.Process]]) -> Usage:
    return {name: max(process.memory_info().rss for process in group) / 1e6 for name, group in groups.items()}
