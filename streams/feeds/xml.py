"""Pieces of XML as elements, and nothing but themselves: no document type, no entity of their own, no network."""

import html.entities
import re
from typing import Final

from lxml import etree

from streams.feeds.markup import MarkupHostile, check
from streams.feeds.objects import NoArticle

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
_REFERENCE: Final = re.compile(rb"<!\[CDATA\[.*?\]\]>|&([A-Za-z][A-Za-z0-9]{0,40});", re.DOTALL)
_ADVICE: Final = re.compile(r", (?:try|use) XML_PARSE_HUGE|, line \d+, column|\n")
_OF_XML: Final = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))


class Surroundings:
    """What pieces inherit from the elements around them: namespaces, language and base address."""

    def __init__(self, head: bytes) -> None:
        """Raises NoArticle for what is made to cost."""
        _refuse_hostile(head)
        parser = etree.XMLPullParser(
            events=("start", "end"), recover=True, resolve_entities=False, no_network=True, load_dtd=False
        )
        around: list[etree._Element] = []
        self.root: etree._Element | None = None
        """What is known of the document before its first piece; None where it is no XML at all."""
        try:
            parser.feed(head)
            for event, element in parser.read_events():
                if event == "start":
                    self.root = element if self.root is None else self.root
                    around.append(element)
                elif around:
                    around.pop()
        except etree.XMLSyntaxError:
            pass
        namespaces: dict[str | None, str] = {}
        self.language: str | None = None
        self.base: str | None = None
        for element in around:
            namespaces |= element.nsmap
            self.language = element.get(_XML_LANG) or self.language
            self.base = element.get(_XML_BASE) or self.base
        self.declarations = b"".join(_declaration(prefix, name) for prefix, name in namespaces.items())
        """Of the namespaces, as they stand in a tag."""

    def element(self, raw: bytes) -> tuple[etree._Element, bytes]:
        """A piece as an element, and its XML as it could be read; raises NoArticle for what is not well-formed, and for
        what is made to cost."""
        _refuse_hostile(raw)
        try:
            return self._parse(raw), raw
        except etree.XMLSyntaxError as error:
            known = with_known_entities(raw)
            if known == raw:
                raise NoArticle(f"not well-formed: {reason(error)}") from error
        try:
            return self._parse(known), known
        except etree.XMLSyntaxError as error:
            raise NoArticle(f"not well-formed: {reason(error)}") from error

    def _parse(self, raw: bytes) -> etree._Element:
        parser = etree.XMLParser(
            encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        root = etree.fromstring(b"<around" + self.declarations + b">" + raw + b"</around>", parser)
        if len(root) != 1:
            raise NoArticle("not well-formed: more than one element")
        return root[0]


def _declaration(prefix: str | None, name: str) -> bytes:
    """A namespace as it is declared in a tag; nothing for one that was read, but may not be written."""
    try:
        empty = etree.tostring(etree.Element("around", nsmap={prefix: name}))
    except ValueError:
        return b""
    return empty.removeprefix(b"<around").removesuffix(b"/>")


def _refuse_hostile(raw: bytes) -> None:
    try:
        check(raw.decode(errors="replace"))
    except MarkupHostile as error:
        raise NoArticle(str(error)) from error


def with_known_entities(raw: bytes) -> bytes:
    """The same with HTML's names for characters resolved: feeds use them, though XML does not know them."""

    def resolve(found: re.Match[bytes]) -> bytes:
        name = found[1]
        if name is None or name in _OF_XML:
            return found[0]
        character = html.entities.html5.get(name.decode() + ";")
        return found[0] if character is None else character.encode()

    return _REFERENCE.sub(resolve, raw)


def reason(error: etree.XMLSyntaxError) -> str:
    """What was wrong, without the parser's word for where, which is not where it is in the feed."""
    return _ADVICE.split(error.msg or "unreadable")[0].strip()


def text(element: etree._Element) -> str:
    """The text of an element and all within."""
    return " ".join("".join(map(str, element.itertext())).split())
