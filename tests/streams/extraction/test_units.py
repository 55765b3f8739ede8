import pint
import pytest

from streams.extraction.lexicon.measures import CURRENCIES, UNITS
from streams.extraction.units import read_period, read_unit


def test_every_unit_is_one_that_pint_knows() -> None:
    registry = pint.UnitRegistry()
    registry.define("ppb = 1e-9")  # of parts, pint knows only those per million
    for unit in sorted(set(UNITS.values())):
        registry.parse_units(unit)


def test_no_two_currencies_share_what_stands_before_or_after_an_amount() -> None:
    for kind in ("symbols", "names", "hundredths", "dollars"):
        written = [word for row in CURRENCIES for word in getattr(row, kind)]
        assert sorted(written) == sorted(set(written)), kind


@pytest.mark.parametrize("name", sorted(UNITS))
def test_a_unit_is_read_as_it_is_written(name: str) -> None:
    unit, kind, factor, end = read_unit(f" {name} ", 0, None)
    assert (unit, kind, factor, end) == (UNITS[name], "physical", 1, len(name) + 1)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (" a month", "P1M"),
        (" per year", "P1Y"),
        ("/day", "P1D"),
        (" every week", "P1W"),
        (" annually", "P1Y"),
        (" over three years", "P3Y"),
        (" over the next 18 months", "P18M"),
        (" over the fence", None),
        (" a boat", None),
    ],
)
def test_a_period_is_read_behind_an_amount(text: str, period: str | None) -> None:
    found = read_period(text, 0)
    assert (found and found[0]) == period
