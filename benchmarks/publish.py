"""Articles a second from a file to the broker's acknowledgement, in one process.

    python -m benchmarks.publish

Each round publishes a file of its own, JSON Lines and RSS in turn, once with checksums in C, as Wireroom has them, and
once with kafka-python's own.
"""

import argparse
import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from kafka.record import default_records
from kafka.record.util import calc_crc32c

from benchmarks.copies import copies
from streams import access
from streams.checksums import quicken
from streams.embedded import own
from streams.feeds import publish, read
from streams.records import Article, dump
from streams.settings import Settings
from streams.topics import create

KINDS: Final = 200
"""Different bodies; the others differ by their ids."""


def main() -> int:
    """Print articles a second of each round."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.publish", description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000, help="articles in each run")
    parser.add_argument("--characters", type=int, default=4_000, help="characters of each")
    parser.add_argument("--rounds", type=int, default=3, help="times that each is measured")
    chosen = parser.parse_args()
    articles = sized(chosen.articles, chosen.characters)
    feeds = {"jsonl": jsonl(articles), "rss": rss(articles)}
    for format, feed in feeds.items():
        print(f"{format}: {chosen.articles:,} articles, {len(feed) / chosen.articles:,.0f} bytes each")
    with tempfile.TemporaryDirectory(prefix="wireroom-bench-") as folder:
        settings = Settings(home=Path(folder) / "home", broker=None, database=None)
        with own(settings) as servers:
            servers.broker.start()
            servers.broker.wait_ready()
            create(servers.broker.address, settings)
            print(
                "| format | checksums | articles/s, each round | CPU ms an article, least |\n| --- | --- | --- | --- |"
            )
            for format, feed in feeds.items():
                for name, choose in (("in C", quicken), ("in Python", slow)):
                    runs = [rate(feed, format, servers.broker.address, choose) for _ in range(chosen.rounds)]
                    rates = ", ".join(f"{wall:,.0f}" for wall, _ in runs)
                    print(f"| {format} | {name} | {rates} | {min(cpu for _, cpu in runs):.2f} |", flush=True)
    return 0


def rate(feed: bytes, format: str, broker: str, choose: Callable[[], None]) -> tuple[float, float]:
    """Articles a second, and milliseconds of CPU for each."""
    access.quicken = choose
    started, cpu = time.perf_counter(), time.process_time()
    delivery = publish(read(io.BytesIO(feed), "feed", format), broker)
    seconds = time.perf_counter() - started
    assert not delivery.rejected and not delivery.undelivered
    return delivery.acknowledged / seconds, 1000 * (time.process_time() - cpu) / delivery.acknowledged


def slow() -> None:
    """kafka-python as it comes."""
    default_records.calc_crc32c = calc_crc32c


def sized(count: int, characters: int) -> list[Article]:
    """So many articles of about so many characters."""
    kinds = [(article.title, (f"{article.body}\n" * 20)[:characters]) for article in copies(KINDS)]
    chosen = (kinds[number % KINDS] for number in range(count))
    return [Article(id=f"urn:bench:{number}", title=title, body=body) for number, (title, body) in enumerate(chosen)]


def jsonl(articles: list[Article]) -> bytes:
    """The articles as JSON Lines."""
    return b"\n".join(map(dump, articles))


def rss(articles: list[Article]) -> bytes:
    """The articles as one RSS feed."""
    return b'<rss version="2.0"><channel><title>Bench</title>%s</channel></rss>' % b"\n".join(map(entry, articles))


def entry(article: Article) -> bytes:
    """An article as an item of RSS, its paragraphs marked up."""
    body = "".join(f"<p>{escape(line)}</p>" for line in article.body.splitlines())
    title = escape(article.title or "")
    return (
        f"<item><guid>{article.id}</guid><title>{title}</title>"
        f"<pubDate>Thu, 04 Sep 2025 06:00:00 GMT</pubDate><description>{escape(body)}</description></item>"
    ).encode()


if __name__ == "__main__":
    sys.exit(main())
