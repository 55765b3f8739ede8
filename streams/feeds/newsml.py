"""IPTC NewsML-G2: items by themselves, or any number of them in a message.

`guid` and `version` make updates, `pubStatus` withheld or canceled withdraws, `embargoed` waits for its time. What a
package groups are links to items, that come by themselves; a package has no text of its own. Read element by
element: the library of the standard's own working group skips the items of a message and inline XML.
"""

from collections.abc import Iterator
from typing import BinaryIO, Final

from lxml import etree

from streams.feeds.cut_xml import XmlCutter
from streams.feeds.items import NOTHING, Given, Item, Reject, item
from streams.feeds.markup import MarkupHostile, lines_of, plain
from streams.feeds.moments import moment
from streams.feeds.ninjs import USABLE, WITHDRAWN, version_of
from streams.feeds.objects import NoArticle
from streams.feeds.xml import Surroundings, local, text

ITEMS: Final = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def read_newsml(file: BinaryIO, name: str, given: Given = NOTHING) -> Iterator[Item | Reject]:
    """Every item's article, or why it is none."""
    cutter = XmlCutter(file, ITEMS, given.charset)
    around: Surroundings | None = None
    for piece in cutter:
        where = f"{name}:{piece.line}"
        try:
            around = around or Surroundings(cutter.head)
            if piece.problem is not None:
                raise NoArticle(piece.problem)
            element, _ = around.element(piece.raw)
            yield from_element(element, around.language, given, where, piece.end)
        except (NoArticle, MarkupHostile) as error:
            yield Reject(where, str(error), piece.end)
    if around is None:
        yield Reject(name, "no items in it", 0)


def from_element(one: etree._Element, language: str | None, given: Given, where: str, end: int) -> Item | Reject:
    """An item's article, in its own language or that of its message; raises NoArticle."""
    guid = one.get("guid")
    kind = local(one)
    management = child(one, "itemMeta")
    content = child(one, "contentMeta")
    if not guid or kind not in ("newsItem", "packageItem"):
        raise NoArticle("guid: missing" if not guid else f"a {kind}, no news")
    status = code(child(management, "pubStatus")) or USABLE
    if status not in (USABLE, *WITHDRAWN):
        raise NoArticle(f"pubStatus: {status!r} is neither usable, withheld nor canceled")
    withdrawn = status in WITHDRAWN
    embargo = moment(said(management, "embargoed"))
    version_created = moment(said(management, "versionCreated"))
    published = moment(said(management, "firstCreated")) or moment(said(content, "contentCreated")) or version_created
    return item(
        {
            "id": guid,
            "title": None if withdrawn else headline_of(content) or said(management, "title"),
            "body": "" if withdrawn else body_of(one, kind),
            "published_at": max(published, embargo) if published and embargo else published,
            "source": provider_of(management, content) or given.source,
            "url": guid if guid.startswith(("https://", "http://")) else None,
            "language": language_of(one, content) or language,
            "version": version_of(one.get("version", "1")),
            "updated_at": version_created,
            "status": "canceled" if withdrawn else USABLE,
        },
        where,
        end,
        embargo,
    )


def body_of(one: etree._Element, kind: str) -> str:
    """The text inline, marked up before plain, else the description of a text; raises NoArticle."""
    content = child(one, "contentSet")
    for inline in children(content, "inlineXML"):
        if body := "\n\n".join(lines_of(main_part(inline))):
            return body
    for inline in children(content, "inlineData"):
        if not inline.get("encoding") and (value := "".join(map(str, inline.itertext())).strip()):
            marked = "html" in (inline.get("contenttype") or "")
            return plain(value) if marked else value
    item_class = code(child(child(one, "itemMeta"), "itemClass")) or kind
    if kind == "newsItem" and item_class == "text":
        for description in children(child(one, "contentMeta"), "description"):
            if body := text(description):
                return body
    raise NoArticle(f"a {item_class} without text of its own")


def main_part(inline: etree._Element) -> etree._Element:
    """The body of an inline document, without its head: NITF's `body.content`, else HTML's `body`, else all of it."""
    for name in ("body.content", "body"):
        for element in inline.iter():
            if local(element) == name:
                return element
    return inline


def headline_of(content: etree._Element | None) -> str | None:
    """The main headline, else the first."""
    listed = [(code(headline, "role"), text(headline)) for headline in children(content, "headline")]
    listed.sort(key=lambda headline: headline[0] not in ("main", None))
    return next((words for _, words in listed if words), None)


def provider_of(management: etree._Element | None, content: etree._Element | None) -> str | None:
    """Who is responsible for the item: by name, else by code."""
    for provider in (child(management, "provider"), child(content, "infoSource")):
        if provider is not None:
            name = said(provider, "name") or provider.get("literal") or provider.get("qcode") or provider.get("uri")
            if name:
                return name
    return None


def language_of(one: etree._Element, content: etree._Element | None) -> str | None:
    """The language of the content, else of the item."""
    language = child(content, "language")
    return (language.get("tag") if language is not None else None) or one.get(_LANG)


def code(element: etree._Element | None, name: str = "qcode") -> str | None:
    """The code after the alias of a `qcode`, or the last part of a `uri`: aliases are the provider's own."""
    if element is None:
        return None
    value = element.get(name) or element.get("uri" if name == "qcode" else f"{name}uri")
    return value.replace("/", ":").rsplit(":", 1)[-1] if value else None


def said(parent: etree._Element | None, name: str) -> str | None:
    """The text of the first child of a local name."""
    found = child(parent, name)
    return None if found is None else text(found) or None


def child(parent: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of a local name."""
    return next(iter(children(parent, name)), None)


def children(parent: etree._Element | None, name: str) -> list[etree._Element]:
    """The children of a local name."""
    return [] if parent is None else [found for found in parent if local(found) == name]
