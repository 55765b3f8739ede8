"""Which of the places of a name is meant: by size, by what stands beside it, and by the other places of the text."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
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
_CLEARLY: Final = 0.6
"""Share of one country in all that a text names, from which on it is about that one."""
_SPELLED: Final = 0.4
"""What it counts that a name is spelled as the gazetteer spells it."""
_STATE: Final = 6.3
_KINDS: Final = {"country": 8.2, "region": 7.0, "county": 5.0}


@dataclass(frozen=True, slots=True)
class Site:
    """Where a name lies; `confidence` is how sure that is, `inside`: that is the place that holds what is named."""

    entry: Entry
    confidence: float
    inside: bool = False


@dataclass(slots=True)
class Told:
    """What a text tells of where it plays: how often which country, division and square degree comes up."""

    countries: Counter[str] = field(default_factory=Counter)
    divisions: Counter[str] = field(default_factory=Counter)
    squares: dict[tuple[int, int], set[str]] = field(default_factory=lambda: defaultdict(set))

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

    def speaks_for(self, entry: Entry, name: str) -> float:
        """How much nearer the rest of the text brings a candidate."""
        score = 0.0
        if entry.country is not None and entry.country in self.countries:
            score += 1.0 + self.countries[entry.country] / self.countries.total()
        if entry.division is not None and entry.division in self.divisions:
            score += 1.2 + self.divisions[entry.division] / self.divisions.total()
        row, column = _square(entry)
        near: set[str] = set()
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                near |= self.squares.get((row + north, column + east), set())
        return score + min(len(near - {name}), 3) * 0.4


def locate(
    names: Sequence[PlaceName], gazetteer: Gazetteer, hints: Iterable[str] = ()
) -> tuple[list[Site | None], str | None]:
    """The site of each name, and the country that the text is about; `hints` are codes of countries beside."""
    keys = [(fold(name.text), name.within, name.kind) for name in names]
    options = {key: _options(gazetteer, name) for key, name in zip(keys, names, strict=True)}
    written = {key: name.text for key, name in zip(keys, names, strict=True)}
    chosen: dict[tuple[str, str | None, str | None], Site | None] = {}
    hinted = Counter(hints)
    for _ in range(_ROUNDS):
        told = _told(keys, options, chosen, hinted)
        chosen = {key: _best(found, told, key[0], written[key]) for key, found in options.items()}
    sites = [chosen[key] for key in keys]
    told = _told(keys, options, chosen, hinted)
    return [site or _inside(names, sites, number) for number, site in enumerate(sites)], told.country()


def _told(
    keys: Sequence[tuple[str, str | None, str | None]],
    options: dict[tuple[str, str | None, str | None], list[Named]],
    chosen: dict[tuple[str, str | None, str | None], Site | None],
    hinted: Counter[str],
) -> Told:
    told = Told(countries=Counter(hinted))
    for key in keys:
        site = chosen.get(key)
        if site is not None and site.confidence > 0.8:
            told.add(site.entry)
        elif not chosen and options[key]:
            first = options[key][0].entry
            if first.kind == "country" or (first.kind == "division" and len(options[key]) == 1) or key[1] is not None:
                told.add(first)
    for key, found in options.items():
        for one in found:
            if one.own and one.entry.kind in ("city", "county"):
                told.squares[_square(one.entry)].add(key[0])
    return told


def _options(gazetteer: Gazetteer, name: PlaceName) -> list[Named]:
    """Candidates, likeliest first; where a holder is named, those in it alone."""
    found = list(gazetteer.look_up(name.text))
    first, _, rest = name.text.partition(" ")
    if rest and (first.lower() == "the" or first.lower() in _DIRECTIONS) and not any(one.own for one in found):
        found = list(gazetteer.look_up(rest)) or found
    if name.kind == "division":
        found = [one for one in found if one.entry.kind in ("division", "county", "country")] or found
    elif name.kind == "settlement":
        found = [one for one in found if one.entry.kind == "city"] or found
    if name.within is not None:
        holders = [one.entry for one in gazetteer.look_up(name.within) if one.own]
        found = [one for one in found if any(_holds(holder, one.entry) for holder in holders)] or found
    return sorted(found, key=_likely, reverse=True)[:_CONSIDERED]


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


def _best(found: list[Named], told: Told, name: str, written: str) -> Site | None:
    """The candidate that scores highest; none, where another far from it scores nearly the same."""
    scored = sorted(
        (
            (_likely(one) + told.speaks_for(one.entry, name) + _SPELLED * (one.entry.name == written), one)
            for one in found
        ),
        key=lambda pair: -pair[0],
    )
    if not scored:
        return None
    score, best = scored[0]
    rival = next((other for other, one in scored[1:] if _kilometres(one.entry, best.entry) > _SAME), None)
    lead = score - rival if rival is not None else max(score - 2.0, 0.5)
    if lead < _OPEN:
        return None
    part = written.partition(" ")[0].lower() in _DIRECTIONS and name.endswith(f" {fold(best.entry.name)}")
    if told.is_about_elsewhere(best.entry):
        return None
    return Site(best.entry, round(min(0.98, 1 - 0.5 * 10 ** (-lead)), 2), inside=part)


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
