"""Units, periods and bounds: what stands before and after a number and says what it measures."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal

from streams.extraction.lexicon.measures import BOUNDS, CURRENCIES, UNITS
from streams.extraction.numerals import read_numeral
from streams.extraction.words import words

Bound = Literal["=", "~", "<", "<=", ">", ">="]
UnitKind = Literal["currency", "percent", "physical", "count"]


def _either(names: Iterable[str]) -> str:
    return "|".join(re.escape(name).replace(r"\ ", "[ -]") for name in sorted(names, key=len, reverse=True))


_SYMBOLS: Final = {symbol: row.code for row in CURRENCIES for symbol in row.symbols}
_NAMES: Final = {name: row.code for row in CURRENCIES for name in row.names}
_HUNDREDTHS: Final = {name: row.code for row in CURRENCIES for name in row.hundredths}
_LOWER_UNITS: Final = {name.lower(): unit for name, unit in reversed(UNITS.items())} | UNITS

_DOLLARS: Final = {prefix: row.code for row in CURRENCIES for prefix in row.dollars}
_DOLLAR: Final = _either(_DOLLARS)

SYMBOL: Final = re.compile(
    rf"(?:({_DOLLAR}) ?\$|\$ ?({_DOLLAR})(?=[ \d.])|({_either(_SYMBOLS)}))(?: ?(?=[\d.])|([-−–])(?=\d))"
)
SIGNS: Final = (*_DOLLARS, *_SYMBOLS, "$")
"""What a currency's symbol may begin with: a dollar's country, the sign."""
PERCENT: Final = re.compile(r"(?: ?(?:%|pct\b|pc\b)|[ -]per ?cent\b)(?:[ -]+(points?)\b)?", re.I)
_POINTS: Final = re.compile(r"[ -](?:(percentage) points?|basis points?|bps)\b", re.I)
MONEY: Final = re.compile(rf"[ -]?({_either(_NAMES)})\b", re.I)
CENTS: Final = re.compile(rf" ?({_either(_HUNDREDTHS)})(?!\w)(?! (?:of|on) the)")
UNIT: Final = re.compile(rf"[ -]?({_either(UNITS)})(?![\w/²³])")
_LONG_UNIT: Final = re.compile(rf"[ -]({_either(n for n in UNITS if len(n) > 3)})(?![\w/])", re.I)
_PERIOD: Final = re.compile(
    r",?(?:[ -](?:a|an|per|each|every)[ -]|/)(year|month|week|day|hour|quarter|night|minute|second|annum)\b"
    r"(?! (?:earlier|ago|before|later|on|after|into|old)\b)"
    r"|,?[ -](annually|yearly|monthly|weekly|daily|hourly|quarterly)\b"
)
_OVER: Final = re.compile(
    r" (?:over|across|spread over)(?: (?:a|the|about|some))?(?: (?:next|past|last|coming|following))? "
    r"(?=\w)"
)
_SPAN: Final = re.compile(r"[ -](year|month|week|day)s?\b")
_PIECE: Final = re.compile(r"[ -]?([^\W\d_]+|\S)")
_FIRST: Final = words("pct pc per percent percentage basis bps") | {
    piece[1].lower() for name in ("%", *_NAMES, *_HUNDREDTHS, *UNITS) if (piece := _PIECE.match(name)) is not None
}
"""What a unit begins with."""
_PERIODS: Final = {
    "year": "P1Y", "annum": "P1Y", "annually": "P1Y", "yearly": "P1Y", "month": "P1M", "monthly": "P1M", "week": "P1W",
    "weekly": "P1W", "day": "P1D", "daily": "P1D", "night": "P1D", "hour": "PT1H", "hourly": "PT1H", "minute": "PT1M",
    "second": "PT1S", "quarter": "P3M", "quarterly": "P3M",
}  # fmt: skip

_BEFORE: Final = re.compile(
    rf"(?:^|[\s(])({'|'.join(sorted((re.escape(b.words) for b in BOUNDS if not b.after), key=len, reverse=True))})"
    r"[ -]?(?:the |a |an |another |its |their |(?:a )?combined |(?:a )?total of )?$",
    re.I,
)
_AFTER: Final = re.compile(rf"[ -](?:[a-z]+ )?({'|'.join(b.words for b in BOUNDS if b.after)})\b|\+(?=[ -])", re.I)
_BOUND_OF: Final = {row.words: row.bound for row in BOUNDS}
_LAST: Final = frozenset(
    ("the", "a", "an", "another", "its", "their", "combined", "of", *(row.words.split()[-1] for row in BOUNDS))
)
"""Words one of which stands right before a number that something before it bounds."""


def read_unit(text: str, end: int, symbol: re.Match[str] | None) -> tuple[str | None, UnitKind, Decimal, int]:
    """Unit, its kind, what the number is to be taken times, and where the unit ends."""
    one = Decimal(1)
    if symbol is not None:
        code = _DOLLARS.get(symbol[1] or symbol[2] or "") or _SYMBOLS[symbol[3]]
        name = MONEY.match(text, end)
        return code, "currency", one, name.end() if name and _code(name[1]) == code else end
    piece = _PIECE.match(text, end)
    if piece is None or piece[1].lower() not in _FIRST:
        return None, "count", one, end
    percent = PERCENT.match(text, end)
    if percent is not None:
        return "%", "percent", one, percent.end()
    points = _POINTS.match(text, end)
    if points is not None:
        return "%", "percent", one if points[1] else Decimal("0.01"), points.end()
    money = MONEY.match(text, end)
    if money is not None:
        return _code(money[1]), "currency", one, money.end()
    cents = CENTS.match(text, end)
    if cents is not None:
        return _HUNDREDTHS[cents[1]], "currency", Decimal("0.01"), cents.end()
    unit = UNIT.match(text, end) or _LONG_UNIT.match(text, end)
    if unit is not None:
        return _unit_of(unit[1]), "physical", one, unit.end()
    return None, "count", one, end


def _unit_of(name: str) -> str:
    return next(
        _LOWER_UNITS[form]
        for form in (name, name.replace("-", " "), name.lower().replace("-", " "))
        if form in _LOWER_UNITS
    )


def _code(name: str) -> str:
    return _NAMES[name.lower().replace("-", " ")]


def read_bound(text: str, start: int, end: int) -> Bound:
    """What the words around a number say of it: at least, about …"""
    said = text[max(0, start - 36) : start].rstrip(" -").lower().split()
    near = bool(said) and said[-1].lstrip("(") in _LAST
    before = _BEFORE.search(text, max(0, start - 36), start) if near else None
    if before is not None:
        return _BOUND_OF[before[1].lower()]
    after = _AFTER.match(text, end)
    return "=" if after is None else _BOUND_OF[after[1].lower()] if after[1] else ">="


def read_period(text: str, end: int) -> tuple[str, int] | None:
    """The period that follows: "a month", "annually", "over three years", and where it ends."""
    found = _PERIOD.match(text, end)
    if found is not None:
        return _PERIODS[(found[1] or found[2]).lower()], found.end()
    over = _OVER.match(text, end)
    number = None if over is None else read_numeral(text, over.end())
    span = None if number is None or number.value % 1 or number.vague else _SPAN.match(text, number.end)
    if span is None or number is None:
        return None
    return f"P{number.value:f}{span[1][0].upper()}", span.end()
