"""The compiled index: written once, mapped into memory by every process that looks a name up in it.

The file holds, one after another: a header, a JSON of what few entries share (divisions), the sorted 64-bit hashes of
the folded names, for each of those an entry's number, the entries, and the entries' own names.
"""

import json
import mmap
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Final, Literal

from streams.extraction.gazetteer.spelling import fold

Kind = Literal["country", "division", "county", "city", "region"]

_KINDS: Final[tuple[Kind, ...]] = ("country", "division", "county", "city", "region")
_HEADER: Final = struct.Struct("=8s5Q")
_MAGIC: Final = b"PLACES01"
_ENTRY: Final = struct.Struct("=ffIIIHHBB2x")
_NOWHERE: Final = 0xFFFF
_OTHER_NAME: Final = 0x80000000
_REMEMBERED: Final = 1 << 15


@dataclass(frozen=True, slots=True)
class Entry:
    """A place: `division` is the code of its country's first-level division, `division_name` what that is called."""

    number: int
    kind: Kind
    name: str
    country: str | None
    division: str | None
    division_name: str | None
    latitude: float
    longitude: float
    population: int
    geonames_id: int | None


@dataclass(frozen=True, slots=True)
class Named:
    """An entry that a name may mean; `own`: the name is the one it goes by, not one of its others."""

    entry: Entry
    own: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An entry to write: the names that it is found by, its own and others."""

    kind: Kind
    name: str
    country: str | None
    division: str | None
    latitude: float
    longitude: float
    population: int
    geonames_id: int | None
    own: tuple[str, ...]
    others: tuple[str, ...] = ()


class Gazetteer:
    """Looks names up in a compiled index. Read-only, so it may be shared by threads and across a fork."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, *sizes = _HEADER.unpack_from(self._map)
        if magic != _MAGIC:
            raise ValueError(f"{path} is no index of places")
        bounds = [_HEADER.size]
        for size in sizes:
            bounds.append(bounds[-1] + size)
        whole = memoryview(self._map)
        self._hashes = whole[bounds[0] : bounds[1]].cast("Q")
        self._numbers = whole[bounds[1] : bounds[2]].cast("I")
        self._entries = bounds[2]
        self._names = bounds[3]
        shared = json.loads(bytes(whole[bounds[4] : bounds[5]]))
        self._countries: list[str] = shared["countries"]
        self._divisions: list[tuple[str, str]] = shared["divisions"]
        self.look_up = lru_cache(_REMEMBERED)(self._look_up)

    def _look_up(self, name: str) -> tuple[Named, ...]:
        """All that a name may mean, in the order in which they were written: the most populous first."""
        wanted = _hash(fold(name))
        found = []
        place = bisect_left(self._hashes, wanted)
        while place < len(self._hashes) and self._hashes[place] == wanted:
            number = self._numbers[place]
            found.append(Named(self._entry(number & ~_OTHER_NAME), not number & _OTHER_NAME))
            place += 1
        return tuple(sorted(found, key=lambda one: (-one.entry.population, one.entry.number)))

    def _entry(self, number: int) -> Entry:
        latitude, longitude, population, identity, at, country, division, kind, length = _ENTRY.unpack_from(
            self._map, self._entries + number * _ENTRY.size
        )
        code, called = self._divisions[division] if division != _NOWHERE else (None, None)
        return Entry(
            number,
            _KINDS[kind],
            self._map[self._names + at : self._names + at + length].decode(),
            self._countries[country] if country != _NOWHERE else None,
            code,
            called,
            round(latitude, 5),
            round(longitude, 5),
            population,
            identity or None,
        )


def write(path: Path, rows: Iterable[Row], divisions: dict[str, str]) -> None:
    """Write an index of the rows; `divisions` names the codes that they give."""
    countries: dict[str, int] = {}
    codes = {code: number for number, code in enumerate(divisions)}
    entries, names = bytearray(), bytearray()
    keys: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        name = row.name.encode()[:255].decode(errors="ignore").encode()
        entries += _ENTRY.pack(
            row.latitude,
            row.longitude,
            min(row.population, 0xFFFFFFFF),
            row.geonames_id or 0,
            len(names),
            _NOWHERE if row.country is None else countries.setdefault(row.country, len(countries)),
            _NOWHERE if row.division is None else codes.get(row.division, _NOWHERE),
            _KINDS.index(row.kind),
            len(name),
        )
        names += name
        keys += _keys(row, number)
    keys.sort()
    shared = json.dumps({"countries": list(countries), "divisions": list(divisions.items())}).encode()
    parts = (
        array("Q", (key for key, _ in keys)).tobytes(),
        array("I", (number for _, number in keys)).tobytes(),
        bytes(entries),
        bytes(names),
        shared,
    )
    with path.open("wb") as file:
        file.write(_HEADER.pack(_MAGIC, *map(len, parts)))
        for part in parts:
            file.write(part)


def _keys(row: Row, number: int) -> Iterator[tuple[int, int]]:
    own = {fold(name) for name in row.own} - {""}
    yield from ((_hash(name), number) for name in sorted(own))
    yield from (
        (_hash(name), number | _OTHER_NAME) for name in sorted({fold(name) for name in row.others} - own - {""})
    )


def _hash(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "replace"), digest_size=8).digest(), "little")
