"""IPTC NewsML-G2: items by themselves, or any number of them in a message.

`guid` and `version` make updates, `pubStatus` withheld or canceled withdraws, `embargoed` waits for its time. What a
package groups are links to items, that come by themselves; a package has no text of its own. Read element by
element: the library of the standard's own working group skips the items of a message and inline XML.
"""

from collections.abc import Iterator
from typing import BinaryIO, Final

from lxml import etree

from streams.feeds.cut_xml import XmlCutter
from streams.feeds.embargo import embargo_of
from streams.feeds.inline import is_text, words_of
from streams.feeds.items import NOTHING, Given, Item, Reject, item
from streams.feeds.markup import MarkupHostile, lines_of, local, main_part
from streams.feeds.moments import moment
from streams.feeds.ninjs import USABLE, WITHDRAWN, last_part, version_of
from streams.feeds.objects import NoArticle
from streams.feeds.xml import Surroundings, text

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
    embargo = None if withdrawn else embargo_of(said(management, "embargoed", ""))
    language = language_of(one, content) or language
    version_created = moment(said(management, "versionCreated"))
    published = moment(said(management, "firstCreated")) or moment(said(content, "contentCreated")) or version_created
    return item(
        {
            "id": guid,
            "title": None if withdrawn else headline_of(content, language) or said(management, "title"),
            "body": "" if withdrawn else body_of(one, kind, language),
            "published_at": max(published, embargo) if published and embargo else published,
            "source": provider_of(management, content) or given.source,
            "url": guid if guid.startswith(("https://", "http://")) else None,
            "language": language,
            "version": version_of(one.get("version", "1")),
            "updated_at": version_created,
            "status": "canceled" if withdrawn else USABLE,
        },
        where,
        end,
        embargo,
    )


def body_of(one: etree._Element, kind: str, language: str | None) -> str:
    """The text inline, marked up before plain, else the description of a text; raises NoArticle."""
    content = child(one, "contentSet")
    for inline in children(content, "inlineXML"):
        part = main_part(inline)
        # Tables of results, drawings and the like are no text.
        if (part is not inline or has_paragraphs(part)) and (body := "\n\n".join(lines_of(part))):
            return body
    for inline in children(content, "inlineData"):
        contenttype = inline.get("contenttype")
        if inline.get("encoding") or inline.get("encodinguri") or not is_text(contenttype):
            continue
        if body := words_of("".join(map(str, inline.itertext())), contenttype):
            return body
    item_class = code(child(child(one, "itemMeta"), "itemClass")) or kind
    if kind == "newsItem" and item_class == "text":
        for description in in_language(children(child(one, "contentMeta"), "description"), language):
            if body := text(description):
                return body
    raise NoArticle(f"a {item_class} without text of its own")


def has_paragraphs(part: etree._Element) -> bool:
    """Whether there is a paragraph in it."""
    return any(local(element) == "p" for element in part.iter())


def headline_of(content: etree._Element | None, language: str | None) -> str | None:
    """The main headline in the language of the item, else another in it, else the main one in another."""
    listed = sorted(children(content, "headline"), key=lambda headline: "main" not in (roles(headline) or ["main"]))
    return next(filter(None, map(text, in_language(listed, language))), None)


def roles(element: etree._Element) -> list[str]:
    """The codes of the roles that it plays."""
    written = f"{element.get('role', '')} {element.get('roleuri', '')}".split()
    return [last_part(role) for role in written]


def in_language(elements: list[etree._Element], language: str | None) -> list[etree._Element]:
    """The same, those in another language last."""
    if language is None:
        return elements
    own = language.partition("-")[0].lower()
    return sorted(elements, key=lambda element: (element.get(_LANG) or own).partition("-")[0].lower() != own)


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


def code(element: etree._Element | None) -> str | None:
    """The code after the alias of a `qcode`, or the last part of a `uri`: aliases are the provider's own."""
    return None if element is None else last_part(element.get("qcode") or element.get("uri")) or None


def said(parent: etree._Element | None, name: str, empty: str | None = None) -> str | None:
    """The text of the first child of a local name; another word for one that is empty."""
    found = child(parent, name)
    return None if found is None else text(found) or empty


def child(parent: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of a local name."""
    return next(iter(children(parent, name)), None)


def children(parent: etree._Element | None, name: str) -> list[etree._Element]:
    """The children of a local name."""
    return [] if parent is None else [found for found in parent if local(found) == name]
