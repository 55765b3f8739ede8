"""Every format goes from a file to SQL, and the same file again is all duplicates."""

import json
from pathlib import Path

import pytest

from streams.feeds import publish, read
from tests.e2e.house import House
from tests.streams.feeds.crawl import Crawl, page
from tests.streams.feeds.helpers import FIXTURES
from tests.wire_copy import lines


@pytest.fixture(scope="module")
def crowded(house: House) -> House:
    worker = house.worker()
    house.until(lambda: worker.ready, 180, "the worker is ready")
    return house


def feeds(folder: Path) -> dict[str, tuple[Path, int, int]]:
    """A file of each format, with how many articles and rejects it has."""
    crawl = Crawl(packed=True)
    crawl.response("https://crawl.example/a", page("Floods"))
    crawl.response("https://crawl.example/b", page("Storm"))
    written = {
        "own.jsonl": lines(3),
        "own.json": json.dumps([json.loads(line) for line in lines(2, prefix="array").splitlines()], indent=2).encode(),
        "crawl.warc.gz": crawl.raw,
        "note.txt": b"Rebels leave the town\n\nThe rebels left the town on Thursday, its mayor said.",
    }
    for name, raw in written.items():
        (folder / name).write_bytes(raw)
    return {
        "jsonl": (folder / "own.jsonl", 3, 0),
        "json": (folder / "own.json", 2, 0),
        "ninjs 1": (FIXTURES / "ninjs-1.json", 1, 0),
        "ninjs 2": (FIXTURES / "ninjs-2.json", 1, 1),
        "ninjs 3": (FIXTURES / "ninjs-3.json", 2, 0),
        "NewsML-G2 item": (FIXTURES / "newsml-item.xml", 1, 0),
        "NewsML-G2 message": (FIXTURES / "newsml-message.xml", 4, 2),
        "RSS 2.0": (FIXTURES / "rss-2.xml", 3, 1),
        "RSS 1.0": (FIXTURES / "rss-1.rdf", 1, 0),
        "Atom": (FIXTURES / "atom.xml", 3, 0),
        "JSON Feed": (FIXTURES / "jsonfeed.json", 2, 1),
        "news-please": (FIXTURES / "newsplease.jsonl", 1, 1),
        "WARC": (folder / "crawl.warc.gz", 2, 0),
        "HTML": (FIXTURES / "page.html", 1, 0),
        "text": (folder / "note.txt", 1, 0),
    }


def test_a_feed_of_each_format_published_twice_is_all_duplicates_the_second_time(
    crowded: House, tmp_path: Path
) -> None:
    receipts = 0
    outcomes: dict[str, list[dict[str, int]]] = {}
    for format, (file, count, bad) in feeds(tmp_path).items():
        outcomes[format] = []
        for _ in range(2):
            before = tally(crowded)
            with file.open("rb") as opened:
                delivery = publish(read(opened, file.name), crowded.broker.address)
            assert (delivery.acknowledged, delivery.rejected, delivery.undelivered) == (count, bad, [])
            receipts += count
            crowded.wait_stored(receipts, 180)
            outcomes[format].append(
                {name: more for name, now in tally(crowded).items() if (more := now - before.get(name, 0))}
            )
    again = {format: second for format, (_, second) in outcomes.items()}
    assert again == {format: {"duplicate": count} for format, (_, count, _) in feeds(tmp_path).items()}
    first = {format: first for format, (first, _) in outcomes.items()}
    assert first["NewsML-G2 message"] == {"stored": 2, "withdrawn": 2}
    assert first["ninjs 3"] == {"stored": 1, "withdrawn": 1}
    assert first["Atom"] == {"stored": 2, "withdrawn": 1}
    assert first["WARC"] == {"stored": 2}
    assert crowded.audit().complete


def tally(house: House) -> dict[str, int]:
    """How many messages became what."""
    return dict(house.sql("SELECT outcome, count(*) FROM receipts GROUP BY outcome"))


def test_the_command_tells_formats_apart(crowded: House) -> None:
    files = [str(FIXTURES / name) for name in ("ninjs-1.json", "newsml-message.xml", "atom.xml")]
    said = crowded.run("publish", *files)
    assert b"8 articles published, 2 bad, 0 not delivered" in said.stderr
    assert said.returncode == 1


def test_what_a_format_says_is_in_sql(crowded: House) -> None:
    rows = crowded.sql(
        "SELECT a.title, a.version, s.name, a.published_at::text, a.status FROM articles a "
        "LEFT JOIN sources s ON s.id = a.source_id WHERE a.article_id = 'urn:newsml:wire.example:20250904:quake'"
    )
    assert [tuple(row) for row in rows] == [
        ("Quake shakes Izmir", 3, "Example Wire", "2025-09-04 08:05:00+00", "usable")
    ]
