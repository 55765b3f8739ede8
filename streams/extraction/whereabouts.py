"""Which of the places of a name is meant: by size, by what stands beside it, and by the other places of the text."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import cos, hypot, log10, radians
from typing import Final

from streams.extraction.gazetteer import Entry, Gazetteer, Named, fold
from streams.extraction.lexicon import COUNTRIES
from streams.extraction.lexicon.placewords import PLACE_WORDS
from streams.extraction.placenames import ENGLISH, TOWN, PlaceName

_CONSIDERED: Final = 16
"""Candidates of a name that are weighed."""
_ROUNDS: Final = 2
_SAME: Final = 60.0
"""Kilometres within which two candidates are no rivals."""
_NEAR: Final = 8
"""Names before and after that may say where one lies."""
_SUBURB: Final = 40.0
"""Kilometres that a part of a city is off its middle, at most."""
_OPEN: Final = 0.15
"""Lead over the next below which a name stays unresolved."""
_DIRECTIONS: Final = PLACE_WORDS["direction"]
_DECOYS: Final = PLACE_WORDS["decoy"]
_CLEARLY: Final = 0.6
"""Share of one country in all that a text names, from which on it is about that one."""
_SPELLED: Final = 0.4
"""What it counts that a name is spelled as the gazetteer spells it."""
_NEIGHBOUR: Final = 0.4
"""What it counts that another name may lie near, up to so many."""
_NEIGHBOURS: Final = 3
_REMEMBERED: Final = 1 << 13
"""Names whose candidates are kept."""
_STATE: Final = 6.3
_KINDS: Final = {"country": 8.2, "region": 7.0, "county": 5.0}


@dataclass(frozen=True, slots=True)
class Site:
    """Where a name lies; `confidence` is how sure that is, `inside`: that is the place that holds what is named."""

    entry: Entry
    confidence: float
    inside: bool = False


_Key = tuple[str, str | None, str | None]
"""A name, folded, with what it is said to lie in and to be."""


@dataclass(frozen=True, slots=True)
class Option:
    """A place that a name may mean, and how likely that is before anything of the text is known."""

    named: Named
    prior: float
    square: tuple[int, int]


@dataclass(slots=True)
class Told:
    """What a text tells of where it plays: how often which country and division comes up."""

    countries: Counter[str] = field(default_factory=Counter)
    divisions: Counter[str] = field(default_factory=Counter)

    def add(self, entry: Entry, weight: int = 1) -> None:
        if entry.country is not None:
            self.countries[entry.country] += weight
        if entry.division is not None:
            self.divisions[entry.division] += weight

    def country(self) -> str | None:
        """The country that nearly all of it is about."""
        if not self.countries:
            return None
        code, count = self.countries.most_common(1)[0]
        return code if count >= _CLEARLY * self.countries.total() and count > 1 else None

    def is_about_elsewhere(self, entry: Entry) -> bool:
        """Whether a small place lies in a country that does not come up, while another does all the time."""
        return entry.kind == "city" and entry.population < TOWN and self.country() not in (None, entry.country)

    def speaks_for(self, entry: Entry) -> float:
        """How much nearer the rest of the text brings a candidate."""
        score = 0.0
        if entry.country is not None and entry.country in self.countries:
            score += 1.0 + self.countries[entry.country] / self.countries.total()
        if entry.division is not None and entry.division in self.divisions:
            score += 1.2 + self.divisions[entry.division] / self.divisions.total()
        return score


def locate(
    names: Sequence[PlaceName], gazetteer: Gazetteer, hints: Iterable[str] = ()
) -> tuple[list[Site | None], str | None]:
    """The site of each name, and the country that the text is about; `hints` are codes of countries beside."""
    keys = [(fold(name.text), name.within, name.kind) for name in names]
    written = {key: name.text for key, name in zip(keys, names, strict=True)}
    options = {key: _options(gazetteer, text, *key[1:]) for key, text in written.items()}
    weighed = _weighed(options, written)
    chosen: dict[_Key, Site | None] = {}
    hinted = Counter(hints)
    for _ in range(_ROUNDS):
        told = _told(keys, options, chosen, hinted)
        chosen = {key: _best(found, told, key[0], written[key]) for key, found in weighed.items()}
    sites = [chosen[key] for key in keys]
    told = _told(keys, options, chosen, hinted)
    return [site or _inside(names, sites, number) for number, site in enumerate(sites)], told.country()


def _weighed(
    options: dict[_Key, tuple[Option, ...]], written: dict[_Key, str]
) -> dict[_Key, list[tuple[float, Entry]]]:
    """The candidates of each name with what speaks for them: their size, their spelling, and who is their neighbour."""
    squares: dict[tuple[int, int], set[str]] = defaultdict(set)
    for key, found in options.items():
        for one in found:
            if one.named.own and one.named.entry.kind in ("city", "county"):
                squares[one.square].add(key[0])
    return {
        key: [
            (
                one.prior
                + _SPELLED * (one.named.entry.name == written[key])
                + _NEIGHBOUR * min(_neighbours(squares, one.square, key[0]), _NEIGHBOURS),
                one.named.entry,
            )
            for one in found
        ]
        for key, found in options.items()
    }


def _neighbours(squares: Mapping[tuple[int, int], set[str]], square: tuple[int, int], name: str) -> int:
    """How many other names have a candidate near a square."""
    row, column = square
    near: set[str] = set()
    for north in (row - 1, row, row + 1):
        for east in (column - 1, column, column + 1):
            if (north, east) in squares:
                near |= squares[north, east]
    return len(near - {name})


def _told(
    keys: Sequence[_Key],
    options: dict[_Key, tuple[Option, ...]],
    chosen: dict[_Key, Site | None],
    hinted: Counter[str],
) -> Told:
    told = Told(countries=Counter(hinted))
    for key in keys:
        site = chosen.get(key)
        if site is not None and site.confidence > 0.8:
            told.add(site.entry)
        elif not chosen and options[key]:
            first = options[key][0].named.entry
            if first.kind == "country" or (first.kind == "division" and len(options[key]) == 1) or key[1] is not None:
                told.add(first)
    return told


@lru_cache(_REMEMBERED)
def _options(gazetteer: Gazetteer, name: str, within: str | None, kind: str | None) -> tuple[Option, ...]:
    """Candidates, likeliest first; where a holder is named, those in it alone."""
    found = list(gazetteer.look_up(name))
    first, _, rest = name.partition(" ")
    if rest and (first.lower() == "the" or first.lower() in _DIRECTIONS) and not any(one.own for one in found):
        found = [] if rest.lower() in _DECOYS else list(gazetteer.look_up(rest)) or found
    if kind == "division":
        found = [one for one in found if one.entry.kind in ("division", "county", "country")] or found
    elif kind == "settlement":
        found = [one for one in found if one.entry.kind == "city"] or found
    if within is not None:
        holders = [one.entry for one in gazetteer.look_up(within) if one.own]
        found = [one for one in found if any(_holds(holder, one.entry) for holder in holders)] or found
    options = [Option(one, _likely(one), _square(one.entry)) for one in found]
    return tuple(sorted(options, key=lambda one: -one.prior)[:_CONSIDERED])


def _holds(holder: Entry, entry: Entry) -> bool:
    if holder.kind == "country":
        return entry.country == holder.country
    if holder.kind == "division":
        return entry.kind != "division" and entry.division == holder.division
    return entry.number != holder.number and _kilometres(holder, entry) < _SUBURB


def _likely(one: Named) -> float:
    """How likely a candidate is before anything of the text is known: powers of ten of people, or as if."""
    entry = one.entry
    score = _KINDS.get(entry.kind) or log10(entry.population + 100)
    if entry.kind == "division":
        score = _STATE if entry.country in ENGLISH else score - 1.0
    if entry.kind == "city" and COUNTRIES.seats.get(entry.name.lower()) == entry.country:
        score += 0.8
    return score - (0.0 if one.own else 1.5)


def _best(found: Sequence[tuple[float, Entry]], told: Told, name: str, written: str) -> Site | None:
    """The candidate that scores highest; none, where another far from it scores nearly the same."""
    scored = sorted(
        ((weight + told.speaks_for(entry), entry) for weight, entry in found),
        key=lambda pair: -pair[0],
    )
    if not scored:
        return None
    score, best = scored[0]
    rival = next((other for other, one in scored[1:] if _kilometres(one, best) > _SAME), None)
    lead = score - rival if rival is not None else max(score - 2.0, 0.5)
    if lead < _OPEN:
        return None
    part = written.partition(" ")[0].lower() in _DIRECTIONS and name.endswith(f" {fold(best.name)}")
    if told.is_about_elsewhere(best):
        return None
    return Site(best, round(min(0.98, 1 - 0.5 * 10 ** (-lead)), 2), inside=part)


def _inside(names: Sequence[PlaceName], sites: Sequence[Site | None], number: int) -> Site | None:
    """For a part of a place: where the place lies that is said to hold it, else one that its sentence names."""
    name = names[number]
    around = slice(max(0, number - _NEAR), number + _NEAR)
    near = [
        (other, site)
        for other, site in zip(names[around], sites[around], strict=True)
        if site is not None and site.entry.kind in ("city", "county")
    ]
    for other, site in near:
        if other.text == name.within or name.text.startswith(f"{other.text} "):
            return Site(site.entry, round(site.confidence * 0.8, 2), inside=True)
    for other, site in near:
        if other.sentence == name.sentence >= 0 and (name.kind == "part" or site.entry.kind == "county"):
            return Site(site.entry, round(site.confidence * 0.5, 2), inside=True)
    return None


def _square(entry: Entry) -> tuple[int, int]:
    return round(entry.latitude), round(entry.longitude)


def _kilometres(one: Entry, other: Entry) -> float:
    """How far apart, well enough for what is near; round the date line it is not."""
    across = (one.longitude - other.longitude) * cos(radians((one.latitude + other.latitude) / 2))
    return 111.2 * hypot(one.latitude - other.latitude, across)
