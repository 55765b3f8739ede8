"""WARC 1.0 and 1.1, as crawls of news sites ship it: one article a page, its id the page's address.

Only pages are looked at: responses with status 200 whose type is HTML. Requests, pictures, redirects and what a crawl
says of itself are passed over, and a page that was seen before (revisit) has nothing new. Records are cut here, since
the libraries that do it give up on the rest of an archive with its first broken record.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from streams.feeds.chunks import PIECE_BYTES, barren
from streams.feeds.http import BodyRefused, Response, respond
from streams.feeds.items import NOTHING, Given, Item, Reject
from streams.feeds.pages import Page, Readers

PAGES: Final = ("text/html", "application/xhtml+xml")
HEADER_BYTES: Final = 64 * 1024
SKIP: Final = 1024**2
LOST_BYTES: Final = 16 * 1024**2
"""After so much without a record there will be none, and reading stops."""
LONGEST: Final = 16 * 1024**3
"""A record that claims more, a film say, is not skipped: it would take for ever."""


@dataclass(frozen=True, slots=True)
class Record:
    """A response of an archive, or what is wrong with a record."""

    start: int
    end: int
    address: str | None = None
    block: bytes = b""
    problem: str | None = None


def read_warc(file: BinaryIO, name: str, given: Given = NOTHING) -> Iterator[Item | Reject]:
    """Every page's article, or why it is none."""
    with Readers(given.processes) as readers:
        yield from readers.read(pages(file, name, given))


def pages(file: BinaryIO, name: str, given: Given = NOTHING) -> Iterator[Page | Reject]:
    """The pages of an archive as they came."""
    for record in Archive(file):
        where = f"{name}@{record.start}" if record.address is None else f"{name}@{record.start} {record.address}"
        if record.problem is not None:
            yield Reject(where, record.problem, record.end)
            continue
        try:
            response = respond(record.block)
        except BodyRefused as error:
            yield Reject(where, str(error), record.end)
            continue
        if response is not None and is_page(response):
            yield Page(response.body, where, record.end, record.address, response.charset, given.source)


def is_page(response: Response) -> bool:
    """Whether it is what somebody would read."""
    return response.status == 200 and response.kind in PAGES


class Archive:
    """The responses of an archive. After a broken record it goes on with the next line that begins one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0

    def __iter__(self) -> Iterator[Record]:
        lost: int | None = None
        while line := self._line():
            start = self._at - len(line)
            if not line.startswith(b"WARC/"):
                if lost is not None and start - lost > LOST_BYTES:
                    yield Record(start, self._at, problem=barren(start - lost))
                    return
                if line.strip() and lost is None:
                    lost = start
                    yield Record(start, self._at, problem="broken WARC: no record begins here")
                continue
            lost = None
            headers = self._headers()
            length = headers.get("content-length", "") if headers is not None else ""
            if headers is None or not (length.isdecimal() and len(length) < 19):
                lost = start
                yield Record(start, self._at, problem="broken WARC: a record without a length")
                continue
            wanted = headers.get("warc-type") == "response"
            size = int(length)
            if size > LONGEST:
                yield Record(start, self._at, problem=barren(size))
                return
            block = self._block(size, keep=wanted and size <= PIECE_BYTES)
            address = (headers.get("warc-target-uri") or "").strip("<>") or None
            if block is None:
                yield Record(start, self._at, address, problem="broken WARC: the file ends in the middle of a record")
            elif wanted and size > PIECE_BYTES:
                problem = f"{size:,} bytes, more than the {PIECE_BYTES:,} that one article of a feed may take"
                yield Record(start, self._at, address, problem=problem)
            elif wanted:
                yield Record(start, self._at, address, block)

    def _line(self) -> bytes:
        line = self._file.readline(HEADER_BYTES)
        self._at += len(line)
        return line

    def _headers(self) -> dict[str, str] | None:
        """A record's header; None: it does not end."""
        found: dict[str, str] = {}
        begun = self._at
        while line := self._line():
            if not line.strip():
                return found
            if self._at - begun > HEADER_BYTES:
                return None
            name, _, value = line.decode(errors="replace").partition(":")
            found.setdefault(name.strip().lower(), value.strip())
        return None

    def _block(self, size: int, *, keep: bool) -> bytes | None:
        """So many bytes; None: there are not so many."""
        kept = []
        while size and (chunk := self._file.read(min(size, SKIP))):
            size -= len(chunk)
            self._at += len(chunk)
            if keep:
                kept.append(chunk)
        return None if size else b"".join(kept)
