"""Reading a number as it is written, in digits or words, to its exact value."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from streams.extraction.lexicon.measures import NUMERALS

_SPOKEN: Final = {word: row for word, row in NUMERALS.items() if row.kind in ("unit", "ten", "scale", "fraction")}
_SCALES: Final = {word: row.value for word, row in NUMERALS.items() if row.kind == "scale"}
_SUFFIXES: Final = {word: row.value for word, row in NUMERALS.items() if row.kind == "suffix"}
_PLURALS: Final = {word: row.value for word, row in NUMERALS.items() if row.kind == "plural"}

DIGITS: Final = re.compile(r"\d{1,3}(?:,\d{2,3})+(?:\.\d{1,40})?(?![\d,]*\d)|\d{1,40}(?:\.\d{1,40})?(?!\d)|\.\d{1,40}")
_SCALE: Final = re.compile(rf"[ -]?({'|'.join(_SCALES)})(?![\w])", re.I)
_SUFFIX: Final = re.compile(rf" ?({'|'.join(sorted(_SUFFIXES, key=len, reverse=True))})(?![\w])")
_PLAIN: Final = frozenset(("bn", "mn", "mln", "bln", "tn", "trn", "K", "k", "mil"))
_MANY: Final = re.compile(r" (?:[a-z]+ )?[a-z]{3,}(?:s|le)\b")
_WORD: Final = "|".join(sorted(_SPOKEN, key=len, reverse=True))
_WORDS: Final = re.compile(rf"(?:{_WORD})\b(?:(?:[ -]| and |-and-| point )(?:an? )?(?:{_WORD})\b){{0,12}}", re.I)
_A: Final = re.compile(r"an? (?=half|quarter|third|fifth|tenth|hundred|thousand|million|billion|trillion|dozen)", re.I)
_PLURAL: Final = re.compile(rf"(?:(?:tens|dozens|scores|hundreds|thousands) of )?({'|'.join(_PLURALS)})\b", re.I)
_HALF: Final = re.compile(r" and a half\b| 1/2\b|½", re.I)
_TIMES: Final = {"tens": Decimal(10), "dozens": Decimal(12), "scores": Decimal(20), **_PLURALS}

STARTERS: Final = frozenset((*_SPOKEN, *_PLURALS, "tens", "scores", "a", "an"))
"""Words in lower case that a number in words begins with."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A value, and where in the text it ends; `scale` is its magnitude word's, 1 without.

    `vague`: an order of magnitude, of which the value is the least ("thousands").
    """

    value: Decimal
    end: int
    scale: Decimal = Decimal(1)
    vague: bool = False
    spoken: bool = False


def read_numeral(text: str, start: int, money: bool = False) -> Numeral | None:
    """The number that begins at a character, as long as it goes; `money` lets "5m" be five million."""
    digits = DIGITS.match(text, start)
    if digits is not None:
        return _in_digits(text, digits, money)
    plural = _PLURAL.match(text, start)
    if plural is not None:
        words = plural[0].lower().split(" of ")
        value = _PLURALS[words[-1]] if len(words) == 1 else _TIMES[words[0]] * _PLURALS[words[-1]]
        return Numeral(value, plural.end(), vague=True, spoken=True)
    article = _A.match(text, start)
    words_at = article.end() if article else start
    spoken = _WORDS.match(text, words_at)
    if spoken is None:
        return None
    words = re.split(r"[ -]+", spoken[0].lower())
    total = read_words(words)
    scale = _SCALES.get(words[-1], Decimal(1)) if len(words) > 1 else Decimal(1)
    return None if total is None else Numeral(total, spoken.end(), scale, spoken=True)


def _in_digits(text: str, digits: re.Match[str], money: bool) -> Numeral:
    value, end, scale = Decimal(digits[0].replace(",", "")), digits.end(), Decimal(1)
    half = _HALF.match(text, end)
    if half is not None:
        value, end = value + Decimal("0.5"), half.end()
    while (found := _SCALE.match(text, end)) is not None:
        scale, end = scale * _SCALES[found[1].lower()], found.end()
    if scale == 1:
        suffix = _SUFFIX.match(text, end)
        if suffix is not None and (money or suffix[1] in _PLAIN or _MANY.match(text, suffix.end())):
            scale, end = _SUFFIXES[suffix[1]], suffix.end()
    return Numeral(value * scale, end, scale)


def read_words(words: list[str]) -> Decimal | None:
    """The value of number words in their order; None where they are no one number ("one two")."""
    total, group, last, places = Decimal(0), Decimal(0), "", Decimal(0)
    for word in words:
        if word in ("and", "a", "an", "point"):
            places = Decimal(1) if word == "point" else places
            last = word if word in ("and", "point") else last
            continue
        row = _SPOKEN[word]
        if row.kind == "scale":
            group = (group or 1) * row.value
            if row.value >= 1000:
                total, group = total + group, Decimal(0)
        elif row.kind == "fraction":
            group = row.value if not group else group + row.value if last == "and" else group * row.value
        elif places and row.kind == "unit":
            places /= 10
            group += row.value * places
        elif last == "unit" or (row.kind == "ten" and last == "ten"):
            return None
        else:
            group += row.value
        last = row.kind
    return total + group
