"""What times mean that are counted from another: from publication, or from what the text named last."""

import re
from datetime import date, timedelta
from typing import Final

from streams.extraction.calendar import (
    MONTHS,
    PARTS,
    SEASON_BEGINS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    add_days,
    add_months,
    count,
    iso_day,
    iso_month,
    iso_week,
    iso_year,
    months_off,
    weekday,
    years_off,
)
from streams.extraction.timex import Anchor, Reading, preceded


def read_weekday(found: re.Match[str], anchor: Anchor) -> Reading | None:
    which = (found["which"] or "").lower().strip()
    if found["day"][-1] in "sS" and len(found["day"]) > len("Thurs") and found["part"] is None:
        return Reading(found.end(), "SET", f"XXXX-WXX-{WEEKDAYS[found['day'][:3].lower()] + 1}")
    day = weekday(
        anchor.day,
        WEEKDAYS[found["day"][:3].lower()],
        ahead=which in ("next", "coming") or (anchor.ahead and which != "last"),
    )
    if which == "last" and anchor.day is not None and day == iso_day(anchor.day):
        day = weekday(add_days(anchor.day, -1), WEEKDAYS[found["day"][:3].lower()], ahead=False)
    return _with_part(found, day)


def _with_part(found: re.Match[str], day: str | None) -> Reading:
    part = found["part"]
    if part is None or day is None:
        return Reading(found.end(), "DATE", day)
    return Reading(found.end(), "TIME", f"{day}T{PARTS[part.lower()]}")


_NEAR: Final = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}


def read_near(found: re.Match[str], anchor: Anchor) -> Reading | None:
    word = found["day"].lower()
    day = iso_day(add_days(anchor.day, _NEAR[word]))
    if word == "tonight":
        return Reading(found.end(), "TIME", day and f"{day}TNI")
    return _with_part(found, day)


def read_this_part(found: re.Match[str], anchor: Anchor) -> Reading | None:
    day = iso_day(add_days(anchor.day, -1 if found["which"].lower() == "last" else 0))
    return Reading(found.end(), "TIME", day and f"{day}T{PARTS[found['part'].lower()]}")


def read_overnight(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """The night that begins on the day named, else the one before publication."""
    if found["day"]:
        day = weekday(anchor.day, WEEKDAYS[found["day"][:3].lower()], anchor.ahead)
    else:
        day = iso_day(add_days(anchor.day, -1))
    return Reading(found.end(), "TIME", day and f"{day}TNI")


def read_weekend(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """The one that publication lies in, else the last one, or where the verb says so the next."""
    if anchor.day is None:
        return Reading(found.end(), "DATE", None)
    on_it = anchor.day.weekday() >= WEEKDAYS["sat"]
    return Reading(found.end(), "DATE", _stepped(anchor.day, "weekend", 0 if on_it or anchor.ahead else -1))


_TOLD: Final = {"next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1}


def read_told(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """ "the next day", "that night", "the month before": counted from the day that the text named last."""
    unit = found["unit"].lower()
    steps = _TOLD.get((found["which"] or found["behind"] or "").lower(), 0)
    if anchor.year is not None and unit in _LONG and not preceded(found, _OVER):
        return Reading(found.end(), "DATE", _off(anchor, unit, steps))
    base = anchor.latest if steps and unit in ("day", *PARTS) else anchor.told
    if base is None:
        return None
    if unit in PARTS:
        day = iso_day(add_days(base, steps))
        return Reading(found.end(), "TIME", day and f"{day}T{PARTS[unit]}")
    return Reading(found.end(), "DATE", _stepped(base, unit, steps))


_LONG: Final = frozenset(("week", "month", "year"))
_OVER: Final = ("over ", "within ", "during ", "for ", "throughout ")
"""What makes "the next year" twelve months from now."""


def _off(anchor: Anchor, unit: str, steps: int) -> str | None:
    """The year, month or week that many on from the time that the text named last; None where that says too little."""
    assert anchor.year is not None
    if unit == "year":
        return years_off(anchor.year, steps)
    if unit == "month" and anchor.month is not None:
        return months_off(anchor.year, anchor.month, steps)
    if anchor.told is not None and anchor.told.year == anchor.year:
        return _stepped(anchor.told, unit, steps)
    base = None if anchor.long_ago else anchor.latest
    return None if base is None else _stepped(base, unit, steps)


def read_named_told(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """ "the following March", "the previous winter": counted from the time that the text named last, or unknown."""
    name = found["name"].lower().rstrip(".")
    season = SEASONS.get(name)
    begins = MONTHS[name] if season is None else SEASON_BEGINS[season]
    if anchor.year is None:
        return Reading(found.end(), "DATE", None)
    steps = _TOLD[found["which"].lower()]
    if anchor.month is None:
        away = 0 if steps > 0 and season == "WI" else steps
    elif steps > 0:
        away = int(begins <= anchor.month)
    else:
        away = -int(begins >= anchor.month)
    year = years_off(anchor.year, away)
    return Reading(found.end(), "DATE", year and f"{year}-{season or f'{begins:02}'}")


def read_part_of(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """ "earlier in the day"."""
    base = anchor.latest
    return Reading(found.end(), "DATE", None if base is None else _stepped(base, found["unit"].lower(), 0))


def read_the_year(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """ "for the year": the one of publication."""
    if not preceded(found, ("for ", "of ", "in ", "during ")):
        return None
    return Reading(found.end(), "DATE", iso_year(anchor.day))


def read_quarter_told(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """ "the year-ago quarter": the one that the text is about, a year before."""
    return None if anchor.quarter is None else Reading(found.end(), "DATE", _year_before(anchor.quarter))


def _year_before(quarter: str) -> str:
    return f"{int(quarter[:4]) - 1:04}{quarter[4:]}"


_STEPS: Final = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "next": 1,
    "coming": 1,
    "following": 1,
    "this": 0,
    "the current": 0,
}


def read_unit_step(found: re.Match[str], anchor: Anchor) -> Reading | None:
    which, unit = found["which"].lower(), found["unit"].lower()
    if anchor.day is None:
        return Reading(found.end(), "DATE", {-1: "PAST_REF", 1: "FUTURE_REF", 0: "PRESENT_REF"}[_STEPS[which]])
    return Reading(found.end(), "DATE", _stepped(anchor.day, unit, _STEPS[which]))


def _stepped(day: date, unit: str, steps: int) -> str | None:
    """The calendar unit that many units from the one that a day lies in."""
    match unit:
        case "week":
            # English weeks begin on Sunday, ISO's on Monday.
            return iso_week(add_days(day, 7 * steps + (day.weekday() == WEEKDAYS["sun"])))
        case "weekend":
            week = iso_week(add_days(day, 7 * steps))
            return week and f"{week}-WE"
        case "month":
            return iso_month(add_months(day, steps))
        case "quarter":
            moved = add_months(day, 3 * steps)
            return None if moved is None else f"{moved.year:04}-Q{(moved.month + 2) // 3}"
        case "year":
            return iso_year(add_months(day, 12 * steps))
        case "decade":
            moved = add_months(day, 120 * steps)
            return None if moved is None else f"{moved.year:04}"[:3]
        case "century":
            moved = add_months(day, 1200 * steps)
            return None if moved is None else f"{moved.year:04}"[:2]
        case "day":
            return iso_day(add_days(day, steps))
        case _:
            season = SEASONS[unit]
            if steps < 0 and SEASON_BEGINS[season] + _SEASON <= day.month:
                # "Last spring", said in autumn: it is over.
                steps += 1
            year = iso_year(add_months(day, 12 * steps))
            return year and f"{year}-{season}"


def read_month_step(found: re.Match[str], anchor: Anchor) -> Reading | None:
    month = MONTHS[found["month"].lower().rstrip(".")]
    if anchor.day is None:
        return Reading(found.end(), "DATE", f"XXXX-{month:02}")
    year, which = anchor.day.year, found["which"].lower()
    if which in ("last", "past", "previous") and month >= anchor.day.month:
        year -= 1
    if which in ("next", "coming") and month <= anchor.day.month:
        year += 1
    return Reading(found.end(), "DATE", f"{year:04}-{month:02}")


def read_season(found: re.Match[str], anchor: Anchor) -> Reading | None:
    season = SEASONS[found["season"].lower()]
    year, day = found["year"] or iso_year(anchor.day) or "XXXX", anchor.day
    if found["year"] is None and day is not None and season != "WI":
        if anchor.ahead and SEASON_BEGINS[season] + _SEASON <= day.month:
            year = years_off(day.year, 1) or year
        elif anchor.behind and SEASON_BEGINS[season] > day.month:
            year = years_off(day.year, -1) or year
    return Reading(found.end(), "DATE", f"{year}-{season}")


_SEASON: Final = 3
"""Months of one."""


def read_ago(found: re.Match[str], anchor: Anchor) -> Reading | None:
    number, unit = count(found["number"]), UNITS[found["unit"].lower()]
    ago = found["ago"].lower()
    later = ago in ("later", "from now", "hence", "after")
    if number == 1 and unit == "Y" and not later and anchor.quarter is not None:
        return Reading(found.end(), "DATE", _year_before(anchor.quarter))
    told = ago in ("earlier", "later", "before", "after")
    base = anchor.latest if told else anchor.day
    if base is None or anchor.published is None or number is None:
        return Reading(found.end(), "DATE", "FUTURE_REF" if later else "PAST_REF")
    steps = int(number) if later else -int(number)
    if unit in ("H", "m", "S"):
        seconds = {"H": 3600, "m": 60, "S": 1}[unit] * (float(number) if later else -float(number))
        try:
            moment = anchor.published + timedelta(seconds=seconds)
        except OverflowError:
            return None
        return Reading(found.end(), "TIME", moment.strftime("%Y-%m-%dT%H:%M"))
    if told and unit in ("W", "M", "Y") and anchor.year is not None:
        return Reading(found.end(), "DATE", _off(anchor, _NAMES[unit], steps))
    if told and anchor.long_ago and (anchor.told is None or anchor.told.year != anchor.year):
        return Reading(found.end(), "DATE", None)
    return Reading(found.end(), "DATE", _stepped(base, _NAMES[unit], steps * (2 if unit == "F" else 1)))


_NAMES: Final = {
    "D": "day",
    "W": "week",
    "M": "month",
    "Y": "year",
    "Q": "quarter",
    "E": "decade",
    "C": "century",
    "F": "week",
    "WE": "weekend",
}
