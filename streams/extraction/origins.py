"""The country that words tell: names, demonyms, seats, organisations, and towns where the text's places put them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from streams.extraction.lexicon import COUNTRIES, ORGANISATIONS
from streams.extraction.places import PlaceMention
from streams.extraction.view import View

_LONGEST: Final = 3
_REACH: Final = 5
_SURE: Final = 0.6
"""Confidence in where a place lies from which on it gives an actor its country."""
_LAST: Final = frozenset(name.split()[-1] for name in (*COUNTRIES.known, *ORGANISATIONS))
"""Words with which something ends that tells a country."""
_BRINGING: Final = frozenset(("of", "in", "from"))


@dataclass(frozen=True, slots=True)
class Origins:
    """Tells countries in one article; `sites` has the country of every token of a place name that lies in one."""

    view: View
    sites: dict[int, str]

    def named(self, start: int, end: int) -> str | None:
        """The country that these words are the name or the seat of, unless the place named so lies in another."""
        name = self._words(start, end)
        code = COUNTRIES.names.get(name) or COUNTRIES.seats.get(name)
        return code if self.sites.get(end - 1, code) == code else None

    def within(self, start: int, end: int) -> str | None:
        """The country that the words name last, else that of the body that they name last: "the Chilean Senate"."""
        view, body = self.view, None
        for last in range(end, start, -1):
            site = self.sites.get(last - 1)
            if site is not None:
                return site
            if view.lower[last - 1] not in _LAST:
                continue
            for first in range(max(start, last - _LONGEST), last):
                if view.word[first][:1].isupper():
                    name = self._words(first, last)
                    code = COUNTRIES.code(name)
                    if code is not None:
                        return code
                    body = body or _seat(name)
        return body

    def brought(self, head: int) -> str | None:
        """The country that "of" or "in" brings: "police in Dhaka", "the government of Peru"."""
        view = self.view
        for child in view.children[head]:
            if view.dep[child] == "prep" and view.lower[child] in _BRINGING:
                for grandchild in view.children[child]:
                    if view.dep[grandchild] == "pobj":
                        return self.within(max(child + 1, grandchild - _REACH), grandchild + 1)
        return None

    def _words(self, start: int, end: int) -> str:
        return " ".join(self.view.lower[start:end])


def _seat(name: str) -> str | None:
    organisation = ORGANISATIONS.get(name)
    return None if organisation is None else organisation.country


def origins(view: View, places: Sequence[PlaceMention]) -> Origins:
    """What an article's places tell of its actors."""
    return Origins(
        view,
        {
            token: place.country
            for place in places
            if place.at >= 0 and place.country is not None and place.site is not None and place.site.confidence >= _SURE
            for token in range(place.start, place.end)
        },
    )
