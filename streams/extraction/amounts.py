"""An amount as the text alone has it: value or range, unit, bound and period, without the parse."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from streams.extraction.lookalikes import is_year, lookalike
from streams.extraction.numerals import Numeral, read_numeral, times
from streams.extraction.units import CENTS, PERCENT, SYMBOL, UNIT, Bound, UnitKind, read_bound, read_period, read_unit


@dataclass(frozen=True, slots=True)
class Amount:
    """Characters `start` to `end`; `stop` is where its last numeral or unit ends, before any period.

    `value` is None for a range from `low` to `high`. `signed`: a plus or minus stands before it. `fell`: a range whose
    ends stand the other way round.
    """

    start: int
    end: int
    stop: int
    first: Numeral
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    unit: str | None
    kind: UnitKind
    period: str | None
    signed: str = ""
    fell: bool | None = None


_JOINT: Final = re.compile(r"- (?:to|or|and) | ?[-–—] ?| (?:up |down )?to[ -]| (?:and|or) ")
_SEPARATE: Final = re.compile(r" (?:or|and) |- (?:or|and) ")
_GAP: Final = re.compile(r"(?: [\w.%:’'-]+){1,6}? to (?=\S{0,4}\d)")
_BACK: Final = re.compile(
    r"(?: [a-z]+){0,2}(?: (?:in|on|at|during) (?:the )?\w+(?: \w+)?| (?:last|this) \w+)? from (?=\S{0,4}\d)"
)
_SIGN: Final = re.compile(r"(?:^|[\s(,;/])(?:(-|−|–|minus[ -])|(\+|plus ))$", re.I)
_SPREAD: Final = ("between ", "from ", "from about ", "from around ", "between about ")
_MOVED: Final = re.compile(
    r"\b(?:\w+ed|rose|fell|grew|sank|up|down|by|won|lost|cut|shed|rise|fall|gain|drop|added|climb|slid)"
    r" (?:about |nearly |some |more than |almost |over )?$",
    re.I,
)
_NO_AMOUNT: Final = re.compile(r"-(?:time|way|sided|fold|faced|legged)\b")
_MOST_OR: Final = 20
_ORDER: Final = Decimal(10)


def read_amount(text: str, start: int) -> Amount | None:
    """The amount that begins at a character with a digit, a number word or a currency's symbol; None if none does."""
    symbol = SYMBOL.match(text, start)
    first = read_numeral(text, symbol.end() if symbol else start, symbol is not None)
    if first is None or _is_cut(text, first.end) or _NO_AMOUNT.match(text, first.end):
        return None
    sign = _SIGN.search(text, max(0, start - 7), start)
    signed = "" if sign is None else "-" if sign[1] else "+"
    if symbol is not None and symbol[4]:
        signed = "-"
    first, other, end, unit, kind, factor, fell = _ends(text, start, first, symbol)
    if signed == "-" and other is None:
        first = replace(first, value=-first.value)
    value, low, high = _values(first, other, factor)
    period = read_period(text, end)
    return Amount(
        start=start,
        end=end if period is None or kind == "physical" else period[1],
        stop=end,
        first=first,
        value=value,
        low=low,
        high=high,
        bound=read_bound(text, start, end),
        unit=unit,
        kind=kind,
        period=None if period is None else period[0],
        signed=signed,
        fell=fell,
    )


_Ends = tuple[Numeral, Numeral | None, int, str | None, UnitKind, Decimal, bool | None]


def _ends(text: str, start: int, first: Numeral, symbol: re.Match[str] | None) -> _Ends:
    """Both ends of a range, if the number begins one, where what was read ends, and the unit."""
    before = text[max(0, start - 14) : start].lower()
    spread = before.endswith(_SPREAD)
    unit, kind, factor, end = read_unit(text, first.end, symbol)
    if first.vague and kind == "count" and text.startswith(" of ", first.end):
        unit, kind, factor, end = read_unit(text, first.end + 3, symbol)
        end = first.end if kind == "count" else end
    joint = _JOINT.match(text, first.end) or _JOINT.match(text, end)
    alone: _Ends = first, None, end, unit, kind, factor, None
    if joint is None and spread and before.rstrip().endswith(("from", "about", "around")):
        joint = _GAP.match(text, end)
    turned = False
    if joint is None and before.endswith("to "):
        joint = _BACK.match(text, end)
        turned = joint is not None
    if joint is None or lookalike(text, joint.end()) is not None or text.startswith("fold", first.end - 4):
        return alone
    word = joint[0].strip().lower()
    again = SYMBOL.match(text, joint.end())
    other = read_numeral(text, again.end() if again else joint.end(), (again or symbol) is not None)
    if (
        other is None
        or other.vague
        or other.share
        or text[start : first.end].endswith("fold")
        or _is_cut(text, other.end)
    ):
        return alone
    its_unit, its_kind, its_factor, its_end = read_unit(text, other.end, again or symbol)
    if _SEPARATE.match(joint[0]) and not (word == "and" and before.startswith("between ", -8)):
        near = first.value < other.value <= _MOST_OR and word == "or" and again is None and joint.start() == first.end
        if joint[0].startswith("-") or (again is not None and symbol is None and unit is None):
            return first, None, first.end, its_unit, its_kind, its_factor, None
        if not near:
            return alone
    if kind == "count":
        unit, kind, factor = its_unit, its_kind, its_factor
    elif its_unit != unit and (its_kind != "count" or not (spread or turned)):
        return alone
    if its_kind == "count" and kind == "count" and joint[0].count(" ") > 2 and is_year(text, joint.end()):
        return alone
    if joint.start() != first.end and not spread and not turned and _MOVED.search(text, max(0, start - 24), start):
        return alone
    if word == "to" and before.endswith(("by ", "up ", "down ")):
        return alone
    shared = replace(first, value=times(first.value, _shared(first, other)), scale=other.scale)
    if (again is not None and shared.value >= other.value) or turned:
        shared = first
    if shared.value < other.value:
        return shared, other, max(end, its_end), unit, kind, factor, turned or None
    if (spread and word != "and") or turned:
        return shared, other, max(end, its_end), unit, kind, factor, not turned
    return alone


def _values(
    first: Numeral, other: Numeral | None, factor: Decimal
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    if other is not None:
        low, high = sorted((times(first.value, factor), times(other.value, factor)))
        return None, low, high
    if first.vague:
        return None, first.value, times(first.value, _ORDER)
    return times(first.value, factor), None, None


def _is_cut(text: str, end: int) -> bool:
    """Whether the number goes on as a word: "3D", "5th"."""
    return (
        end < len(text)
        and text[end].isalnum()
        and all(unit.match(text, end) is None for unit in (UNIT, PERCENT, CENTS))
    )


def _shared(first: Numeral, other: Numeral) -> Decimal:
    """What "10" in "10 to 12 million" has to be taken times."""
    return other.scale if first.scale == 1 and other.scale > 1 and first.value < 1000 else Decimal(1)
