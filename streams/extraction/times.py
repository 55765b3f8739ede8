"""Times: where an article says when, as TIMEX3 values counted from its publication."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction import timexdates, timexsteps
from streams.extraction.outlook import AT, ends_value_before, is_over, is_planned, is_to_come
from streams.extraction.timex import Anchor, Reading
from streams.extraction.timexrules import ANY, ARTICLES, RULES, STARTERS, TIMELY
from streams.extraction.view import View
from streams.records import Article

Doc.set_extension("times", default=())

Type = Literal["DATE", "TIME", "DURATION", "SET"]

_NEAR: Final = 6
"""Sentences over which a day that was named is the one that "the next day" follows."""
_HIGH: Final = 4
_WORDS: Final = 1 << 14
"""Different words that are remembered."""
_BARE: Final = (timexdates.read_month, timexsteps.read_season)
"""What reads a name that comes round every year."""
_OPEN: Final = frozenset(("since", "until", "by"))
_ASIDE: Final = frozenset(("acl", "relcl"))


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression, characters `start` to `end` of what was parsed; of the article where it was `filed`.

    `at` is its first token (-1: filed in a dateline, before the text). `measures`: it is a quantity as well
    ("48 hours").
    """

    start: int
    end: int
    at: int
    type: Type
    value: str | None
    measures: bool = False
    filed: bool = False
    text: str = ""


@Language.component("times", requires=["doc._.view", "doc._.datelines"], assigns=["doc._.times"])
def mark_times(doc: Doc) -> Doc:
    """Leave on the document every time expression, those of datelines first."""
    article: Article = doc._.article
    anchor = Anchor(article.published_at)
    filed = [
        TimeMention(offset, offset + len(text), -1, reading.type, reading.value, filed=True, text=text)
        for dateline in doc._.datelines
        if dateline.date is not None
        for text, offset in [dateline.date]
        if (reading := read_time(text, 0, anchor)) is not None
    ]
    doc._.times = (*filed, *find_times(doc._.view, anchor))
    return doc


def find_times(view: View, anchor: Anchor) -> Iterator[TimeMention]:
    """Time expressions in reading order."""
    done, told, last = -1, -_NEAR, -1
    for token in [token for token, lower in enumerate(view.lower) if _may_begin(lower)]:
        start = view.idx[token]
        if start < done:
            continue
        if anchor.told is not None and view.sentence[token] - told > _NEAR:
            anchor = replace(anchor, told=None)
        if anchor.year is not None and view.sentence[token] - last > 1:
            anchor = anchor.within(None)
        if view.lower[token] in ARTICLES and not any(map(_is_timely, view.lower[token + 1 : token + 4])):
            continue
        rule = _first_rule(view.text, start)
        if rule is None:
            continue
        reading = _read(view.text, start, rule, _towards(view, token, anchor, RULES[rule].read in _BARE))
        if reading is not None:
            done = reading.end
            if (after := anchor.after(reading.value)) is not anchor:
                anchor, told = after, view.sentence[token]
            if reading.type == "DATE" or reading.type == "TIME":
                within = anchor if _is_aside(view, token) else anchor.within(reading.value or "")
                if within is not anchor:
                    anchor, last = within, view.sentence[token]
            yield TimeMention(start, reading.end, token, reading.type, reading.value, reading.measures)


def _towards(view: View, token: int, anchor: Anchor, bare: bool) -> Anchor:
    """The anchor, looking the way that the words around a time do; a `bare` name's plan counts as well."""
    ahead = is_to_come(view, token) or (bare and is_planned(view, token))
    if bare and ahead and ends_value_before(view, token - 1 - (view.lower[token - 1] in AT)):
        # "Is to fall to 3% from 4% in May."
        ahead = False
    return anchor.towards(ahead, bare and not ahead and is_over(view, token))


@lru_cache(_WORDS)
def _may_begin(lower: str) -> bool:
    return lower in STARTERS or lower[0].isdecimal() or lower[0] in "'’"


@lru_cache(_WORDS)
def _is_timely(word: str) -> bool:
    return word in TIMELY or word[0].isdecimal() or word[0] in "'’" or word.startswith("mid-")


def read_time(text: str, start: int, anchor: Anchor) -> Reading | None:
    """The time expression that begins at a character, by the first rule that finds one."""
    rule = _first_rule(text, start)
    return None if rule is None else _read(text, start, rule, anchor)


def _first_rule(text: str, start: int) -> int | None:
    """The first rule whose form what begins at a character has."""
    found = ANY.match(text, start)
    return None if found is None or found.lastgroup is None else int(found.lastgroup[1:])


def _read(text: str, start: int, first: int, anchor: Anchor) -> Reading | None:
    for rule in RULES[first:]:
        found = rule.pattern.match(text, start)
        if found is not None:
            reading = rule.read(found, anchor)
            if reading is not None:
                return reading
    return None


def _is_aside(view: View, token: int) -> bool:
    """Whether a time only tells more of a name, or where something began: "the firm, founded in 1990,"."""
    if view.lower[token - 1] in _OPEN:
        return True
    for _ in range(_HIGH):
        token = view.head[token]
        if view.pos[token] == "VERB":
            break
    return view.dep[token] in _ASIDE or (view.dep[token] == "advcl" and view.tag[token] == "VBN")
