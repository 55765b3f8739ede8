"""Markup inside feeds, as text: paragraphs apart, everything else run together."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree, html

MOST_ATTRIBUTES: Final = 256
"""Of one tag; the parser compares each with each."""
DEEPEST: Final = 1_000

_BLOCKS: Final = frozenset(
    """address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hedline hl1 hl2 hr li main nav ol p pre section summary table td tfoot th thead tr
    ul""".split()  # noqa: SIM905 - a list of words is read, not parsed
)
_SILENT: Final = frozenset(
    """applet audio button canvas embed head iframe noscript object script select style svg template textarea title
    video""".split()  # noqa: SIM905
)
_LONG_TAG: Final = re.compile(r"""<[a-zA-Z](?:[^>"']|"[^"]*"|'[^']*'){512,}+""")
_VALUE: Final = re.compile(r""""[^"]*"|'[^']*'""")
_SEPARATORS: Final = re.compile(r"[\s/]+")
_SPACES: Final = re.compile(r"\s+")


class MarkupHostile(ValueError):
    """Markup that is made to cost; it is not parsed."""


def plain(markup: str) -> str:
    """The text of a piece of HTML, or of all of an HTML or NITF document, an empty line between blocks; raises
    MarkupHostile."""
    if "<" not in markup and "&" not in markup:
        return markup.replace("\xa0", " ").strip()
    check(markup)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    # Without huge_tree the parser leaves out what is deep, and says nothing.
    # Surrogates have no UTF-8; a div keeps what is not in any element together.
    root = html.fromstring(f"<div>{markup}</div>".encode(errors="replace"), parser=parser)
    return "\n\n".join(lines_of(main_part(root) if "body.content" in markup else root))


def main_part(root: etree._Element) -> etree._Element:
    """The body of a document, without its head: NITF's `body.content`, else HTML's `body`, else all of it."""
    for name in ("body.content", "body"):
        for element in root.iter():
            if local(element) == name:
                return element
    return root


def local(element: etree._Element) -> str:
    """An element's name without its namespace, or a prefix that stands for none; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def check(markup: str) -> None:
    """Raises MarkupHostile for a tag with more attributes than anybody needs."""
    for tag in _LONG_TAG.finditer(markup):
        if len(_SEPARATORS.findall(_VALUE.sub("", tag[0]))) > MOST_ATTRIBUTES:
            raise MarkupHostile(f"a tag with more than {MOST_ATTRIBUTES} attributes")


def lines_of(root: etree._Element) -> Iterator[str]:
    """What each block says, in reading order; raises MarkupHostile."""
    line: list[str] = []
    silent = depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = local(element)
        if event == "start":
            depth += 1
            if depth > DEEPEST:
                raise MarkupHostile(f"tags nested more than {DEEPEST:,} deep")
            silent += name in _SILENT
        elif event == "end":
            depth -= 1
            silent -= name in _SILENT
        if name in _BLOCKS:
            yield from _joined(line)
            line = []
        said = element.text if event == "start" else element.tail
        # What follows the root is not its own.
        if said and not silent and (event == "start" or element is not root):
            line.append(said)
    yield from _joined(line)


def _joined(line: list[str]) -> Iterator[str]:
    if words := _SPACES.sub(" ", "".join(line)).strip():
        yield words
