"""Both ways in under load, while a worker, the intake and the watcher are killed: nothing that came in is missing.

python -m tests.e2e.intake_load --seconds 60
"""

import argparse
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx

from streams.embedded import own
from streams.settings import Settings
from tests.e2e.house import House
from tests.e2e.intakes import intake, ndjson, new_key
from tests.e2e.watchers import Feeds, listed, serving, watch
from tests.wire_copy import articles

PRODUCERS: Final = 3
BATCH: Final = 3
"""Articles of a request."""
PAUSE_SECONDS: Final = 0.5
"""Of a producer, between its requests."""
FEEDS: Final = ("/one", "/two", "/three")
FEED_ITEMS: Final = 30
NEW_ITEMS: Final = 3
"""Articles that a feed gains each second, and loses at its other end."""
INTERVAL: Final = 10.0


@dataclass
class Load:
    """What was done, and what was answered."""

    seconds: list[float] = field(default_factory=list)
    """From a request to its 202."""
    accepted: set[str] = field(default_factory=set)
    again: int = 0
    """Requests that were sent again, because nobody answered."""


def run(house: House, seconds: float) -> Load:
    """The load for so long; returns when all of it is in the ledger, raises AssertionError where it is not."""
    load, over = Load(), threading.Event()
    key = new_key(house, "Test Wire")
    workers = [house.ready_worker() for _ in range(2)]
    with serving() as feeds, ExitStack() as stack:
        threads = [threading.Thread(target=grow, args=(feeds, over))]
        path = listed(house, feeds, dict.fromkeys(FEEDS, INTERVAL))
        grow_once(feeds, 0)
        here = stack.enter_context(intake(house))
        watcher = stack.enter_context(watch(house, path))
        for number in range(PRODUCERS):
            threads.append(threading.Thread(target=produce, args=(here.address, key, number, load, over)))
        for thread in threads:
            thread.start()
        try:
            time.sleep(seconds / 4)
            workers[0].kill()
            house.worker()
            time.sleep(seconds / 4)
            here.kill()
            stack.enter_context(intake(house, int(here.address.rpartition(":")[2])))
            time.sleep(seconds / 4)
            watcher.kill()
            stack.enter_context(watch(house, path))
            time.sleep(seconds / 4)
        finally:
            over.set()
            for thread in threads:
                thread.join()
        # What the site said last may be under way still.
        house.until(lambda: {one for one, status in feeds.asked if status == 304} >= set(FEEDS), 60, "feeds are read")
    wanted = load.accepted | latest(feeds)
    house.until(lambda: wanted <= stored(house), 300, "everything that came in is in the ledger")
    assert house.audit().complete
    return load


def produce(address: str, key: str, number: int, load: Load, over: threading.Event) -> None:
    """Send articles, each request until it is answered with 202."""
    feed = articles(1_000_000, prefix=f"serve-{number}")
    headers = {"Content-Type": "application/x-ndjson", "Authorization": f"Bearer {key}"}
    with httpx.Client(base_url=address, headers=headers, timeout=30) as client:
        while not over.wait(PAUSE_SECONDS):
            body = ndjson(*(next(feed) for _ in range(BATCH)))
            while True:
                start = time.monotonic()
                try:
                    answer = client.post("/articles", content=body)
                except httpx.TransportError:
                    load.again += 1
                    time.sleep(0.2)
                    continue
                assert answer.status_code == 202, answer.text
                load.seconds.append(time.monotonic() - start)
                load.accepted.update(answer.json()["accepted"])
                break


def grow(feeds: Feeds, over: threading.Event) -> None:
    """Have every feed gain articles, each second."""
    turn = 1
    while not over.wait(1.0):
        grow_once(feeds, turn)
        turn += 1


def grow_once(feeds: Feeds, turn: int) -> None:
    """The feeds after so many seconds."""
    first = turn * NEW_ITEMS
    for path in FEEDS:
        feeds.pages[path] = list(articles(first + FEED_ITEMS, prefix=f"watch-{path[1:]}"))[first:]


def latest(feeds: Feeds) -> set[str]:
    """What the feeds hold now."""
    return {str(article["id"]) for page in feeds.pages.values() if isinstance(page, list) for article in page}


def stored(house: House) -> set[str]:
    """Ids of the articles in the ledger."""
    return {row[0] for row in house.sql("SELECT article_id FROM articles")}


def main() -> int:
    """Run the load and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.intake_load", description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60.0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wireroom-intake-") as folder:
        settings = Settings(home=Path(folder), broker=None, database=None)
        with own(settings) as servers:
            house = House(settings, servers.broker, servers.database)
            house.prepare()
            try:
                report(house, run(house, chosen.seconds), chosen.seconds)
            finally:
                house.close()
    return 0


def report(house: House, load: Load, seconds: float) -> None:
    """The figures."""
    took = sorted(load.seconds)
    shares = ", ".join(f"p{share} {1000 * took[int(len(took) * share / 100)]:.0f} ms" for share in (50, 95, 99))
    print(f"{len(load.accepted):,} articles accepted in {len(took):,} requests within {seconds:.0f} s; {shares}")
    print(f"{load.again} requests were sent again")
    for outcome, count in house.sql("SELECT outcome, count(*) FROM receipts GROUP BY 1 ORDER BY 2 DESC"):
        print(f"{count:,} receipts: {outcome}")
    watched = house.scalar("SELECT count(*) FROM articles WHERE article_id LIKE 'watch-%'")
    print(f"{watched:,} articles of {len(FEEDS)} watched feeds; the audit is complete")


if __name__ == "__main__":
    sys.exit(main())
