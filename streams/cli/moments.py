"""Times as people give them on the command line."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

import typer

AGO: Final = re.compile(r"(\d{1,6})([smhd])")
SECONDS: Final = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


def moment(given: str | None, now: datetime | None = None) -> datetime | None:
    """An instant: so long ago (90s, 45m, 2h, 7d), a day, or RFC 3339; without an offset it is UTC.

    Raises BadParameter for anything else.
    """
    if given is None:
        return None
    if found := AGO.fullmatch(given.strip()):
        return (now or datetime.now(UTC)) - timedelta(seconds=int(found[1]) * SECONDS[found[2]])
    try:
        read = datetime.fromisoformat(given.strip())
    except ValueError:
        raise typer.BadParameter(f"no time {given!r}; such as 2h, 7d, 2026-03-01 or 2026-03-01T06:00:00Z") from None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def span(given: str) -> timedelta:
    """A length of time: 90s, 45m, 2h, 7d; raises BadParameter for anything else."""
    if (found := AGO.fullmatch(given.strip())) and int(found[1]):
        return timedelta(seconds=int(found[1]) * SECONDS[found[2]])
    raise typer.BadParameter(f"no length of time {given!r}; such as 45m, 2h or 7d")
