"""Names of places in a text: the model's, and those that the gazetteer and the words around them tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from streams.extraction.gazetteer import Gazetteer, Named, fold
from streams.extraction.lexicon import SECTORS
from streams.extraction.lexicon.placewords import ABBREVIATIONS, PLACE_WORDS
from streams.extraction.view import View

LABELS: Final = frozenset(("GPE", "LOC", "FAC"))
LONGEST: Final = 4
"""Words of a name that is looked for in the gazetteer."""
TOWN: Final = 15_000
"""Inhabitants of a place that may be taken for one on little evidence."""
ENGLISH: Final = frozenset(("USA", "CAN", "AUS", "GBR"))
"""Countries whose divisions English news names without saying what they are."""
_POSSESSIVE: Final = frozenset(("'s", "’s", "’", "'"))
_LOCATING: Final = PLACE_WORDS["locating"]
_SETTLEMENT: Final = PLACE_WORDS["settlement"]
_INSTITUTION: Final = PLACE_WORDS["institution"]
_BEHIND: Final = PLACE_WORDS["division"] | PLACE_WORDS["part"]
_ENDINGS: Final = PLACE_WORDS["road"] | PLACE_WORDS["feature"]
_OF: Final = dict.fromkeys(PLACE_WORDS["division"], "division") | dict.fromkeys(PLACE_WORDS["town"], "settlement")
_DECOYS: Final = PLACE_WORDS["decoy"]
_CHUNKS: Final = frozenset(
    ("PRODUCT", "WORK_OF_ART", "DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY")
)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name, tokens `start` to `end`; `within`: the name or code of what is said to hold it, right beside it.

    `kind`: the word beside it says that it is a division, a settlement, or that it is a part of one.
    """

    start: int
    end: int
    text: str
    within: str | None = None
    kind: str | None = None
    sentence: int = -1


def find_place_names(view: View, gazetteer: Gazetteer) -> list[PlaceName]:
    """Place names in reading order; none overlaps another."""
    return _Finder(view, gazetteer).names()


class _Finder:
    def __init__(self, view: View, gazetteer: Gazetteer) -> None:
        self.view = view
        self.gazetteer = gazetteer
        self.surnames = {
            view.word[end - 1]
            for start, end in view.entities
            if (view.label[start] == "PERSON" and end - start > 1) or _is_whose_post_stands_before(view, start, end)
        }
        self.spans: dict[int, int] = {}
        self.length = len(view)
        self.taken = [False] * self.length
        self.upper = [word[0].isupper() for word in view.word]
        self.known: set[str] = set()
        self.told: set[int] = set()

    def names(self) -> list[PlaceName]:
        for start, end in self._marked():
            self._add(start, end)
            self.known.add(fold(self._text(start, end)))
        for start, end in self._endings():
            self._add(start, end)
        for _ in range(2):
            for start, end in self._listed():
                self._add(start, end)
                self.known.add(fold(self._text(start, end)))
        return [self._name(start, end) for start, end in sorted(self.spans.items())]

    def _add(self, start: int, end: int) -> None:
        if not any(self.taken[start:end]):
            self.spans[start] = end
            self.taken[start:end] = [True] * (end - start)

    def _text(self, start: int, end: int) -> str:
        view = self.view
        return view.written(start, end)

    def _marked(self) -> Iterator[tuple[int, int]]:
        """The model's places, less persons and what neither the gazetteer nor a preposition speaks for."""
        view = self.view
        for start, end in view.entities:
            if view.label[start] not in LABELS:
                continue
            if end - start > 1 and view.lower[start] == "the":
                start += 1
            while end - start > 1 and view.lower[end - 1] in _POSSESSIVE:
                end -= 1
            if not any(view.word[token][:1].isupper() for token in range(start, end)):
                continue
            before = view.lower[start - 1] if start else ""
            if before in PLACE_WORDS["title"] or view.lower[start] in PLACE_WORDS["title"]:
                continue
            if _is_whose_post_stands_before(view, start, end):
                continue
            if end - start == 1 and (view.word[start] in self.surnames or view.lower[start] in _DECOYS):
                continue
            if self._speaks_for(start, end, before):
                yield start, end

    def _speaks_for(self, start: int, end: int, before: str) -> bool:
        return (
            view_has(self.view, start, end)
            or before in _LOCATING
            or before in ("of", ",")
            or (before == "the" and self.view.label[start] == "FAC")
            or bool(self.gazetteer.look_up(self._text(start, end)))
        )

    def _endings(self) -> Iterator[tuple[int, int]]:
        """Capitalised words that end in one for a road, a building or a piece of land."""
        view = self.view
        for token, word in enumerate(view.lower):
            if word in _ENDINGS and self._is_name_part(token):
                start = token
                while (
                    start
                    and token - start < LONGEST
                    and self._is_name_part(start - 1)
                    and view.sentence[start - 1] == view.sentence[token]
                ):
                    start -= 1
                if start < token and not self._goes_on(token + 1):
                    yield start, token + 1

    def _is_name_part(self, token: int) -> bool:
        return self.upper[token] and self.view.pos[token] == "PROPN"

    def _listed(self) -> Iterator[tuple[int, int]]:
        """Names that the gazetteer knows, where something speaks for their being meant."""
        done = 0
        for token in [token for token, upper in enumerate(self.upper) if upper]:
            if token >= done and not self.taken[token] and (end := self._longest(token)) is not None:
                done = end
                yield token, end

    def _longest(self, start: int) -> int | None:
        view = self.view
        if self._is_abbreviation(start):
            return start + (2 if self.view.word[start] not in ABBREVIATIONS else 1)
        limit = min(start + LONGEST, view.sentences[view.sentence[start]][1])
        told = self._told(start)
        if told is not None:
            return told
        for end in range(limit, start, -1):
            if not self.upper[end - 1] or view.label[end - 1] in _CHUNKS:
                continue
            text = self._text(start, end)
            found = self.gazetteer.look_up(text)
            if found and not any(self.taken[start:end]) and self._is_meant(start, end, text, found):
                return end
        return None

    def _told(self, start: int) -> int | None:
        """Where a name ends whose neighbours say what it is: "the town of Foua", "Abbassiya district"."""
        view = self.view
        if start and (self._is_name_part(start - 1) or self.taken[start - 1]):
            return None
        if view.label[start] == "PERSON" or not self._is_name_part(start):
            return None
        end = start + 1
        while end < min(self.length, start + LONGEST) and (self._is_name_part(end) or view.word[end] == "-"):
            end += 1
        if end == self.length or self._is_name_part(end):
            return None
        of = start > 1 and view.lower[start - 1] == "of" and view.lower[start - 2] in _SETTLEMENT
        listed = self._is_listed_with_one(start) and start - 2 in self.told
        if of or listed:
            self.told.add(end - 1)
        return end if of or listed or view.lower[end] in _BEHIND else None

    def _is_abbreviation(self, token: int) -> bool:
        view = self.view
        if view.word[token].count(".") > 1 and view.word[token] in ABBREVIATIONS:
            return token > 0 and not view.word[token - 1][0].isdecimal()
        return (
            token > 1
            and view.word[token - 1] == ","
            and view.word[token - 2][:1].isupper()
            and (view.word[token] in ABBREVIATIONS or self._with_dot(token) in ABBREVIATIONS)
        )

    def _with_dot(self, token: int) -> str:
        """A word and the dot that is cut from it at the end of a sentence."""
        view = self.view
        return f"{view.word[token]}." if token + 1 < self.length and view.word[token + 1] == "." else ""

    def _is_meant(self, start: int, end: int, text: str, found: tuple[Named, ...]) -> bool:
        view = self.view
        label, before = view.label[start], view.lower[start - 1] if start else ""
        behind = view.lower[end] if end < self.length else ""
        number = view.entity[start]
        named_so = before in _LOCATING or (before == "of" and (start < 2 or view.word[start - 2] == ","))
        held = self._held(end) is not None
        if label == "PERSON" and not (view.entities[number] == (start, end) and (named_so or held)):
            return False
        if before in PLACE_WORDS["title"] or (start and self.taken[start - 1]):
            return False
        if end - start == 1 and (view.word[start] in self.surnames or view.lower[start] in _DECOYS):
            return False
        if any(_is_unmistakable(one) for one in found) or fold(text) in self.known:
            return True
        own = [one for one in found if one.own]
        large = any(one.entry.population >= TOWN or one.entry.kind != "city" for one in own)
        if start == 0 or view.sentence[start - 1] != view.sentence[start]:
            proper = view.pos[start] == "PROPN" and start >= view.title
            return large and (self._is_shouted(start, end) or (proper and behind in _INSTITUTION))
        if start < view.title or not own:
            return False
        if held or (behind in _INSTITUTION and large):
            return True
        if not large or view.pos[start] != "PROPN" or self._goes_on(end):
            return False
        return named_so or (before == "of" and label != "ORG") or self._is_listed_with_one(start)

    def _is_shouted(self, start: int, end: int) -> bool:
        """Capitals before an ordinary sentence: a dateline that has lost its dash."""
        word = self.view.word
        return len(word[start]) > 3 and word[end - 1].isupper() and end < len(word) and word[end].istitle()

    def _is_listed_with_one(self, start: int) -> bool:
        return start > 1 and self.view.lower[start - 1] in (",", "and", "or") and self.taken[start - 2]

    def _goes_on(self, end: int) -> bool:
        return end < self.length and self._is_name_part(end)

    def _held(self, end: int) -> str | None:
        """What is said to hold the place that ends there: "Springfield, Ill.", "Lyon, France"."""
        view = self.view
        if end + 1 >= self.length or view.word[end] not in (",", "("):
            return None
        for form in (view.word[end + 1], self._with_dot(end + 1)):
            if form in ABBREVIATIONS:
                return ABBREVIATIONS[form]
        for last in range(min(end + 1 + LONGEST, self.length), end + 1, -1):
            if view.word[last - 1][:1].isupper() and view.word[end + 1][:1].isupper():
                text = self._text(end + 1, last)
                if any(one.own and one.entry.kind in ("country", "division") for one in self.gazetteer.look_up(text)):
                    return text
        return None

    def _name(self, start: int, end: int) -> PlaceName:
        view = self.view
        text, kind = self._text(start, end), None
        behind = view.lower[end] if end < self.length else ""
        if text in ABBREVIATIONS and ("." in text or (start and view.word[start - 1] == ",")):
            text, kind = ABBREVIATIONS[text], "division"
        elif behind in PLACE_WORDS["division"]:
            kind = "division"
        elif start > 1 and view.lower[start - 1] == "of" and view.lower[start - 2] in _SETTLEMENT:
            kind = _OF.get(view.lower[start - 2])
        elif view.lower[end - 1] in _ENDINGS or view.label[start] == "FAC" or behind in PLACE_WORDS["part"]:
            kind = "part"
        return PlaceName(start, end, text, self._held(end) or self._beside(start, end), kind, view.sentence[start])

    def _beside(self, start: int, end: int) -> str | None:
        """The place behind a comma ("High Street, Dover") that is no item of a list, or before a possessive."""
        view = self.view
        if start > 1 and view.lower[start - 1] in _POSSESSIVE and self.taken[start - 2]:
            holder = next(one for one in range(start - 2, -1, -1) if one in self.spans)
            return self._text(holder, self.spans[holder])
        until = self.spans.get(end + 1)
        if until is None or view.word[end] != ",":
            return None
        listed = (until < self.length and view.lower[until] in ("and", "or")) or (
            until + 1 < self.length and view.word[until] == "," and self.taken[until + 1]
        )
        return None if listed else self._text(end + 1, until)


def _is_whose_post_stands_before(view: View, start: int, end: int) -> bool:
    """Whether a name is that of somebody who was called by his post before the comma: "its editor, Ali Muradov"."""
    post = view.head[end - 1]
    apposed = view.dep[end - 1] == "appos" and post < start and end - start > 1
    sector = SECTORS.get(view.lemma[post]) if apposed else None
    return sector is not None and sector.kind == "person"


def view_has(view: View, start: int, end: int) -> bool:
    return view.lower[end - 1] in _ENDINGS or (end < len(view) and view.lower[end] in _BEHIND)


def _is_unmistakable(one: Named) -> bool:
    """Whether hardly anything else has that name: a country, a region, a division with an English name."""
    entry = one.entry
    return one.own and (entry.kind in ("country", "region") or (entry.kind == "division" and entry.country in ENGLISH))
