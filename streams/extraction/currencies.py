"""Whose money a bare "$", or "pesos", means: that of the country that the text stands in."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from streams.extraction.lexicon import COUNTRIES
from streams.extraction.lexicon.measures import CURRENCIES
from streams.extraction.places import PlaceMention
from streams.extraction.quantities import Quantity
from streams.extraction.view import View

_DOLLARS: Final = {country: row.code for row in CURRENCIES if row.dollars for country in row.countries}
_AMERICAN: Final = frozenset(("u.s.", "us", "american", "americans", "washington", "us$", "dollar"))


def _by_name() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = defaultdict(dict)
    for row in CURRENCIES:
        for name in row.shared:
            table[name].update(dict.fromkeys(row.countries, row.code))
    return dict(table)


_SHARED: Final = _by_name()
"""What several countries call their money → country → currency."""
_WHOSE: Final = tuple(name for row in CURRENCIES for name in row.names if " " in name)
"""Names that say whose money it is: "danish crowns"."""


class Currencies:
    """Which currency "$" and the names that countries share stand for in each sentence of a document."""

    def __init__(self, view: View, places: Iterable[PlaceMention]) -> None:
        self._view = view
        self._home: str | None = None
        self._in: dict[int, set[str]] = defaultdict(set)
        for place in places:
            if place.country is None:
                continue
            if place.at < 0:
                self._home = self._home or place.country
            else:
                self._in[view.sentence[place.at]].add(place.country)
        self._american = not _AMERICAN.isdisjoint(view.lower) or "USA" in set().union(*self._in.values())

    def told(self, quantity: Quantity) -> Quantity:
        """The quantity with the currency that its place gives it, if it is money."""
        view = self._view
        sentence = view.sentence[quantity.at]
        written = view.text[quantity.start : quantity.end]
        if quantity.unit == "USD" and written.startswith("$") and not written[1:].lstrip().startswith("US"):
            return replace(quantity, unit=self._dollar(sentence))
        if quantity.kind == "count" and quantity.counted is not None:
            first, last, _ = quantity.counted
            code = self._named(sentence, view.lower[first]) if last - first == 1 else None
            if code is None or view.text[quantity.end : view.idx[first]].strip():
                return quantity
            end = view.idx[first] + len(view.word[first])
            return replace(quantity, end=end, unit=code, kind="currency", counted=None)
        name = written.lower().split()[-1]
        if quantity.kind == "currency" and name in _SHARED and not written.lower().endswith(_WHOSE):
            return replace(quantity, unit=self._named(sentence, name) or quantity.unit)
        return quantity

    def _dollar(self, sentence: int) -> str:
        """The dollar of the country that the sentence alone names, else of the dateline's, else the United States'."""
        named = self._in.get(sentence, set())
        if len(named) == 1:
            return _DOLLARS.get(next(iter(named)), "USD")
        return "USD" if named or self._american or self._home is None else _DOLLARS.get(self._home, "USD")

    def _named(self, sentence: int, name: str) -> str | None:
        """The one currency of that name among the countries of the sentence, else the dateline's, else the text's."""
        codes = _SHARED.get(name)
        if codes is None:
            return None
        start, end = self._view.sentences[sentence]
        home = set() if self._home is None else {self._home}
        for countries in (
            self._in.get(sentence, set()) | self._peoples(start, end),
            home,
            set().union(*self._in.values()) | self._peoples(0, len(self._view)),
        ):
            found = {codes[country] for country in countries if country in codes}
            if found:
                return next(iter(found)) if len(found) == 1 else None
        return None

    def _peoples(self, start: int, end: int) -> set[str | None]:
        """The countries whose people or things are named: "the Argentine bank"."""
        view = self._view
        return {COUNTRIES.code(view.lower[token]) for token in range(start, end) if view.label[token] == "NORP"}
