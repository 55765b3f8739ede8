"""Reading a number in words to its exact value."""

import re
from decimal import Decimal
from typing import Final

from streams.extraction.lexicon.measures import NUMERALS
from streams.extraction.words import words

_SPOKEN: Final = {word: row for word, row in NUMERALS.items() if row.kind in ("unit", "ten", "scale", "fraction")}
_SCALES: Final = {word: row.value for word, row in NUMERALS.items() if row.kind == "scale"}
_PLURALS: Final = {word: row.value for word, row in NUMERALS.items() if row.kind == "plural"}
_WHOLE: Final = {word: row.value for word, row in NUMERALS.items() if row.kind in ("unit", "ten")}

_WORD: Final = "|".join(sorted(_SPOKEN, key=len, reverse=True))
_SCALE: Final = "|".join(_SCALES)
_WORDS: Final = re.compile(rf"(?:{_WORD})\b(?:(?:[ -]| and |-and-| point )(?:an? )?(?:{_WORD})\b){{0,40}}", re.I)
_AFTER_PART: Final = r"(?= (?:of|more|less|fewer|as|since|to|from|in|on|over|this|last|by|and|after)\b| ?[,.;:)]|$)"
_A: Final = re.compile(
    rf"an? (?=(?:half[ -])?(?:{_SCALE})\b|(?:half|quarter|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b"
    rf"{_AFTER_PART})",
    re.I,
)
_HALF: Final = re.compile(rf"half(?:[ -]an?)?(?=[ -](?:{_SCALE})\b)", re.I)
_PLURAL: Final = re.compile(
    rf"(?:(?:tens|dozens|scores|hundreds|thousands) of )?({'|'.join(_PLURALS)})\b"
    rf"|(?:several|a few|few|many) ({_SCALE})\b",
    re.I,
)
_SCORES: Final = re.compile(r"scores of (?=(?:[a-z]+ )?(?:people|men|women|children|[a-z]+s)\b)", re.I)
_COUPLE: Final = re.compile(
    rf"(?:an? )?couple(?: of)?(?: (?P<scale>{_SCALE})\b"
    r"|(?= (?:more|people|men|women|children|[a-z]+s)\b)(?! (?:was|is|has|says)\b))",
    re.I,
)
_FOLD: Final = re.compile(rf"({'|'.join(sorted(_WHOLE, key=len, reverse=True))})-?fold\b", re.I)
_OF_A: Final = re.compile(rf" of an? ({_SCALE})\b", re.I)
_HALF_OF: Final = re.compile(
    r"half (?:of|the|its|their|his|her|all|an?)\b(?! (?:19|20)\d\d| the (?:year|century))", re.I
)
_ORDER_BEFORE: Final = re.compile(r"\b(?:first|second|other|this|last|latter|early|late|next|top|bottom)[ -]$", re.I)
_TIMES: Final = {"tens": Decimal(10), "dozens": Decimal(12), "scores": Decimal(20), **_PLURALS}
_FILLERS: Final = words("and a an point")

STARTERS: Final = frozenset(
    (*_SPOKEN, *_PLURALS, *(f"{word}fold" for word in _WHOLE), "tens", "scores", "several", "few", "many", "couple")
)
"""Words in lower case that a number in words begins with; "a" and "an" are others."""

BEHIND_ARTICLE: Final = frozenset(
    (*_SCALES, *(word for word, row in NUMERALS.items() if row.kind == "fraction"), "half", "couple", "few")
)
"""Words one of which stands behind "a" or "an", if that begins a number."""


def read_order(text: str, start: int) -> tuple[Decimal, int] | None:
    """An order of magnitude ("tens of thousands"): the least that it can be, and where it ends."""
    scores = _SCORES.match(text, start)
    if scores is not None:
        return _TIMES["scores"], start + len("scores")
    found = _PLURAL.match(text, start)
    if found is None:
        return None
    if found[2]:
        return _SCALES[found[2].lower()], found.end()
    several, _, of = found[0].lower().rpartition(" of ")
    return _PLURALS[of] * (_TIMES[several] if several else 1), found.end()


def read_spoken(text: str, start: int) -> tuple[Decimal, int, Decimal] | None:
    """The value of the words that begin at a character, where they end, and their magnitude word's value or 1."""
    couple = _COUPLE.match(text, start)
    if couple is not None:
        scale = _SCALES[couple["scale"].lower()] if couple["scale"] else Decimal(1)
        return 2 * scale, couple.end(), scale
    fold = _FOLD.match(text, start)
    if fold is not None:
        return _WHOLE[fold[1].lower()], fold.end(), Decimal(1)
    half = _HALF.match(text, start)
    if half is not None:
        rest = _WORDS.match(text, half.end() + 1)
        value = None if rest is None else read_words(_split(rest[0]))
        return None if rest is None or value is None else (value / 2, rest.end(), Decimal(1))
    article = _A.match(text, start)
    spoken = _WORDS.match(text, article.end() if article else start)
    if spoken is None:
        return None
    said = _split(spoken[0])
    if article is None and _SPOKEN[said[0]].kind == "fraction" and not _is_half_of(text, start):
        return None
    total = read_words(said)
    if total is None:
        return None
    of = _OF_A.match(text, spoken.end()) if total < 1 else None
    if of is not None:
        return total * _SCALES[of[1].lower()], of.end(), _SCALES[of[1].lower()]
    return total, spoken.end(), _SCALES.get(said[-1], Decimal(1)) if len(said) > 1 else Decimal(1)


def _is_half_of(text: str, start: int) -> bool:
    """Whether a word says a part, not an order: "half of them", not "the second half of"."""
    return _HALF_OF.match(text, start) is not None and _ORDER_BEFORE.search(text, max(0, start - 12), start) is None


def _split(said: str) -> list[str]:
    return re.split(r"[ -]+", said.lower())


def read_words(said: list[str]) -> Decimal | None:
    """The value of number words in their order; None where they are no one number ("one two")."""
    total, group, places, largest = Decimal(0), Decimal(0), Decimal(0), Decimal(1)
    last = ""
    for word in said:
        if word in _FILLERS:
            places = Decimal(1) if word == "point" else places
            last = word if word in ("and", "point") else last
            continue
        row = _SPOKEN[word]
        if row.kind == "scale":
            group = (group or 1) * row.value
            largest = row.value
            if row.value >= 1000:
                total, group = total + group, Decimal(0)
        elif row.kind == "fraction":
            if last == "and":
                group += row.value if group else row.value * largest
            else:
                group = (group or 1) / (1 / row.value).to_integral_value()
        elif places and row.kind == "unit":
            places /= 10
            group += row.value * places
        elif last == "unit" or (row.kind == "ten" and last == "ten"):
            return None
        else:
            group += row.value
        last = row.kind
    return total + group
