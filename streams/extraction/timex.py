"""How English writes times, one rule a form, each with its TIMEX3 value."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal

from streams.extraction.calendar import (
    DAY,
    FOREVER,
    MONTH,
    MONTHS,
    PARTS,
    SEASON,
    SEASONS,
    UNIT,
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

Type = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative expressions are counted from: publication, in its own offset; `ahead` of it, where the verb says."""

    published: datetime | None
    ahead: bool = False

    @property
    def day(self) -> date | None:
        return None if self.published is None else self.published.date()

    def towards(self, ahead: bool) -> "Anchor":
        return replace(self, ahead=ahead) if ahead != self.ahead else self


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule read, and where in the text it ends."""

    end: int
    type: Type
    value: str | None
    measures: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that begins where a word does, and what it means."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Anchor], Reading | None]


_NUMBER: Final = r"\d{1,4}(?:\.\d)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|forty|fifty|sixty|several|a few|few|a couple of|couple of|many|half an?"
_YEAR: Final = r"(?:1[6-9]|20)\d\d(?!\d|,\d|\.\d)"
_PART: Final = "morning|afternoon|evening|night"
_ORDER: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def _iso(found: re.Match[str], anchor: Anchor) -> Reading | None:
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Reading(found.end(), "DATE", f"{year:04}-{month:02}-{day:02}")


def _month_day(found: re.Match[str], anchor: Anchor) -> Reading | None:
    month, day = MONTHS[found["month"].lower().rstrip(".")], int(found["day"])
    if not 1 <= day <= 31 or (found["month"].lower() == "may" and found["month"] == "may"):
        return None
    return Reading(found.end(), "DATE", nearest_day(anchor.day, _full_year(found["year"]), month, day))


def _full_year(written: str | None) -> int | None:
    if written is None:
        return None
    year = int(written)
    return year if year > 99 else year + (1900 if year > 30 else 2000)


def _month(found: re.Match[str], anchor: Anchor) -> Reading | None:
    name = found["month"]
    if name[0].islower() or (name in ("May", "March", "Mar") and found["in"] is None and found["year"] is None):
        return None
    month = MONTHS[name.lower().rstrip(".")]
    return Reading(found.end(), "DATE", nearest_month(anchor.day, _full_year(found["year"]), month, anchor.ahead))


def _year(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return Reading(found.end(), "DATE", found[1])


def _decade(found: re.Match[str], anchor: Anchor) -> Reading | None:
    written = found[1]
    return Reading(found.end(), "DATE", written[:3] if len(written) == 4 else f"19{written[0]}")


def _quarter(found: re.Match[str], anchor: Anchor) -> Reading | None:
    order = found["order"]
    number = _ORDER[order.lower()] if order else int(found["q"])
    kind = "H" if found["half"] else "Q"
    if kind == "H" and number > 2:
        return None
    year = found["year"] or (iso_year(anchor.day) or "XXXX")
    return Reading(found.end(), "DATE", f"{year}-{kind}{number}")


def _weekday(found: re.Match[str], anchor: Anchor) -> Reading | None:
    which = (found["which"] or "").lower().strip()
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


def _near(found: re.Match[str], anchor: Anchor) -> Reading | None:
    word = found["day"].lower()
    day = iso_day(add_days(anchor.day, _NEAR[word]))
    if word == "tonight":
        return Reading(found.end(), "TIME", day and f"{day}TNI")
    return _with_part(found, day)


def _this_part(found: re.Match[str], anchor: Anchor) -> Reading | None:
    day = iso_day(add_days(anchor.day, -1 if found["which"].lower() == "last" else 0))
    return Reading(found.end(), "TIME", day and f"{day}T{PARTS[found['part'].lower()]}")


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


def _unit_step(found: re.Match[str], anchor: Anchor) -> Reading | None:
    which, unit = found["which"].lower(), found["unit"].lower()
    if anchor.day is None:
        return Reading(found.end(), "DATE", {-1: "PAST_REF", 1: "FUTURE_REF", 0: "PRESENT_REF"}[_STEPS[which]])
    return Reading(found.end(), "DATE", _stepped(anchor.day, unit, _STEPS[which]))


def _stepped(day: date, unit: str, steps: int) -> str | None:
    """The calendar unit that many units from the one that a day lies in."""
    match unit:
        case "week":
            return iso_week(add_days(day, 7 * steps))
        case "weekend":
            week = iso_week(add_days(day, 7 * steps))
            return week and f"{week}-WE"
        case "month":
            return iso_month(add_months(day, steps))
        case "quarter":
            moved = add_months(day, 3 * steps)
            return moved and f"{moved.year:04}-Q{(moved.month + 2) // 3}"
        case "year":
            return iso_year(add_months(day, 12 * steps))
        case "decade":
            moved = add_months(day, 120 * steps)
            return moved and f"{moved.year:04}"[:3]
        case "century":
            moved = add_months(day, 1200 * steps)
            return moved and f"{moved.year:04}"[:2]
        case "day":
            return iso_day(add_days(day, steps))
        case _:
            year = iso_year(add_months(day, 12 * steps))
            return year and f"{year}-{SEASONS[unit]}"


def _month_step(found: re.Match[str], anchor: Anchor) -> Reading | None:
    month = MONTHS[found["month"].lower().rstrip(".")]
    if anchor.day is None:
        return Reading(found.end(), "DATE", f"XXXX-{month:02}")
    year, which = anchor.day.year, found["which"].lower()
    if which in ("last", "past", "previous") and month >= anchor.day.month:
        year -= 1
    if which in ("next", "coming") and month <= anchor.day.month:
        year += 1
    return Reading(found.end(), "DATE", f"{year:04}-{month:02}")


def _season(found: re.Match[str], anchor: Anchor) -> Reading | None:
    year = found["year"] or iso_year(anchor.day) or "XXXX"
    return Reading(found.end(), "DATE", f"{year}-{SEASONS[found['season'].lower()]}")


def _ago(found: re.Match[str], anchor: Anchor) -> Reading | None:
    number, unit = count(found["number"]), UNITS[found["unit"].lower()]
    later = found["ago"].lower() in ("later", "from now", "hence")
    if anchor.day is None or anchor.published is None:
        return Reading(found.end(), "DATE", "FUTURE_REF" if later else "PAST_REF")
    if number is None:
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
        anchor.day,
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


def _duration(found: re.Match[str], anchor: Anchor) -> Reading | None:
    number, unit = count(found["number"]), UNITS[found["unit"].lower()]
    written = "X" if number is None else f"{number.normalize():f}"
    if number is not None and unit in ("E", "C", "F", "Q"):
        unit, times = {"E": ("Y", 10), "C": ("Y", 100), "F": ("W", 2), "Q": ("M", 3)}[unit]
        written = f"{(number * times).normalize():f}"
    unit = {"E": "DE", "C": "CE", "F": "W", "Q": "Q", "m": "M"}.get(unit, unit)
    clock = UNITS[found["unit"].lower()] in ("H", "m", "S")
    exact = found["number"][0].isdecimal() or number is not None
    return Reading(found.end(), "DURATION", f"P{'T' if clock else ''}{written}{unit}", measures=exact)


def _clock(found: re.Match[str], anchor: Anchor) -> Reading | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower()[:1]
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12) or (not half and found["minute"] is None):
        return None
    hour = hour % 12 + 12 if half == "p" else hour % 12 if half == "a" else hour
    day = iso_day(anchor.day)
    if found["day"]:
        day = weekday(anchor.day, WEEKDAYS[found["day"][:3].lower()], anchor.ahead)
    return Reading(found.end(), "TIME", f"{day or 'XXXX-XX-XX'}T{hour:02}:{minute:02}")


def _set(found: re.Match[str], anchor: Anchor) -> Reading | None:
    word = found["unit"].lower()
    if word[:3] in WEEKDAYS and word.rstrip("s").endswith("day") and word not in ("day", "days"):
        return Reading(found.end(), "SET", f"XXXX-WXX-{WEEKDAYS[word[:3]] + 1}")
    if word in PARTS:
        return Reading(found.end(), "SET", f"XXXX-XX-XXT{PARTS[word]}")
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
    "annual": "P1Y",
}


def _often(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return Reading(found.end(), "SET", _OFTEN[found[1].lower()])


def _vague(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return Reading(found.end(), "DATE", FOREVER[found[0].lower()])


def _rule(pattern: str, read: Callable[[re.Match[str], Anchor], Reading | None]) -> Rule:
    return Rule(re.compile(rf"(?:{pattern})(?!\w)", re.I), read)


RULES: Final = (
    _rule(r"(\d{4})-(\d\d)-(\d\d)(?:T[\d:]+Z?)?", _iso),
    _rule(rf"(?:(?:{DAY}),? )?(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>{_YEAR}))?(?!:\d| ?%)", _month_day),
    _rule(rf"(?:(?:{DAY}),? )?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH})(?:,? (?P<year>{_YEAR}|\d\d(?!\d)))?", _month_day),
    _rule(rf"(?P<hour>\d{{1,2}})(?:(?::|\.(?=\d\d ?[ap]\.?m))(?P<minute>\d\d))? ?(?P<half>[ap]\.?m\.?)?(?: (?:GMT|UTC|EST|ET|EDT|PT|local time))?(?:,? (?:on )?(?P<day>{DAY}))?", _clock),
    _rule(rf"(?P<which>last|next|coming|this|past) (?P<day>{DAY})(?: (?P<part>{_PART}))?", _weekday),
    _rule(rf"(?:late |early )?(?P<which>)(?P<day>{DAY})(?: (?P<part>{_PART}))?", _weekday),
    _rule(rf"(?P<day>today|yesterday|tomorrow|tonight)(?: (?P<part>{_PART}))?", _near),
    _rule(rf"(?P<which>this|last) (?P<part>{_PART})", _this_part),
    _rule(rf"(?P<which>last|next|past|previous|coming|this) (?P<month>{MONTH})", _month_step),
    _rule(rf"(?P<in>in |early |late |mid-|since |of |by |until )?(?P<month>{MONTH})(?:,? (?:of )?(?P<year>{_YEAR}))?(?! \d)", _month),
    _rule(rf"(?:the )?(?:(?P<order>first|second|third|fourth|1st|2nd|3rd|4th)[ -](?:fiscal |financial )?(?:(?P<half>half)|quarter)|Q(?P<q>[1-4]))(?: (?:of )?(?P<year>{_YEAR})| of (?:the|this) year)?", _quarter),
    _rule(rf"(?:the )?(?P<which>last|next|past|previous|coming|following|this|the current) (?P<unit>week|weekend|month|quarter|year|decade|century|{SEASON})", _unit_step),
    _rule(rf"(?P<number>{_NUMBER})[ -](?P<unit>{UNIT})[ -](?P<ago>ago|earlier|later|from now|hence)", _ago),
    _rule(rf"(?:every|each) (?P<unit>{UNIT}|{DAY}|{_PART})", _set),
    _rule(rf"(?:the )?(?:(?:last|next|past|previous|coming|first|final) )?(?P<number>{_NUMBER})[ -](?P<unit>{UNIT})(?:[’']s?)?(?:[ -]long)?", _duration),
    _rule(r"(daily|weekly|monthly|quarterly|annually|yearly|nightly|annual)", _often),
    _rule(rf"(?:the )?(?P<season>{SEASON})(?: (?:of )?(?P<year>{_YEAR}))?", _season),
    _rule(r"(?:the )?(?:early |late |mid-)?((?:1[6-9]|20)\d0)s", _decade),
    _rule(r"(?:the )?(?:early |late |mid-)?[’']?([2-9]0)s", _decade),
    _rule(r"((?:1[89]|20)\d\d)(?!\d|,\d|\.\d| ?%|-\d{2}\b)", _year),
    _rule("|".join(sorted(FOREVER, key=len, reverse=True)), _vague),
)  # fmt: skip
"""One form each, the longest first; the first that reads anything is taken."""

STARTERS: Final = frozenset(
    [
        "last",
        "next",
        "coming",
        "this",
        "past",
        "previous",
        "following",
        "late",
        "early",
        "mid",
        "in",
        "the",
        "every",
        "each",
        "first",
        "second",
        "third",
        "fourth",
        "q1",
        "q2",
        "q3",
        "q4",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "daily",
        "weekly",
        "monthly",
        "quarterly",
        "annually",
        "yearly",
        "nightly",
        "annual",
        "several",
        "few",
        "a",
        "an",
        "couple",
        "many",
        "half",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "fifteen",
        "eighteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
    ]
    + [name for name in MONTHS]
    + [f"{name}." for name in MONTHS]
    + list(SEASONS)
    + [name.split()[0] for name in FOREVER]
    + [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
    ]
)
"""Words in lower case that a time begins with, beside digits."""
