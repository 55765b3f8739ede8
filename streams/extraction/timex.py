"""What is read of a time, and what it is counted from."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal

Type = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative expressions are counted from: publication, in its own offset; `ahead`, where the verb says so.

    `told` is the day that the text named last, shortly before, `night`, that it was the night that begins on it;
    `quarter` the business quarter ("2025-Q3").
    """

    published: datetime | None
    ahead: bool = False
    told: date | None = None
    night: bool = False
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
                return replace(self, told=date.fromisoformat(day[0]), night=value.endswith("TNI"))
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


def preceded(found: re.Match[str], words: tuple[str, ...]) -> bool:
    """Whether one of the words stands right before."""
    return found.string[max(0, found.start() - 8) : found.start()].lower().endswith(words)
