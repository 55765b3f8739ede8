import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest

from streams.extraction.gazetteer import Gazetteer, fold, ready
from streams.extraction.gazetteer.index import Row, write

GAZETTEER = ready()


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Kraków", "krakow"),
        ("St. John's", "saint johns"),
        ("Port-au-Prince", "port au prince"),
        ("İzmir", "izmir"),
        ("WASHINGTON, D.C.", "washington dc"),
        ("Łódź", "lodz"),
        ("", ""),
    ],
)
def test_a_name_has_one_spelling(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("name", "kind", "country", "division"),
    [
        ("Kiev", "city", "UKR", "Kyiv City"),
        ("Bogota", "city", "COL", "Bogota D.C."),
        ("Mecklenburg County", "county", "USA", "North Carolina"),
        ("Zhejiang", "division", "CHN", "Zhejiang"),
        ("Kherson Oblast", "division", "UKR", "Kherson"),
        ("Ivory Coast", "country", "CIV", None),
        ("Sea of Azov", "region", None, None),
        ("Tyneside", "region", "GBR", None),
        ("Africa", "region", None, None),
    ],
)
def test_what_is_known_of_a_place(name: str, kind: str, country: str | None, division: str | None) -> None:
    found = [one.entry for one in GAZETTEER.look_up(name)]
    assert (kind, country, division) in [(one.kind, one.country, one.division_name) for one in found]


def test_namesakes_are_all_found_and_told_apart() -> None:
    found = [one.entry for one in GAZETTEER.look_up("springfield") if one.own]
    assert {"US.IL", "US.MA", "US.MO", "US.OR"} <= {one.division for one in found}
    assert len({one.geonames_id for one in found}) == len(found)


@pytest.mark.parametrize("name", ["", "Nowhere-upon-Nothing", "\ud800", "x" * 10_000])
def test_what_nobody_calls_a_place_is_none(name: str) -> None:
    assert GAZETTEER.look_up(name) == ()


def test_every_entry_lies_on_earth_and_reads_back(tmp_path: Path) -> None:
    rows = [
        Row("city", "Ærø" * 120, "DNK", "DK.21", 54.85, 10.4, 6_000, 2625000, own=("Ærø",), others=("Arrö", "Aero")),
        Row("region", "Nullmark", None, None, -90.0, 180.0, 0, None, own=("Nullmark", "Nil")),
    ]
    write(tmp_path / "small.index", rows, {"DK.21": "South Denmark"})
    small = Gazetteer(tmp_path / "small.index")
    (aero,) = small.look_up("AERO")
    assert (aero.own, aero.entry.country, aero.entry.division_name) == (True, "DNK", "South Denmark")
    assert aero.entry.name == ("Ærø" * 120).encode()[:255].decode()
    (nil,) = small.look_up("nil")
    assert (nil.entry.latitude, nil.entry.longitude, nil.entry.country, nil.entry.geonames_id) == (-90, 180, None, None)


def test_a_file_that_is_no_index_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"something else, long enough to hold a header of that size")
    with pytest.raises(ValueError, match="no index of places"):
        Gazetteer(other)


def test_processes_that_start_together_make_one_index(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "streams.extraction.gazetteer", str(tmp_path)]
    together = [subprocess.Popen(command) for _ in range(3)]
    assert [process.wait(120) for process in together] == [0, 0, 0]
    (index,) = tmp_path.glob("places-*")
    made = index.stat().st_mtime_ns
    started = perf_counter()
    gazetteer = ready(tmp_path)
    assert perf_counter() - started < 0.5
    assert index.stat().st_mtime_ns == made
    assert index.stat().st_size < 120 * 1024**2
    assert gazetteer.look_up("Lagos")
