"""Feeds that are made to cost, and what reading them costs: each in a process of its own, with limits.

python -m tests.streams.feeds.hostile            # the table of docs/feeds.md
python -m tests.streams.feeds.hostile NAME       # one of them, in this process
"""

import contextlib
import io
import itertools
import json
import resource
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Final

import psutil

from streams.feeds import Given, Item, Reject, read
from streams.feeds.gunzip import MAGIC
from tests.streams.feeds.crawl import Crawl, page

SECONDS: Final = 600
"""CPU that a feed may take before the kernel ends its reader; tests ask for less."""
BYTES: Final = 3 * 1024**3
"""Address space of its reader."""

Chunks = Iterable[bytes]
Feed = Callable[[], Chunks]


@dataclass(frozen=True)
class Case:
    """A feed, with what is to come of it."""

    feed: Feed
    articles: int
    """How many go through."""
    reason: str | None
    """What a reject says; None: nothing is refused."""
    seconds: float = 10.0
    """CPU of the reader and what it starts."""
    megabytes: int = 300
    """Resident memory of the reader and what it starts, over what it has before."""
    format: str = "auto"


@dataclass(frozen=True)
class Cost:
    """What came of a feed, and at what cost."""

    articles: int
    rejects: list[str]
    seconds: float
    megabytes: float
    said: str
    """Bodies of the first articles, to see what got into them."""


class Stream(io.RawIOBase):
    """A file that is made while it is read."""

    def __init__(self, chunks: Chunks) -> None:
        self._chunks = iter(chunks)
        self._waiting = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray) -> int:  # type: ignore[override]
        while not self._waiting:
            if (chunk := next(self._chunks, None)) is None:
                return 0
            self._waiting = memoryview(chunk)
        size = min(len(into), len(self._waiting))
        into[:size] = self._waiting[:size]
        self._waiting = self._waiting[size:]
        return size


def rss(*entries: bytes, doctype: bytes = b"", attributes: bytes = b"") -> bytes:
    """A feed with these between two good ones."""
    good = b"<item><guid>urn:good:%d</guid><description>Good.</description></item>"
    inside = b"".join((good % 1, *entries, good % 2))
    return b'<?xml version="1.0"?>%s<rss version="2.0"%s><channel>%s</channel></rss>' % (doctype, attributes, inside)


def entry(description: bytes) -> bytes:
    """An item of RSS."""
    return b"<item><guid>urn:bad</guid><description>%s</description></item>" % description


def ninjs(*bad: bytes) -> bytes:
    """A list of items, these between two good ones."""
    good = b'{"uri": "urn:good:%d", "body_text": "Good."}'
    return b"[" + b",\n".join((good % 1, *bad, good % 2)) + b"]"


def newsml(bad: bytes, doctype: bytes = b"") -> bytes:
    """A message with this between two good items."""
    good = b'<newsItem guid="urn:good:%d"><contentSet><inlineData>Good.</inlineData></contentSet></newsItem>'
    inside = b"".join((good % 1, bad, good % 2))
    return b'%s<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">%s</newsMessage>' % (doctype, inside)


def crawl(body: bytes, *headers: tuple[str, str]) -> bytes:
    """An archive with this page between two good ones."""
    archive = Crawl()
    archive.response("https://a.example/1", page("Good"))
    archive.response("https://a.example/bad", body, *headers)
    archive.response("https://a.example/2", page("Good"))
    return archive.raw


LOL: Final = b"<!DOCTYPE rss [<!ENTITY l0 'lol'>%s]>" % b"".join(
    b"<!ENTITY l%d '%s'>" % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10)
)
BLOWUP: Final = b"<!DOCTYPE rss [<!ENTITY a '%s'>]>" % (b"a" * 500_000)
OUTSIDE: Final = b"<!DOCTYPE rss [<!ENTITY out SYSTEM 'file:///etc/passwd'>]>"
REMOTE: Final = b"<!DOCTYPE rss SYSTEM 'http://127.0.0.1:9/x.dtd' [<!ENTITY %% p SYSTEM 'http://127.0.0.1:9/p'> %%p;]>"
DEEP: Final = 200_000
MANY: Final = b" ".join(b"a%d='x'" % n for n in range(50_000))
MILLION: Final = 1_000_000


def gzip_bomb() -> Iterator[bytes]:
    """A good line, then 16 GB of blanks in 16 MB."""
    yield packed(b'{"id": "urn:good:1", "body": "Good."}\n')
    member = packed(b" " * 16 * 1024**2)
    yield from itertools.repeat(member, 1000)


def packed(raw: bytes) -> bytes:
    """A member of gzip."""
    packer = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    found = packer.compress(raw) + packer.flush()
    assert found.startswith(MAGIC)
    return found


def forever(start: bytes, again: bytes = b"x" * 65536) -> Feed:
    """Something that begins well and never ends."""
    return lambda: itertools.chain((start,), itertools.repeat(again))


def million(start: bytes, each: bytes, end: bytes = b"", between: bytes = b"\n") -> Feed:
    """A million articles, made as they are read."""

    def feed() -> Iterator[bytes]:
        for number in range(0, MILLION, 1000):
            yield (between if number else start) + between.join(each % n for n in range(number, number + 1000))
        yield end

    return feed


def once(raw: bytes | Callable[[], bytes]) -> Feed:
    """A feed that is there as a whole."""
    return lambda: (raw() if callable(raw) else raw,)


CASES: Final[dict[str, Case]] = {
    "entity bomb, RSS": Case(once(rss(entry(b"&l9;"), doctype=LOL)), 2, "Entity 'l9' not defined"),
    "entity bomb in an attribute of the root": Case(
        once(rss(entry(b"&l9;"), doctype=LOL, attributes=b" x='&l9;'")), 2, "Entity 'l9' not defined"
    ),
    "entity bomb in an attribute of an item": Case(
        once(rss(b"<item x='&l9;'><guid>urn:bad</guid></item>", doctype=LOL)), 2, "Entity 'l9' not defined"
    ),
    "entity of 500 kB, 10,000 times": Case(once(rss(entry(b"&a;" * 10_000), doctype=BLOWUP)), 2, "Entity 'a' not"),
    "entity bomb, NewsML-G2": Case(
        once(
            newsml(b'<newsItem guid="urn:bad"><contentSet><inlineData>&l9;</inlineData></contentSet></newsItem>', LOL)
        ),
        2,
        "Entity 'l9' not defined",
    ),
    "external entity, a file": Case(once(rss(entry(b"&out;"), doctype=OUTSIDE)), 2, "Entity 'out' not defined"),
    "external document type, over the network": Case(once(rss(entry(b"&p;"), doctype=REMOTE)), 2, "Entity 'p' not"),
    "gzip bomb, 16 MB to 16 GB": Case(gzip_bomb, 1, "unpacks to more than 200 times its size"),
    "gzip bomb as a page of a WARC": Case(
        once(lambda: crawl(packed(b"<p>x" * 100_000_000), ("Content-Encoding", "gzip"))), 2, "unpacks to more than"
    ),
    "200,000 nested tags, RSS": Case(once(rss(entry(b"<b>" * DEEP + b"</b>" * DEEP))), 2, "Excessive depth"),
    "200,000 nested tags, HTML in RSS": Case(once(rss(entry(b"&lt;div>" * DEEP))), 2, "nested more than 1,000 deep"),
    "200,000 nested tags, HTML in JSON Feed": Case(
        once(
            b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "urn:bad", "content_html": "%s"},'
            b'{"id": "urn:good", "content_text": "Good."}]}' % (b"<i>" * DEEP)
        ),
        1,
        "nested more than 1,000 deep",
    ),
    "200,000 nested tags, a page of a WARC": Case(
        once(lambda: crawl(b"<div>" * DEEP + b"Text")), 2, "nested more than 2,048 deep"
    ),
    "10,000 nested tags, a page of a WARC": Case(
        once(lambda: crawl(b"<div>" * 10_000 + b"Text")), 2, "nested more than 2,048 deep"
    ),
    "200,000 nested arrays, ninjs": Case(
        once(ninjs(b'{"uri": "urn:bad", "x": %s}' % (b"[" * DEEP + b"]" * DEEP))), 2, "Invalid JSON"
    ),
    "20 MB of strings, ninjs": Case(
        once(lambda: ninjs(b'{"uri": "urn:bad", "x": [%s]}' % (b'"",' * 7_000_000))), 2, "more than the 20,971,520"
    ),
    "20 MB of brackets, ninjs": Case(
        once(lambda: ninjs(b'{"uri": "urn:bad", "x": [%s]}' % (b"[]," * 7_000_000))), 2, "more than the 20,971,520"
    ),
    "50,000 attributes, RSS": Case(once(rss(b"<item %s><guid>urn:bad</guid></item>" % MANY)), 2, "attributes"),
    "50,000 namespaces, RSS": Case(
        once(rss(b"<item %s><guid>urn:bad</guid></item>" % MANY.replace(b"a", b"xmlns:a"))), 2, "attributes"
    ),
    "50,000 attributes of the root, RSS": Case(once(rss(attributes=b" " + MANY)), 0, "attributes"),
    "50,000 attributes, HTML in RSS": Case(
        once(rss(entry(b"<![CDATA[<p %s>Text</p>]]>" % MANY))), 2, "a tag with more than 256 attributes"
    ),
    "50,000 attributes, a page of a WARC": Case(
        once(lambda: crawl(b"<p %s>Text</p>" % MANY)), 2, "a tag with more than 256 attributes"
    ),
    "endless article, RSS": Case(forever(b"<rss><channel><item><description>"), 0, "what follows was not read"),
    "endless head, RSS": Case(forever(b"<rss><channel><title>"), 0, "what follows was not read"),
    "endless article, ninjs": Case(forever(b'{"uri": "'), 0, "what follows was not read"),
    "endless line, JSON Lines": Case(forever(b'{"id": "'), 0, "what follows was not read"),
    "endless page": Case(forever(b"<!doctype html><p>"), 0, "more than the 20,971,520 bytes"),
    "endless text": Case(forever(b"Prose "), 0, "more than the 10,485,760 bytes"),
    "endless record, WARC": Case(
        forever(b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 999999999999999999\r\n\r\n"),
        0,
        "what follows was not read",
    ),
    "endless header, WARC": Case(forever(b"WARC/1.1\r\n", b"X: y\r\n" * 9000), 0, "what follows was not read"),
    "NUL bytes, RSS": Case(once(rss(entry(b"a\x00b"))), 2, "not well-formed"),
    "NUL bytes, ninjs": Case(once(ninjs(b'{"uri": "urn:bad", "body_text": "a\x00b"}')), 2, "Invalid JSON"),
    "wrong charset, RSS": Case(once(rss(entry("Café".encode("latin-1")))), 2, "not well-formed"),
    "wrong charset, ninjs": Case(
        once(ninjs('{"uri": "urn:bad", "body_text": "Café"}'.encode("latin-1"))), 2, "Invalid JSON"
    ),
    "wrong charset, a page of a WARC": Case(
        once(lambda: crawl(page("Caf?").replace(b"Caf?", b"Caf\xe9"))), 2, "bytes that its charset does not have"
    ),
    "lone surrogate, ninjs": Case(once(ninjs(b'{"uri": "urn:bad", "body_text": "a\\ud800b"}')), 2, "Invalid JSON"),
    "lone surrogate, RSS": Case(once(rss(entry(b"a&#xD800;b"))), 2, "not well-formed"),
    "a million articles, JSON Lines": Case(
        million(b"", b'{"id": "urn:%d", "body": "Text."}'), MILLION, None, seconds=120, megabytes=100
    ),
    "a million articles, JSON Feed": Case(
        million(
            b'{"version": "https://jsonfeed.org/version/1.1", "items": [',
            b'{"id": "urn:%d", "content_text": "Text."}',
            b"]}",
            b",",
        ),
        MILLION,
        None,
        seconds=120,
        megabytes=100,
    ),
    "a million articles, ninjs": Case(
        million(b"[", b'{"uri": "urn:%d", "body_text": "Text."}', b"]", b","), MILLION, None, seconds=120, megabytes=100
    ),
    "a million articles, NewsML-G2": Case(
        million(
            b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>',
            b'<newsItem guid="urn:%d"><contentSet><inlineData>Text.</inlineData></contentSet></newsItem>',
            b"</itemSet></newsMessage>",
        ),
        MILLION,
        None,
        seconds=240,
        megabytes=100,
    ),
    "a million articles, RSS": Case(
        million(
            b'<rss version="2.0"><channel>',
            b"<item><guid>urn:%d</guid><description>Text.</description></item>",
            b"</channel></rss>",
        ),
        MILLION,
        None,
        seconds=600,
        megabytes=100,
    ),
}


def run(name: str, most: int) -> Cost:
    """Read one in this process, but no more articles than this."""
    case = CASES[name]
    feed = case.feed()
    before = memory("VmRSS")
    with open("/proc/self/clear_refs", "w") as forget:
        forget.write("5")
    articles = 0
    rejects: list[str] = []
    said: list[str] = []
    with Others() as others:
        started = time.process_time()
        for found in islice(read(Stream(feed), "feed", case.format, Given(processes=1)), most):  # type: ignore[arg-type]
            if isinstance(found, Item):
                articles += 1
                if len(said) < 5:
                    said.append(json.loads(found.value)["body"])
            elif len(rejects) < 5:
                assert isinstance(found, Reject)
                rejects.append(found.reason)
        seconds = time.process_time() - started
    grown = max(memory("VmHWM") - before, others.megabytes, 0.0)
    return Cost(articles, rejects, seconds + others.seconds, grown, "\n".join(said)[:1000])


class Others:
    """What processes that this one starts take, looked at every hundredth of a second."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._first: dict[int, float] = {}
        self._most: dict[int, float] = {}
        self._cpu: dict[int, float] = {}

    def __enter__(self) -> "Others":
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def megabytes(self) -> float:
        """The most that one of them grew."""
        return max((self._most[pid] - self._first[pid] for pid in self._most), default=0.0)

    @property
    def seconds(self) -> float:
        """CPU of all, up to when they were last seen."""
        return sum(self._cpu.values())

    def _watch(self) -> None:
        while not self._over.wait(0.01):
            for child in psutil.Process().children(recursive=True):
                with contextlib.suppress(psutil.Error):
                    resident = child.memory_info().rss / 1024**2
                    self._first.setdefault(child.pid, resident)
                    self._most[child.pid] = max(resident, self._most.get(child.pid, 0.0))
                    self._cpu[child.pid] = sum(child.cpu_times()[:2])


def memory(what: str) -> float:
    """Megabytes, as the kernel counts them for this process alone."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith(what))


def apart(name: str, articles: int = MILLION) -> Cost:
    """Read one in a process of its own, with limits, but no more articles than this."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.streams.feeds.hostile", name, str(articles)],
        stdout=subprocess.PIPE,
        timeout=1200,
        check=True,
        preexec_fn=limit,
    )
    return Cost(**json.loads(done.stdout))


def limit() -> None:
    """What nothing may take."""
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def main() -> int:
    """One, as JSON; or the table of all."""
    if len(sys.argv) > 1:
        print(json.dumps(asdict(run(sys.argv[1], int(sys.argv[2])))))
        return 0
    print("| feed | articles | what is said of the rest | CPU s | MB |\n| --- | --- | --- | --- | --- |")
    for name in CASES:
        cost = apart(name)
        said = "; ".join(dict.fromkeys(cost.rejects)) or "–"
        print(
            f"| {name} | {cost.articles:,} | {said[:110]} | {cost.seconds:.1f} | {cost.megabytes:.0f} |",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
