"""What is read of a time, and what it is counted from."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal

from streams.extraction.calendar import SEASON_BEGINS

Type = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative expressions are counted from: publication, in its own offset; `ahead` or `behind`: by the verb.

    `told` is the day that the text named last, shortly before, `night`, that it was the night that begins on it;
    `quarter` the business quarter ("2025-Q3"); `year` and `month` are those of the time that this sentence or the one
    before named last.
    """

    published: datetime | None
    ahead: bool = False
    behind: bool = False
    told: date | None = None
    night: bool = False
    quarter: str | None = None
    year: int | None = None
    month: int | None = None

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
                return replace(self, told=date.fromisoformat(day[0]), night=value.endswith("TNI"))
            except ValueError:
                return self
        newer = value is not None and _QUARTER.fullmatch(value) and (self.quarter is None or value > self.quarter)
        return replace(self, quarter=value) if newer else self

    def within(self, value: str | None) -> "Anchor":
        """What counts behind an expression of that value in the same sentence and the next; None: nothing any more."""
        found = None if value is None else _WITHIN.match(value)
        if found is None:
            return self if value is not None or self.year is None else replace(self, year=None, month=None)
        part = found["part"] or ""
        month = int(part) if part.isdecimal() else SEASON_BEGINS.get(part)
        return replace(self, year=int(found["year"]), month=month)

    @property
    def long_ago(self) -> bool:
        """Whether the text speaks of another year than publication's."""
        return self.year is not None and self.day is not None and self.year != self.day.year

    def towards(self, ahead: bool, behind: bool = False) -> "Anchor":
        if (ahead, behind) == (self.ahead, self.behind):
            return self
        return replace(self, ahead=ahead, behind=behind)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule read, and where in the text it ends."""

    end: int
    type: Type
    value: str | None
    measures: bool = False


_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_WITHIN: Final = re.compile(r"(?P<year>\d{4})(?:-(?P<part>[01]\d|S[PU]|FA|WI))?(?![\d])")
_QUARTER: Final = re.compile(r"\d{4}-Q[1-4]")


def preceded(found: re.Match[str], words: tuple[str, ...]) -> bool:
    """Whether one of the words stands right before."""
    return found.string[max(0, found.start() - 8) : found.start()].lower().endswith(words)
