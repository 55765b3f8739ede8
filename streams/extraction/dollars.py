"""Whose dollar a bare "$" means: that of the country that the text stands in."""

from collections.abc import Iterable
from typing import Final

from streams.extraction.lexicon.measures import CURRENCIES
from streams.extraction.places import PlaceMention
from streams.extraction.view import View

_DOLLARS: Final = {country: row.code for row in CURRENCIES for country in row.countries}
_AMERICAN: Final = frozenset(("u.s.", "us", "american", "americans", "washington", "us$", "dollar"))


class Dollars:
    """Which currency "$" stands for in each sentence of a document."""

    def __init__(self, view: View, places: Iterable[PlaceMention]) -> None:
        self._home: str | None = None
        self._in: dict[int, set[str]] = {}
        for place in places:
            if place.country is None:
                continue
            if place.at < 0:
                self._home = self._home or place.country
            else:
                self._in.setdefault(view.sentence[place.at], set()).add(place.country)
        self._american = not _AMERICAN.isdisjoint(view.lower) or "USA" in set().union(*self._in.values())

    def code(self, sentence: int) -> str:
        """The dollar of the country that the sentence alone names, else of the dateline's, else the United States'."""
        named = self._in.get(sentence, set())
        if len(named) == 1:
            return _DOLLARS.get(next(iter(named)), "USD")
        return "USD" if named or self._american or self._home is None else _DOLLARS.get(self._home, "USD")
