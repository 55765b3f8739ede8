"""RSS 0.9x to 2.0, RSS 1.0 and Atom: `guid` or `link` as id, `updated` as version, full content before summary.

Which element means what is feedparser's to know; it is handed small batches of entries, each known to be well-formed.
An Atom tombstone (RFC 6721) withdraws.
"""

import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO, Final

import feedparser
from lxml import etree

from streams.feeds.cut_xml import XmlCutter
from streams.feeds.identity import address, identity
from streams.feeds.inline import is_text, words_of
from streams.feeds.items import NOTHING, Given, Item, Reject, item
from streams.feeds.markup import MarkupHostile, local, plain
from streams.feeds.moments import from_tuple, moment
from streams.feeds.objects import NoArticle, word
from streams.feeds.xml import Surroundings, text

BATCH: Final = 32
BATCH_BYTES: Final = 512 * 1024
ENTRIES: Final = ("item", "entry", "deleted-entry")
TOMBSTONE: Final = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
_AROUND: Final = {
    "rss": (b'<rss version="2.0"%s><channel>', b"</channel></rss>"),
    "feed": (b"<feed%s>", b"</feed>"),
    "RDF": (b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"%s>', b"</r:RDF>"),
}
_CLEAN: Final = {"content-type": "application/xml; charset=utf-8"}


def read_rss(file: BinaryIO, name: str, given: Given = NOTHING) -> Iterator[Item | Reject]:
    """Every entry's article, or why it is none."""
    cutter = XmlCutter(file, ENTRIES, given.charset)
    feed: Feed | None = None
    batch: list[Entry] = []
    for piece in cutter:
        where = f"{name}:{piece.line}"
        try:
            feed = feed or Feed(cutter.head, given)
            if piece.problem is not None:
                raise NoArticle(piece.problem)
            element, raw = feed.around.element(piece.raw)
        except (NoArticle, MarkupHostile) as error:
            yield from feed.items(batch) if feed else ()
            yield Reject(where, str(error), piece.end)
            batch = []
            continue
        if element.tag == TOMBSTONE:
            yield from feed.items(batch)
            yield feed.withdrawal(element, where, piece.end)
            batch = []
            continue
        batch.append((raw, where, piece.end))
        if len(batch) >= BATCH or sum(len(raw) for raw, _, _ in batch) > BATCH_BYTES:
            yield from feed.items(batch)
            batch = []
    if feed is None:
        yield Reject(name, "no items in it", 0)
    else:
        yield from feed.items(batch)


Entry = tuple[bytes, str, int]
"""An entry's XML, where it stands, and where it ends."""


class Feed:
    """What a feed says of itself before its entries, and how they are read by it."""

    def __init__(self, head: bytes, given: Given) -> None:
        self.around = Surroundings(head)
        root = self.around.root
        start, self._tail = _AROUND.get("" if root is None else local(root), _AROUND["rss"])
        self._start = start % self.around.declarations
        said = {} if root is None else dict(_said(root))
        self._given = given
        self._title = said.get("title") or given.source
        self._language = said.get("language") or self.around.language
        self._base = self.around.base or given.url or said.get("link")
        self._identity = said.get("id") or said.get("link") or given.url

    def items(self, batch: list[Entry]) -> Iterator[Item | Reject]:
        """What the entries of a batch are."""
        found = self._parse(raw for raw, _, _ in batch)
        if len(found) != len(batch):
            # One of them is no entry to feedparser: alone, it shows which.
            each = [self._parse([raw]) for raw, _, _ in batch]
            found = [entries[0] if len(entries) == 1 else None for entries in each]
        for entry, (_, where, end) in zip(found, batch, strict=True):
            try:
                if entry is None:
                    raise NoArticle("not an entry of RSS or Atom")
                yield self._item(entry, where, end)
            except (NoArticle, MarkupHostile) as error:
                yield Reject(where, str(error), end)

    def withdrawal(self, tombstone: etree._Element, where: str, end: int) -> Item | Reject:
        """The article that takes one back."""
        ref = word(tombstone.get("ref"))
        if ref is None:
            return Reject(where, "deleted-entry without ref", end)
        fields = {"id": ref, "status": "canceled", "updated_at": moment(tombstone.get("when"))}
        return item(fields, where, end)

    def _parse(self, entries: Iterable[bytes]) -> list[Any]:
        document = io.BytesIO(b"".join(chain((self._start,), entries, (self._tail,))))
        parsed = feedparser.parse(document, response_headers=_CLEAN, sanitize_html=False, resolve_relative_uris=False)
        return list(parsed.entries)

    def _item(self, entry: dict[str, Any], where: str, end: int) -> Item | Reject:
        # Plain look-ups: feedparser answers some keys with another's value, and a warning.
        has = dict(entry)
        link = word(has.get("link"))
        own = word(has.get("id")) or link
        body = _body(has)
        if own is None or body is None:
            raise NoArticle("neither guid nor link" if own is None else "neither content nor summary")
        source = has.get("source")
        return item(
            {
                "id": identity(own, self._identity),
                "title": _plain(has.get("title_detail")),
                "body": body,
                "published_at": from_tuple(has.get("published_parsed")) or from_tuple(has.get("updated_parsed")),
                "source": (_plain(source.get("title_detail")) if source else None) or self._title,
                "url": address(link, self._base),
                "language": _language(has) or self._language,
                "updated_at": from_tuple(has.get("updated_parsed")),
            },
            where,
            end,
        )


def _said(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Title, link, id and language, each the first that is said."""
    found: dict[str, str] = {}
    channels = [root, *(child for child in root if local(child) == "channel")]
    for child in chain.from_iterable(channels):
        name = local(child)
        if name not in ("title", "link", "id", "language") or child.get("rel", "alternate") != "alternate":
            continue
        value = text(child) or child.get("href")
        if value and name == "title":
            value = words_of(value, child.get("type", "text"))
        if value and name not in found:
            found[name] = value
            yield name, value


def _body(entry: dict[str, Any]) -> str | None:
    """The longest of the full contents, else the summary."""
    contents = [body for detail in entry.get("content", ()) if is_text(detail.get("type")) and (body := _plain(detail))]
    return max(contents, key=len) if contents else _plain(entry.get("summary_detail"))


def _plain(detail: dict[str, Any] | None) -> str | None:
    """A text as plain text."""
    value = word(detail.get("value")) if detail else None
    if value is None or detail is None:
        return None
    marked = detail.get("type") != "text/plain" or "</" in value
    return word(plain(value) if marked else value)


def _language(entry: dict[str, Any]) -> str | None:
    details = (*entry.get("content", ()), entry.get("summary_detail"), entry.get("title_detail"))
    return next((language for detail in details if detail and (language := word(detail.get("language")))), None)
