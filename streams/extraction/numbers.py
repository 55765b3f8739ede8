"""Quantities: how many, how much, of what, in what unit, per what period, up or down."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.counting import concept_of, counted_by, direction_of, is_name
from streams.extraction.numerals import STARTERS, Numeral, read_numeral
from streams.extraction.units import MONEY, PERCENT, SYMBOL, UNIT, Bound, UnitKind, read_bound, read_period, read_unit
from streams.extraction.view import View

Doc.set_extension("numbers", default=())


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as it stands in the text: characters `start` to `end`, the token `at` which it begins.

    `value` is None for a range from `low` to `high`; `counted` are tokens from, to and head of what is counted.
    """

    start: int
    end: int
    at: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound = "="
    unit: str | None = None
    kind: UnitKind = "count"
    counted: tuple[int, int, int] | None = None
    period: str | None = None
    change: Literal["up", "down"] | None = None
    concept: str | None = None


_AND_TO: Final = re.compile(r" ?[-–—] ?| (?:to|and|or) ")
_NO_QUANTITY: Final = re.compile(
    r"\d{1,4}[/.]\d{1,2}[/.]\d{2,4}\b"
    r"|\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?"
    r"|\d{1,2}(?:\.\d\d)? ?[ap]\.?m\b\.?"
    r"|\+?\d{1,4}[ -]\(?\d{3,4}\)?[ -]\d{3,7}(?:-\d+)?\b"
    r"|\d+(?:st|nd|rd|th)\b"
    r"|\d{1,2}/\d{1,2}\b"
    r"|\d{4}-\d{2}\b"
    r"|\d+\.\d+\.\d+"
    r"|\d+[A-Za-z]{1,2}-?\d\w*"
    r"|\d+(?:\.\d+)?[xX]\b"
)
_SCORE: Final = re.compile(r"(\d{1,2})[-–](\d{1,2})(?![\d%-]|\.\d)")
_MINUS: Final = re.compile(r"(?:^|[\s(])(?:[-−–]|minus[ -])$", re.I)
_AGE_BEFORE: Final = re.compile(r"\b(?:aged?|ages|age of) $", re.I)
_STREET: Final = re.compile(
    r" (?:[NSEW]\.? )?[A-Z][\w.]+(?: [A-Z][\w.]+)? "
    r"(?:Street|St|Road|Rd|Avenue|Ave|Drive|Dr|Boulevard|Blvd|Lane|Way|Place|block)\b"
)
_LIST_NUMBER: Final = re.compile(r"\d{1,2}[.)] ")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d(?![\d,.]*\d)(?! ?%| percent| (?:people|men|women|jobs|miles|troops))")
_ORDINARY_A: Final = re.compile(r"an? (?:half|quarter|third|hundred|thousand|million|billion|trillion|dozen)\b", re.I)


@Language.component("numbers", requires=["doc._.view", "doc._.times"], assigns=["doc._.numbers"])
def mark_numbers(doc: Doc) -> Doc:
    """Leave on the document every quantity that it states, in reading order."""
    taken = [(time.start, time.end) for time in doc._.times if not time.filed and not time.measures]
    doc._.numbers = tuple(find_numbers(doc._.view, taken))
    return doc


def find_numbers(view: View, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    """Quantities in reading order; `taken` are ranges of characters that are something else, such as dates."""
    text, done = view.text, -1
    claimed = {place for start, end in taken for place in range(start, end)}
    for token, start in enumerate(view.idx):
        if start < done or start in claimed or not _may_begin(view, token):
            continue
        skip = _NO_QUANTITY.match(text, start) or _score(text, start)
        if skip is not None:
            done = skip.end()
            continue
        found = _read(view, token, SYMBOL.match(text, start))
        if found is not None:
            done = found.end
            yield found


def _score(text: str, start: int) -> re.Match[str] | None:
    """A result of a match: two small numbers that do not grow."""
    found = _SCORE.match(text, start)
    return found if found is not None and int(found[1]) >= int(found[2]) else None


def _may_begin(view: View, token: int) -> bool:
    lower = view.lower[token]
    if lower in ("a", "an"):
        return _ORDINARY_A.match(view.text, view.idx[token]) is not None
    if lower in STARTERS:
        return True
    first = lower[0]
    return (
        first.isdecimal()
        or (first == "." and lower[1:2].isdecimal())
        or SYMBOL.match(view.text, view.idx[token]) is not None
    )


def _read(view: View, token: int, symbol: re.Match[str] | None) -> Quantity | None:
    text, start = view.text, view.idx[token]
    first = read_numeral(text, symbol.end() if symbol else start, symbol is not None)
    if first is None or _is_cut(text, first.end):
        return None
    sign = -1 if _MINUS.search(text, max(0, start - 7), start) else 1
    first, other, end = _range(text, start, first, symbol)
    unit, kind, factor, end = read_unit(text, end, symbol)
    if kind == "count" and _is_age(view, token, end):
        unit, kind = "year", "physical"
    if kind == "count" and _is_no_count(view, token, first):
        return None
    bound = read_bound(text, start, end)
    low: Decimal | None = None
    high: Decimal | None = None
    value: Decimal | None = first.value * factor * sign
    if other is not None:
        low, high = first.value * factor, other.value * factor
        value = None
    if first.vague:
        low, high, value = first.value, first.value * 10, None
        bound = ">=" if bound == "=" else bound
    period = read_period(text, end)
    counted = counted_by(view, token, view.at(end - 1)) if kind == "count" else None
    later = None
    if period is None and counted is not None:
        last = counted[1] - 1
        later = read_period(text, view.idx[last] + len(view.word[last]))
    return Quantity(
        start=start,
        end=end if period is None or kind == "physical" else period[1],
        at=token,
        value=value,
        low=low,
        high=high,
        bound=bound,
        unit=unit,
        kind=kind,
        counted=counted,
        period=(period or later or (None,))[0],
        change=direction_of(view, token),
        concept=concept_of(view, token, view.at(end - 1)),
    )


def _is_cut(text: str, end: int) -> bool:
    """Whether the number goes on as a word: "3D", "5th"."""
    return end < len(text) and text[end].isalnum() and UNIT.match(text, end) is None and text[end] not in "%"


def _range(text: str, start: int, first: Numeral, symbol: re.Match[str] | None) -> tuple[Numeral, Numeral | None, int]:
    """Both ends of a range, if the number begins one, and where what was read ends."""
    joint = _AND_TO.match(text, first.end)
    before = text[max(0, start - 9) : start].lower()
    spread = before.endswith(("between ", "from "))
    if joint is None:
        unit = PERCENT.match(text, first.end) or MONEY.match(text, first.end)
        joint = _AND_TO.match(text, unit.end()) if unit is not None and spread else None
    if (
        joint is None
        or (joint[0] == " to " and before.endswith("by "))
        or (joint[0] == " and " and not before.endswith("between "))
    ):
        return first, None, first.end
    if joint[0] == " or " and first.value > 20:
        return first, None, first.end
    again = SYMBOL.match(text, joint.end())
    if (again is None) != (symbol is None) and again is not None:
        return first, None, first.end
    other = read_numeral(text, again.end() if again else joint.end(), symbol is not None)
    if other is None or _is_cut(text, other.end) or _NO_QUANTITY.match(text, joint.end()):
        return first, None, first.end
    shared = replace(first, value=first.value * _shared(first, other), scale=other.scale)
    if again is not None and shared.value >= other.value:
        shared = first
    return (shared, other, other.end) if shared.value < other.value or spread else (first, None, first.end)


def _shared(first: Numeral, other: Numeral) -> Decimal:
    """What "10" in "10 to 12 million" has to be taken times."""
    return other.scale if first.scale == 1 and other.scale > 1 and first.value < 1000 else Decimal(1)


def _is_age(view: View, token: int, end: int) -> bool:
    """Whether a bare number is somebody's age: "aged 30", "Maria Lopez, 30, said"."""
    text, start = view.text, view.idx[token]
    if _AGE_BEFORE.search(text, max(0, start - 8), start):
        return True
    apart = token > 1 and view.lower[token - 1] == "," and text[end : end + 1] == ","
    named = apart and view.pos[token - 2] == "PROPN" and view.label[token - 2] in ("PERSON", "")
    return named and end - start < 3 and text[start:end].isdecimal()


def _is_no_count(view: View, token: int, number: Numeral) -> bool:
    """Whether a bare number is a year, a list's numbering, part of a name, or the pronoun "one"."""
    text, start = view.text, view.idx[token]
    if not number.spoken:
        return (
            _YEAR.match(text, start) is not None
            or _STREET.match(text, start + len(view.word[token])) is not None
            or (view.sentences[view.sentence[token]][0] == token and _LIST_NUMBER.match(text, start) is not None)
            or is_name(view, token)
        )
    if number.value == 1 and view.lower[token] == "one":
        return view.dep[token] != "nummod" and view.lower[token + 1 : token + 2] != ["of"]
    return is_name(view, token) or (
        number.value < 1 and view.lower[token] in ("quarter", "half", "third", "fifth", "tenth", "thirds")
    )
