"""What times mean that name themselves: days, months, years, quarters."""

import re
from typing import Final

from streams.extraction.calendar import MONTHS, iso_year, nearest_day, nearest_month
from streams.extraction.spoken import read_words
from streams.extraction.timex import Anchor, Reading, preceded

_ORDER: Final = {
    "latter": 2,
    "last": 2,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}


def read_iso(found: re.Match[str], anchor: Anchor) -> Reading | None:
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Reading(found.end(), "DATE", f"{year:04}-{month:02}-{day:02}")


def read_month_day(found: re.Match[str], anchor: Anchor) -> Reading | None:
    month, day = MONTHS[found["month"].lower().rstrip(".")], int(found["day"])
    if not 1 <= day <= 31 or (found["month"].lower() == "may" and found["month"] == "may"):
        return None
    return Reading(found.end(), "DATE", nearest_day(anchor.day, _full_year(found["year"]), month, day))


def _full_year(written: str | None) -> int | None:
    if written is None:
        return None
    year = int(written)
    return year if year > 99 else year + (1900 if year > 30 else 2000)


def read_month(found: re.Match[str], anchor: Anchor) -> Reading | None:
    name = found["month"]
    if name[0].islower():
        return None
    before = _BEFORE_MONTH if name == "May" else (*_BEFORE_MONTH, "for ")
    if name in ("May", "March", "Mar") and found["year"] is None and not preceded(found, before):
        return None
    month = MONTHS[name.lower().rstrip(".")]
    return Reading(found.end(), "DATE", nearest_month(anchor.day, _full_year(found["year"]), month, anchor.ahead))


_BEFORE_MONTH: Final = (
    "in ",
    "by ",
    "since ",
    "until ",
    "of ",
    "early ",
    "late ",
    "mid-",
    "from ",
    "before ",
    "after ",
)


def read_year(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return Reading(found.end(), "DATE", found[1])


def read_spoken_year(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """ "nineteen ninety-six", "two thousand"."""
    rest = 0 if not found["rest"] else read_words(found["rest"].lower().replace("-", " ").split())
    hundreds = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000, "two thousand": 2000}[found["hundreds"].lower()]
    return None if rest is None or rest > 99 else Reading(found.end(), "DATE", str(hundreds + int(rest)))


def read_fiscal(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return Reading(found.end(), "DATE", f"FY{found[1]}")


def read_century(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return Reading(found.end(), "DATE", f"{int(found[1]) - 1:02}") if 1 <= int(found[1]) <= 30 else None


def read_decade(found: re.Match[str], anchor: Anchor) -> Reading | None:
    written = found[1]
    return Reading(found.end(), "DATE", written[:3] if len(written) == 4 else f"19{written[0]}")


def read_quarter(found: re.Match[str], anchor: Anchor) -> Reading | None:
    order = found["order"]
    number = _ORDER[order.lower()] if order else int(found["q"])
    kind = "H" if found["half"] else "Q"
    if kind == "H" and number > 2:
        return None
    year = found["year"] or (iso_year(anchor.day) or "XXXX")
    return Reading(found.end(), "DATE", f"{year}-{kind}{number}")
