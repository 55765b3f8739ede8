"""Times: where an article says when, as TIMEX3 values counted from its publication."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.lexicon import EMBEDDING
from streams.extraction.timex import Anchor, Reading
from streams.extraction.timexrules import ANY, ARTICLES, RULES, STARTERS, TIMELY
from streams.extraction.view import View
from streams.records import Article

Doc.set_extension("times", default=())

Type = Literal["DATE", "TIME", "DURATION", "SET"]

_NEAR: Final = 6
"""Sentences over which a day that was named is the one that "the next day" follows."""
_WORDS: Final = 1 << 14
"""Different words that are remembered."""
_WENT_ON: Final = frozenset(("was", "were"))


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
    done, told = -1, -_NEAR
    for token in [token for token, lower in enumerate(view.lower) if _may_begin(lower)]:
        start = view.idx[token]
        if start < done:
            continue
        if anchor.told is not None and view.sentence[token] - told > _NEAR:
            anchor = replace(anchor, told=None)
        if view.lower[token] in ARTICLES and not any(map(_is_timely, view.lower[token + 1 : token + 4])):
            continue
        rule = _first_rule(view.text, start)
        if rule is None:
            continue
        reading = _read(view.text, start, rule, anchor.towards(_is_to_come(view, token)))
        if reading is not None:
            done = reading.end
            if (after := anchor.after(reading.value)) is not anchor:
                anchor, told = after, view.sentence[token]
            yield TimeMention(start, reading.end, token, reading.type, reading.value, reading.measures)


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


def _is_to_come(view: View, token: int) -> bool:
    """Whether the verb that a time hangs on is in the future."""
    for _ in range(4):
        token = view.head[token]
        if view.pos[token] == "VERB":
            break
    auxiliaries = _auxiliaries(view, token)
    if "to" in auxiliaries and (_is_under_way(view, token) or _is_carried_out(view, token)):
        return False
    return not auxiliaries.isdisjoint(("will", "'ll", "’ll", "to", "shall"))


def _is_under_way(view: View, verb: int) -> bool:
    """Whether what governs an infinitive went on then: "was trying to clean it on Saturday"."""
    for _ in range(3):
        verb = view.head[verb]
        if view.tag[verb] == "VBG" and not _WENT_ON.isdisjoint(_auxiliaries(view, verb)):
            return True
    return False


def _is_carried_out(view: View, verb: int) -> bool:
    """Whether an infinitive tells what was done, and no plan: "forced them to flee on Friday", "failed to agree"."""
    above = view.head[verb]
    if view.tag[above] != "VBD" or view.dep[verb] not in ("xcomp", "ccomp", "advcl"):
        return False
    embedding = EMBEDDING.get(("verb", view.lemma[above]))
    return not embedding.future if embedding is not None else view.dep[verb] == "advcl"


def _auxiliaries(view: View, verb: int) -> set[str]:
    return {view.lower[child] for child in view.children[verb] if view.dep[child] == "aux"}
