"""Dates as feeds write them."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import struct_time

from streams.records import YEARS


def moment(value: object) -> datetime | None:
    """An instant from ISO 8601, RFC 3339 or RFC 822; None for what is no date, or of no plausible year.

    A time without a zone is taken as UTC, a day without a time as its first minute.
    """
    if not isinstance(value, str) or not (text := value.strip()) or len(text) > 100:
        return None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return _plausible(parse(text))
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
