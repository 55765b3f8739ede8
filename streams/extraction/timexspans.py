"""What durations, hours, sets and vague times mean."""

import re
from typing import Final

from streams.extraction.calendar import (
    FOREVER,
    MONTHS,
    PARTS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    add_days,
    count,
    iso_day,
    weekday,
)
from streams.extraction.timex import Anchor, Reading, preceded

_DAWN: Final = 6


def read_duration(found: re.Match[str], anchor: Anchor) -> Reading | None:
    number, unit = count(found["number"]), UNITS[found["unit"].lower()]
    if unit == "Y" and found.string.startswith(("-old", " old"), found.end()):
        return None
    written = "X" if number is None else f"{number.normalize():f}"
    if number is not None and unit in ("E", "C", "F"):
        unit, times = {"E": ("Y", 10), "C": ("Y", 100), "F": ("W", 2)}[unit]
        written = f"{(number * times).normalize():f}"
    unit = {"E": "DE", "C": "CE", "F": "W", "Q": "Q", "m": "M"}.get(unit, unit)
    clock = UNITS[found["unit"].lower()] in ("H", "m", "S")
    exact = found["number"][0].isdecimal() or number is not None
    return Reading(found.end(), "DURATION", f"P{'T' if clock else ''}{written}{unit}", measures=exact)


def read_many(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """ "for years", "over decades": how many is left open."""
    if not preceded(found, ("for ", "over ", "after ", "within ", "in ", "took ", "of ")):
        return None
    unit = UNITS[found["unit"].lower()]
    code = {"E": "DE", "C": "CE", "m": "M", "F": "W"}.get(unit, unit)
    return Reading(found.end(), "DURATION", f"P{'T' if unit in ('H', 'm', 'S') else ''}X{code}")


def read_named_hour(found: re.Match[str], anchor: Anchor) -> Reading | None:
    hour = "12" if found["hour"].lower() == "noon" else "00"
    day = iso_day(anchor.latest)
    if found["day"]:
        day = weekday(anchor.day, WEEKDAYS[found["day"][:3].lower()], anchor.ahead)
    return Reading(found.end(), "TIME", f"{day or 'XXXX-XX-XX'}T{hour}:00")


def read_clock(found: re.Match[str], anchor: Anchor) -> Reading | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower()[:1]
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12) or (not half and found["minute"] is None):
        return None
    hour = hour % 12 + 12 if half == "p" else hour % 12 if half == "a" else hour
    small = half == "a" and hour < _DAWN and anchor.night and anchor.told != anchor.day
    # "Overnight … at 12:30 a.m.": the day after the one on which that night began.
    day = iso_day(add_days(anchor.told, 1) if small else anchor.latest)
    if found["day"]:
        day = weekday(anchor.day, WEEKDAYS[found["day"][:3].lower()], anchor.ahead)
    return Reading(found.end(), "TIME", f"{day or 'XXXX-XX-XX'}T{hour:02}:{minute:02}")


def read_set(found: re.Match[str], anchor: Anchor) -> Reading | None:
    word = found["unit"].lower()
    if word[:3] in WEEKDAYS and word.rstrip("s").endswith("day") and word not in ("day", "days"):
        return Reading(found.end(), "SET", f"XXXX-WXX-{WEEKDAYS[word[:3]] + 1}")
    if word in PARTS:
        return Reading(found.end(), "SET", f"XXXX-XX-XXT{PARTS[word]}")
    if word in SEASONS:
        return Reading(found.end(), "SET", f"XXXX-{SEASONS[word]}")
    if word.rstrip(".") in MONTHS:
        return Reading(found.end(), "SET", f"XXXX-{MONTHS[word.rstrip('.')]:02}")
    unit = UNITS[word]
    return Reading(found.end(), "SET", f"PT1{unit.upper()}" if unit in ("H", "m", "S") else f"P1{unit}")


_OFTEN: Final = {
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "annually": "P1Y",
    "yearly": "P1Y",
    "nightly": "P1D",
}


def read_often(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return Reading(found.end(), "SET", _OFTEN[found[1].lower()])


def read_vague(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return Reading(found.end(), "DATE", FOREVER[found[0].lower()])
