"""Dates as feeds write them."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import struct_time
from typing import Final

from streams.records import YEARS

_DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)")
_MIDNIGHT: Final = re.compile(r"T24:00(?=:00|Z|[+-]|$)")


def moment(value: object) -> datetime | None:
    """An instant from ISO 8601, RFC 3339 or RFC 822; None for what is no date, or of no plausible year.

    A time without a zone is taken as UTC, a day without a time as its first minute. XML Schema writes days with a
    zone, and midnight as the 24th hour.
    """
    if not isinstance(value, str) or not (text := value.strip()) or len(text) > 100:
        return None
    if day := _DAY.fullmatch(text):
        text = f"{day[1]}T00:00{day[2]}"
    text, midnights = _MIDNIGHT.subn("T00:00", text)
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return _plausible(parse(text) + timedelta(days=midnights))
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def from_tuple(value: struct_time | None) -> datetime | None:
    """An instant from a UTC tuple."""
    try:
        return None if value is None else _plausible(datetime(*value[:5], min(value[5], 59), tzinfo=UTC))
    except (ValueError, OverflowError):
        return None


def _plausible(found: datetime) -> datetime | None:
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found if found.year in YEARS else None
