"""What English times mean: the TIMEX3 value of each form that the rules know."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal

from streams.extraction.calendar import (
    FOREVER,
    MONTHS,
    PARTS,
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
    nearest_day,
    nearest_month,
    weekday,
)
from streams.extraction.spoken import read_words

Type = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative expressions are counted from: publication, in its own offset; `ahead`, where the verb says so.

    `told` is the day that the text named last, shortly before; `quarter` the business quarter ("2025-Q3").
    """

    published: datetime | None
    ahead: bool = False
    told: date | None = None
    quarter: str | None = None

    @property
    def day(self) -> date | None:
        return None if self.published is None else self.published.date()

    @property
    def latest(self) -> date | None:
        """The day that the text speaks of: the one it named, else publication's."""
        return self.told or self.day

    def after(self, value: str | None) -> "Anchor":
        """What counts behind an expression of that value."""
        if value is not None and (day := _DAY.match(value)):
            try:
                return replace(self, told=date.fromisoformat(day[0]))
            except ValueError:
                return self
        newer = value is not None and _QUARTER.fullmatch(value) and (self.quarter is None or value > self.quarter)
        return replace(self, quarter=value) if newer else self

    def towards(self, ahead: bool) -> "Anchor":
        return replace(self, ahead=ahead) if ahead != self.ahead else self


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule read, and where in the text it ends."""

    end: int
    type: Type
    value: str | None
    measures: bool = False


_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_QUARTER: Final = re.compile(r"\d{4}-Q[1-4]")
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
    if name in ("May", "March", "Mar") and found["year"] is None and not _preceded(found, _BEFORE_MONTH):
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


def _preceded(found: re.Match[str], words: tuple[str, ...]) -> bool:
    """Whether one of the words stands right before."""
    return found.string[max(0, found.start() - 8) : found.start()].lower().endswith(words)


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
    base = anchor.latest if steps and unit in ("day", *PARTS) else anchor.told
    if base is None:
        return None
    if unit in PARTS:
        day = iso_day(add_days(base, steps))
        return Reading(found.end(), "TIME", day and f"{day}T{PARTS[unit]}")
    return Reading(found.end(), "DATE", _stepped(base, unit, steps))


def read_part_of(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """ "earlier in the day"."""
    base = anchor.latest
    return Reading(found.end(), "DATE", None if base is None else _stepped(base, found["unit"].lower(), 0))


def read_the_year(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """ "for the year": the one of publication."""
    if not _preceded(found, ("for ", "of ", "in ", "during ")):
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
            year = iso_year(add_months(day, 12 * steps))
            return year and f"{year}-{SEASONS[unit]}"


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
    year = found["year"] or iso_year(anchor.day) or "XXXX"
    return Reading(found.end(), "DATE", f"{year}-{SEASONS[found['season'].lower()]}")


def read_ago(found: re.Match[str], anchor: Anchor) -> Reading | None:
    number, unit = count(found["number"]), UNITS[found["unit"].lower()]
    ago = found["ago"].lower()
    later = ago in ("later", "from now", "hence", "after")
    if number == 1 and unit == "Y" and not later and anchor.quarter is not None:
        return Reading(found.end(), "DATE", _year_before(anchor.quarter))
    base = anchor.latest if ago in ("earlier", "later", "before", "after") else anchor.day
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
    value = _stepped(
        base,
        {
            "D": "day",
            "W": "week",
            "M": "month",
            "Y": "year",
            "Q": "quarter",
            "E": "decade",
            "C": "century",
            "F": "week",
            "WE": "weekend",
        }[unit],
        steps * (2 if unit == "F" else 1),
    )
    return Reading(found.end(), "DATE", value)


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
    if not _preceded(found, ("for ", "over ", "after ", "within ", "in ", "took ", "of ")):
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
    day = iso_day(anchor.latest)
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
