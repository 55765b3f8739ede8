"""Reading a number as it is written, in digits or words, to its exact value."""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from typing import Final

from streams.extraction.lexicon.measures import NUMERALS
from streams.extraction.spoken import read_order, read_spoken

_SCALES: Final = {word: row.value for word, row in NUMERALS.items() if row.kind == "scale"}
_SUFFIXES: Final = {word: row.value for word, row in NUMERALS.items() if row.kind == "suffix"}
GLYPHS: Final = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
"""Signs that are a fraction each."""
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−–", "0123456789---")

DIGITS: Final = re.compile(
    r"\d{1,3}(?:,\d{2,3}){0,12},\d{3}(?:\.\d{1,40})?(?!\d|,\d)"
    r"|\d{1,3}(?:[’'\u2009\u202f]\d{3}){1,12}(?:[.,]\d{1,40})?(?!\d)"
    r"|\d{1,3}(?: \d{3}){1,12}(?![\d,.:]*\d)"
    r"|\d{1,3}(?:\.\d{3}){2,12}(?![\d.]*\d)"
    r"|\d{1,3},\d{1,2}(?=(?: |-)?(?:%|per ?cent\b|million\b|billion\b))"
    r"|\d{1,40}(?:\.\d{1,40})?(?!\d)"
    r"|\.\d{1,40}(?!\d)"
)
_SCALE: Final = re.compile(rf"[ -]?({'|'.join(_SCALES)})(?![\w])", re.I)
_SUFFIX: Final = re.compile(rf" ?({'|'.join(sorted(_SUFFIXES, key=len, reverse=True))})(?![\w])")
_GOES_ON: Final = re.compile(
    rf"[ -]?(?:and a|\d|[{GLYPHS}x×*]|{'|'.join(_SCALES)}|{'|'.join(sorted(_SUFFIXES, key=len, reverse=True))})", re.I
)
"""What may be part of a number behind its digits."""
_PLAIN: Final = frozenset(("bn", "mn", "mln", "bln", "tn", "trn", "K", "k", "mil", "M"))
_MANY: Final = re.compile(
    r"(?! (?:long|high|tall|wide|deep|away|below|above|north|south|east|west|off|of|from|to|in|on|at|and|race|sprint"
    r"|hurdles|freestyle|butterfly|relay|final|run|walk)\b)"
    r"(?: [a-z]+(?: and)?){0,3} [a-z]{2,}(?:s|le|men|ren)\b"
)
_HALF: Final = re.compile(r"(?: and a half\b|[ -]1/2\b)")
_MIXED: Final = re.compile(r"[ -](\d)[/⁄](\d{1,2})(?![\d/⁄])")
RATIO: Final = re.compile(
    r"(\d{1,3})(?:⁄(\d{1,3})(?!\d)|/(2|3|4|5|6|8|10|16|32|64|100|1000)"
    r"(?=[ -](?:of|inch(?:es)?|miles?|cups?|pounds?|teaspoons?|tablespoons?|ounces?|majority|share|stake)\b))"
)
_POWER: Final = re.compile(r" ?[x×*] ?10(?:\^([-−–]?\d{1,2})|([-−⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹\d]{1,2}))(?![\w.])")
_OUT_OF: Final = re.compile(
    r" (?:(?:out of|in)(?: every)?|of every) (?=\w)(?!(?:the|a|an|his|her|their|its|19\d\d|20\d\d)\b)"
)
_SPAN_OF_TIME: Final = re.compile(
    r"[ -](?:second|minute|hour|day|night|week|weekend|month|year|decade|game|match|attempt|season|start|round)s?\b"
)


_GROUPED: Final = str.maketrans("", "", " ’'\u2009\u202f")
_COMMA: Final = re.compile(r"(\d+),(\d{1,2})")
_EXACT: Final = Context(prec=200)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A value, and where in the text it ends; `scale` is its magnitude word's, 1 without.

    `vague`: an order of magnitude, of which the value is the least ("thousands"). `share`: a part of a whole, which
    counts what the whole is made of ("one in five", "a third").
    """

    value: Decimal
    end: int
    scale: Decimal = Decimal(1)
    vague: bool = False
    spoken: bool = False
    share: bool = False


def read_numeral(text: str, start: int, money: bool = False) -> Numeral | None:
    """The number that begins at a character, as long as it goes; `money` lets "5m" be five million."""
    one = _read_one(text, start, money)
    if one is None or money or one.vague or one.scale != 1 or one.value < 1:
        return one
    out_of = _OUT_OF.match(text, one.end)
    whole = None if out_of is None else _read_one(text, out_of.end(), False)
    if (
        whole is None
        or whole.vague
        or whole.spoken != one.spoken
        or not one.value < whole.value
        or (text[whole.end : whole.end + 1] in "%-" and whole.end < len(text))
        or _SPAN_OF_TIME.match(text, whole.end)
    ):
        return one
    return replace(whole, value=one.value / whole.value, share=True)


def _read_one(text: str, start: int, money: bool) -> Numeral | None:
    digits = DIGITS.match(text, start)
    if digits is not None:
        return _in_digits(text, digits, money)
    if text[start : start + 1] in GLYPHS and start < len(text):
        return Numeral(_glyph(text[start]), start + 1, share=True)
    order = read_order(text, start)
    if order is not None:
        return Numeral(*order, vague=True, spoken=True)
    spoken = read_spoken(text, start)
    if spoken is None:
        return None
    value, end, scale = spoken
    return Numeral(value, end, scale, spoken=True, share=value < 1)


def _in_digits(text: str, digits: re.Match[str], money: bool) -> Numeral:
    ratio = RATIO.match(text, digits.start())
    if ratio is not None and 0 < int(ratio[1]) < int(ratio[2] or ratio[3]):
        return Numeral(Decimal(ratio[1]) / Decimal(ratio[2] or ratio[3]), ratio.end(), share=True)
    value, end, scale = _plain(digits[0]), digits.end(), Decimal(1)
    if _GOES_ON.match(text, end) is None:
        return Numeral(value, end)
    half = _HALF.match(text, end)
    mixed = _MIXED.match(text, end)
    if half is not None:
        value, end = value + Decimal("0.5"), half.end()
    elif mixed is not None and 0 < int(mixed[1]) < int(mixed[2]):
        value, end = value + Decimal(mixed[1]) / Decimal(mixed[2]), mixed.end()
    elif text[end : end + 1] in GLYPHS and end < len(text):
        value, end = value + _glyph(text[end]), end + 1
    power = _POWER.match(text, end)
    if power is not None:
        return Numeral(value.scaleb(int((power[1] or power[2]).translate(_RAISED))), power.end())
    while scale < 10**12 and (found := _SCALE.match(text, end)) is not None:
        scale, end = scale * _SCALES[found[1].lower()], found.end()
    if scale == 1:
        suffix = _SUFFIX.match(text, end)
        if suffix is not None and (money or suffix[1] in _PLAIN or _MANY.match(text, suffix.end())):
            scale, end = _SUFFIXES[suffix[1]], suffix.end()
    return Numeral(times(value, scale), end, scale)


def times(value: Decimal, factor: Decimal) -> Decimal:
    """The exact product, whole numbers without a decimal point."""
    product = _EXACT.multiply(value, factor)
    return Decimal(int(product)) if product == product.to_integral_value(context=_EXACT) else product


def _plain(written: str) -> Decimal:
    """The value of digits, whichever marks group them."""
    if written.isdecimal():
        return Decimal(written)
    written = written.translate(_GROUPED)
    comma = _COMMA.fullmatch(written)
    if comma is not None:
        return Decimal(f"{comma[1]}.{comma[2]}")
    return Decimal(written.replace(".", "") if written.count(".") > 1 else written.replace(",", ""))


def _glyph(sign: str) -> Decimal:
    over, under = unicodedata.normalize("NFKD", sign).split("⁄")
    return Decimal(over) / Decimal(under)
