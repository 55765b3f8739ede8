"""A web page's article: text by trafilatura, the rest from what the page says of itself.

Pure and in one process; `pages` runs it where it can be killed.
"""

import codecs
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import orjson
import trafilatura
from lxml import etree, html
from trafilatura.settings import Document, Extractor

from streams.feeds.charsets import known_codec
from streams.feeds.identity import address, host
from streams.feeds.items import Item, Reject, item
from streams.feeds.markup import MarkupHostile, check
from streams.feeds.moments import moment
from streams.feeds.objects import NoArticle, word

TELLING: Final = 4096
"""A page says what charset it is in within so many bytes."""
LINKED_DATA_BYTES: Final = 1024**2
# Made once: the library would read its settings' file again for each page.
_TEXT_ALONE: Final = Extractor(output_format="python", fast=True, comments=False)

_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9._-]{1,40})""", re.IGNORECASE)
_PUBLISHED: Final = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "sailthru.date",
    "parsely-pub-date",
)
_MODIFIED: Final = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_ABOUT: Final = etree.XPath("//meta[@content] | //link[@rel='canonical'][@href] | //title | //time[@datetime]")
_LINKED: Final = etree.XPath("//script[@type='application/ld+json']")


def read_page(
    raw: bytes, name: str, url: str | None, charset: str | None, source: str | None, end: int
) -> Item | Reject:
    """The page's article, or why it is none. Its id is its address, as the page itself gives it for its own site."""
    try:
        fields = from_page(raw, name, url, charset, source)
    except (NoArticle, MarkupHostile) as error:
        return Reject(name, str(error), end)
    return item(fields, name, end)


def from_page(raw: bytes, name: str, url: str | None, charset: str | None, source: str | None) -> dict[str, Any]:
    """An article's fields; raises NoArticle and MarkupHostile."""
    markup, whole = decoded(raw, charset)
    root = parsed(markup)
    said = dict(metadata(root))
    linked = linked_article(root)
    body = text_of(root)
    title = word(linked.get("headline")) or said.get("og:title") or said.get("title")
    body = body.removeprefix(title).lstrip() if title and body.startswith(f"{title}\n") else body
    if not body:
        raise NoArticle("no text of an article in the page")
    if not whole and "\ufffd" in f"{title}{body}":
        raise NoArticle("bytes that its charset does not have")
    own = own_address(said, url)
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return {
        "id": own or name,
        "title": title,
        "body": body,
        "published_at": moment(linked.get("datePublished"))
        or first_moment(said, _PUBLISHED)
        or moment(said.get("time")),
        "source": publisher(linked) or said.get("og:site_name") or source or host(own),
        "url": own,
        "language": word(language),
        "updated_at": moment(linked.get("dateModified")) or first_moment(said, _MODIFIED),
    }


def decoded(raw: bytes, charset: str | None) -> tuple[str, bool]:
    """The page's markup, and whether every byte had a meaning: told by its mark, the server, itself, else UTF-8 or
    Windows-1252, as browsers do."""
    declared = _CHARSET.search(raw, 0, TELLING)
    marks = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
    names = (charset, declared and declared[1].decode())
    codec = next((codec for mark, codec in marks if raw.startswith(mark)), None)
    codec = codec or next((codec for name in names if name and (codec := known_codec(name))), None)
    for attempt in (codec,) if codec else ("utf-8", "cp1252"):
        try:
            return raw.decode(attempt).replace("\x00", "\ufffd"), True
        except UnicodeDecodeError:
            continue
    return raw.decode(codec or "utf-8", errors="replace").replace("\x00", "\ufffd"), False


def parsed(markup: str) -> html.HtmlElement:
    """The page's tree; raises NoArticle and MarkupHostile."""
    check(markup)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(markup.encode(errors="replace"), parser=parser)
    except etree.LxmlError as error:
        raise NoArticle("an empty page") from error
    # The parser leaves out what is deeper than 2,048, and what follows it.
    if parser.error_log.filter_from_fatals():
        raise MarkupHostile("tags nested more than 2,048 deep")
    return root


def text_of(root: html.HtmlElement) -> str:
    """The text of the article in a page, a line for each paragraph; empty where there is none."""
    found = trafilatura.bare_extraction(root, options=_TEXT_ALONE)
    return (found.text or "").strip() if isinstance(found, Document) else ""


def metadata(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """What the page says of itself: its meta by name in lower case, title, canonical, and the first time."""
    found: set[str] = set()
    for element in _ABOUT(root):
        match element.tag:
            case "meta":
                name = element.get("property") or element.get("name") or element.get("itemprop") or ""
                value = element.get("content")
            case "link":
                name, value = "canonical", element.get("href")
            case "time":
                name, value = "time", element.get("datetime")
            case _:
                name, value = "title", " ".join("".join(element.itertext()).split())
        if name and value and (name := name.lower()) not in found:
            found.add(name)
            yield name, value.strip()


def linked_article(root: html.HtmlElement) -> dict[str, Any]:
    """The page's article as schema.org has it; empty where it has none."""
    for script in _LINKED(root):
        text = script.text or ""
        if len(text) > LINKED_DATA_BYTES:
            continue
        try:
            found = orjson.loads(text)
        except orjson.JSONDecodeError:
            continue
        waiting = [found]
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting.extend(one)
            elif isinstance(one, dict):
                kinds = one.get("@type")
                if any(str(kind).endswith("Article") for kind in (kinds if isinstance(kinds, list) else [kinds])):
                    return one
                waiting.append(one.get("@graph"))
    return {}


def publisher(linked: dict[str, Any]) -> str | None:
    """Who publishes, by schema.org."""
    found = linked.get("publisher")
    found = found[0] if isinstance(found, list) and found else found
    return word(found.get("name")) if isinstance(found, dict) else word(found)


def own_address(said: dict[str, str], url: str | None) -> str | None:
    """The page's address as it gives it itself, if that is of the site that it came from."""
    own = address(said.get("canonical") or said.get("og:url"), url)
    site = host(own)
    return own if site and (url is None or site == host(url)) else url


def first_moment(said: dict[str, str], names: tuple[str, ...]) -> datetime | None:
    """The first of these that is a date."""
    return next(filter(None, (moment(said.get(name)) for name in names)), None)
