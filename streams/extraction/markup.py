"""Markup taken out of a text without moving a character."""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Final

from streams.extraction.words import words

FILLER: Final = "\ue000"
"""Stands where a character is to be taken out; a private-use character, itself no text."""

_TAG: Final = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*|/)?>")
_ENTITY: Final = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_HIDDEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ue000]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_UNSEEN: Final = (
    ("<!--", "-->"),
    ("<script", "</script>"),
    ("<style", "</style>"),
)
_INLINE: Final = words("a abbr b bdi bdo cite code em font i ins kbd mark q s small span strong sub sup time tt u var")


def mask(text: str) -> str:
    """The text without markup and control characters, every other character where it was.

    The result has the length of the text: block tags become newlines, what is not seen becomes spaces, inline tags
    and what is left over of an entity become FILLER. Time is linear in the length, whatever the text.
    """
    if "<" in text:
        text = _TAG.sub(_untagged, _without_unseen(text))
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    return _CONTROL.sub(" ", _HIDDEN.sub(FILLER, text))


def _untagged(tag: re.Match[str]) -> str:
    if tag[1].lower() in _INLINE:
        return FILLER * len(tag[0])
    return "\n" + " " * (len(tag[0]) - 1)


def _character(entity: re.Match[str]) -> str:
    name = entity[1]
    if name.startswith("#"):
        code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        character = chr(code) if 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
    else:
        character = html5.get(f"{name};", "")
    return character + FILLER * (len(entity[0]) - 1) if len(character) == 1 else entity[0]


def _without_unseen(text: str) -> str:
    lowered = text.lower() if text.isascii() else re.sub("[A-Z]", lambda letter: letter[0].lower(), text)
    holes = sorted(hole for opening, closing in _UNSEEN for hole in _holes(lowered, opening, closing))
    pieces, done = [], 0
    for start, end in holes:
        if start >= done:
            pieces += [text[done:start], " " * (end - start)]
            done = end
    return "".join((*pieces, text[done:]))


def _holes(text: str, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    end = 0
    while (start := text.find(opening, end)) >= 0:
        found = text.find(closing, start + len(opening))
        if found < 0:
            return
        end = found + len(closing)
        yield start, end
