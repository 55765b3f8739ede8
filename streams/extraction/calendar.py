"""Names of days, months and units of time, and arithmetic with days that never overflows."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from streams.extraction.spoken import read_words

WEEKDAYS: Final = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
DAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|(?:Tues|Thurs|Mon|Tue|Wed|Thur|Thu|Fri)\.?"
_MONTH_NAMES: Final = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
    ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
    ("december", "dec"),
)  # fmt: skip
MONTHS: Final = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
MONTH: Final = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SEASON_BEGINS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month that a season begins with; a winter is named for its first."""
SEASON: Final = "spring|summer|autumn|winter"
PARTS: Final = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
UNITS: Final = {
    f"{name}{plural}": code
    for name, code in (
        ("second", "S"), ("minute", "m"), ("hour", "H"), ("day", "D"), ("week", "W"), ("weekend", "WE"),
        ("month", "M"), ("quarter", "Q"), ("year", "Y"), ("decade", "E"), ("fortnight", "F"),
    )
    for plural in ("", "s")
} | {"century": "C", "centuries": "C"}  # fmt: skip
UNIT: Final = "|".join(sorted(UNITS, key=len, reverse=True))
FOREVER: Final = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "at present": "PRESENT_REF", "presently": "PRESENT_REF",
    "recently": "PAST_REF", "in the past": "PAST_REF", "in the near future": "FUTURE_REF",
    "recent years": "PAST_REF", "recent months": "PAST_REF", "recent weeks": "PAST_REF", "recent days": "PAST_REF",
    "in the future": "FUTURE_REF", "soon": "FUTURE_REF", "the past": "PAST_REF", "the future": "FUTURE_REF",
}  # fmt: skip


def count(written: str) -> Decimal | None:
    """How many; None for "several"."""
    words = written.lower().replace("-", " ").split()
    if words[0] in ("several", "few", "many") or words == ["a", "few"]:
        return None
    if "couple" in words:
        return Decimal(2)
    if words[0] == "half":
        return Decimal("0.5")
    if words in (["a"], ["an"]):
        return Decimal(1)
    return Decimal(written.replace(",", "")) if written[0].isdecimal() else read_words(words)


def add_days(day: date | None, days: int) -> date | None:
    """A day that many days on; None where there is no such day."""
    try:
        return None if day is None else day + timedelta(days=days)
    except OverflowError:
        return None


def add_months(day: date, months: int) -> date | None:
    """The first of the month that many months on; None where there is no such month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1) if date.min.year <= year <= date.max.year else None


def months_off(year: int, month: int, months: int) -> str | None:
    """The month that many months on."""
    year, month = divmod(year * 12 + month - 1 + months, 12)
    return f"{year:04}-{month + 1:02}" if date.min.year <= year <= date.max.year else None


def years_off(year: int, years: int) -> str | None:
    """The year that many years on."""
    return f"{year + years:04}" if date.min.year <= year + years <= date.max.year else None


def iso_day(day: date | None) -> str | None:
    """2025-09-04."""
    return None if day is None else day.isoformat()


def iso_month(day: date | None) -> str | None:
    """2025-09."""
    return None if day is None else f"{day.year:04}-{day.month:02}"


def iso_year(day: date | None) -> str | None:
    """2025."""
    return None if day is None else f"{day.year:04}"


def iso_week(day: date | None) -> str | None:
    """2025-W36."""
    if day is None:
        return None
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def weekday(day: date | None, number: int, ahead: bool) -> str | None:
    """The latest day of that name up to a day, or `ahead`, the next after it."""
    if day is None:
        return f"XXXX-WXX-{number + 1}"
    back = (day.weekday() - number) % 7
    return iso_day(add_days(day, (7 - back) if ahead else -back))


def nearest_day(anchor: date | None, year: int | None, month: int, day: int) -> str | None:
    """That day of the year given, else of the year that brings it nearest."""
    if year is not None or anchor is None:
        return f"{'XXXX' if year is None else f'{year:04}'}-{month:02}-{day:02}"
    away = month - anchor.month
    return f"{anchor.year + (-1 if away > 6 else 1 if away < -6 else 0):04}-{month:02}-{day:02}"


def nearest_month(anchor: date | None, year: int | None, month: int, ahead: bool) -> str | None:
    """That month of the year given, else the latest up to now, or `ahead`, the next."""
    if year is not None or anchor is None:
        return f"{'XXXX' if year is None else f'{year:04}'}-{month:02}"
    shift = (1 if month < anchor.month else 0) if ahead else (-1 if month > anchor.month else 0)
    return f"{anchor.year + shift:04}-{month:02}"
