"""Quantities: how many, how much, of what, in what unit, per what period, up or down."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final, Literal

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.ages import is_age
from streams.extraction.amounts import Amount, read_amount
from streams.extraction.changes import direction_of, multiple_of
from streams.extraction.counting import concept_of, counted_by, counts_as_before
from streams.extraction.currencies import Currencies
from streams.extraction.lexicon.measures import DIRECTIONS, MULTIPLES
from streams.extraction.lookalikes import lookalike
from streams.extraction.names import is_no_count
from streams.extraction.numerals import GLYPHS
from streams.extraction.quantities import Change, Quantity
from streams.extraction.spoken import BEHIND_ARTICLE, STARTERS
from streams.extraction.units import SIGNS, SYMBOL, UnitKind, read_period
from streams.extraction.view import View

Doc.set_extension("numbers", default=())

_MARKS: Final = "~≈(+−–-"
_PREFIX: Final = re.compile(rf"(?:minus-|sub-|[{_MARKS}]){{1,2}}(?=[$€£¥]?\.?\d)", re.I)
_CONVERTED: Final = re.compile(r" ?[(/] ?(?:or |about )?$")
_SCALES: Final = frozenset(("degree_Celsius", "degree_Fahrenheit"))
_YEAR: Final = 4
_SIGNED: Final = "+("
"""What digits may stand behind that are no quantity: phone numbers."""
_WORDS: Final = 1 << 15
"""Different words that are remembered."""
_ARTICLES: Final = frozenset(("a", "an"))
_Start = Literal["number", "article", "sign"]


@Language.component("numbers", requires=["doc._.view", "doc._.times", "doc._.places"], assigns=["doc._.numbers"])
def mark_numbers(doc: Doc) -> Doc:
    """Leave on the document every quantity that it states, in reading order."""
    view: View = doc._.view
    taken = [(time.start, time.end) for time in doc._.times if not time.filed and not time.measures]
    currencies = Currencies(view, doc._.places)
    doc._.numbers = tuple(_scaled([currencies.told(quantity) for quantity in find_numbers(view, taken)]))
    return doc


def _scaled(quantities: list[Quantity]) -> Iterator[Quantity]:
    """Bare degrees as those of the one scale that the text names elsewhere."""
    scales = {quantity.unit for quantity in quantities} & _SCALES
    scale = scales.pop() if len(scales) == 1 else "degree"
    for quantity in quantities:
        yield replace(quantity, unit=scale) if quantity.unit == "degree" else quantity


def find_numbers(view: View, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    """Quantities in reading order; `taken` are ranges of characters that are something else, such as dates."""
    text, done = view.text, -1
    claimed = {place for start, end in taken for place in range(start, end)}
    years = {view.at(start) for start, end in taken if end - start == _YEAR and text[start:end].isdecimal()}
    last: Quantity | None = None
    for token, begins in _beginnings(view):
        begin = view.idx[token]
        if begin < done or not _may_begin(view, token, begins):
            continue
        prefix = _PREFIX.match(text, begin) if begins == "sign" else None
        start = begin if prefix is None else prefix.end()
        if start in claimed and not (token in years and _counts(view, token, start)):
            continue
        digits = text[start].isdecimal() or text[start] in _SIGNED
        skip = lookalike(text, start) if digits else None
        if skip is not None:
            done = skip
            continue
        amount = read_amount(text, start)
        found = _multiple(view, token) if amount is None else _quantity(view, token, amount, last)
        if found is not None:
            done, last = found.end, found
            yield found


def _counts(view: View, token: int, start: int) -> bool:
    amount = read_amount(view.text, start)
    return amount is not None and not is_no_count(view, token, amount)


def _multiple(view: View, token: int) -> Quantity | None:
    """What a verb multiplied its subject by, where no number says to what: "profit doubled"."""
    value = multiple_of(view, token)
    if value is None:
        return None
    return Quantity(
        start=view.idx[token],
        end=view.idx[token] + len(view.word[token]),
        at=token,
        value=value,
        change=DIRECTIONS.get(("verb", view.lemma[token])),
        concept=concept_of(view, token, token),
    )


def _beginnings(view: View) -> list[tuple[int, _Start]]:
    """The tokens that a quantity may begin with, and how they would."""
    return [
        (token, begins)
        for token, (word, lemma) in enumerate(zip(view.word, view.lemma, strict=True))
        if (begins := _start(word) or ("number" if lemma in MULTIPLES else None)) is not None
    ]


@lru_cache(_WORDS)
def _start(word: str) -> _Start | None:
    """How a quantity may begin with a word, by its form alone."""
    lower = word.lower()
    if lower in _ARTICLES:
        return "article"
    if lower in STARTERS or word[0].isdecimal() or word[0] in GLYPHS or (word[0] == "." and word[1:2].isdecimal()):
        return "number"
    if word[0] in _MARKS or lower.startswith(("minus-", "sub-")):
        return "sign"
    return "sign" if any(word.startswith(sign) or sign.startswith(word) for sign in SIGNS) else None


def _may_begin(view: View, token: int, begins: _Start) -> bool:
    """Whether what follows lets a quantity begin."""
    if begins == "article":
        after = view.lower[token + 1 : token + 2]
        return bool(after) and after[0].partition("-")[0] in BEHIND_ARTICLE
    start = view.idx[token]
    return begins == "number" or (
        SYMBOL.match(view.text, start) is not None or _PREFIX.match(view.text, start) is not None
    )


def _quantity(view: View, token: int, amount: Amount, before: Quantity | None) -> Quantity | None:
    unit, kind = amount.unit, amount.kind
    if kind == "count":
        if is_age(view, token, amount):
            unit, kind = "year", "physical"
        elif is_no_count(view, token, amount):
            return None
    last = view.at(amount.stop - 1)
    counted, period, bound = None, amount.period, amount.bound
    if kind == "count":
        counted = counted_by(view, token, last)
        if counted is None and before is not None and counts_as_before(view, before.counted, amount.start, amount.stop):
            counted = before.counted
        if period is None and counted is not None and counted[0] > last:
            after = read_period(view.text, _end(view, counted[1]))
            period = None if after is None else after[0]
    elif kind == "physical" and period is None and view.lower[last + 1 : last + 2] == ["of"]:
        # "97,000 tonnes of goods a year".
        measured = counted_by(view, token, last)
        after = None if measured is None else read_period(view.text, _end(view, measured[1]))
        period = None if after is None else after[0]
    if kind != "count" and bound == "=" and before is not None and _converts(view, before, amount.start, unit, kind):
        bound = before.bound
    return Quantity(
        start=amount.start,
        end=amount.end,
        at=token,
        value=amount.value,
        low=amount.low,
        high=amount.high,
        bound=bound,
        unit=unit,
        kind=kind,
        counted=counted,
        period=period,
        change=_change(view, token, amount),
        concept=concept_of(view, token, last),
    )


def _end(view: View, end: int) -> int:
    """The character behind the token before another."""
    return view.idx[end - 1] + len(view.word[end - 1])


def _converts(view: View, before: Quantity, start: int, unit: str | None, kind: UnitKind) -> bool:
    """Whether an amount says the one before it in another unit: "100 kilometers (60 miles)"."""
    return (
        before.kind == kind != "percent"
        and before.unit != unit
        and start - before.end < 12
        and _CONVERTED.search(view.text, before.end, start) is not None
    )


def _change(view: View, token: int, amount: Amount) -> Change | None:
    if amount.fell is not None:
        return "down" if amount.fell else "up"
    if amount.kind == "percent" and amount.signed:
        return "up" if amount.signed == "+" else "down"
    return direction_of(view, token, amount.kind == "count", amount.low is not None)
