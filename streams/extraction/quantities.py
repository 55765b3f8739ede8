"""A quantity as the text states it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from streams.extraction.units import Bound, UnitKind

Change = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as it stands in the text: characters `start` to `end`, the token `at` which it begins.

    `value` is None for a range from `low` to `high`; `counted` are tokens from, to and head of what is counted.
    """

    start: int
    end: int
    at: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound = "="
    unit: str | None = None
    kind: UnitKind = "count"
    counted: tuple[int, int, int] | None = None
    period: str | None = None
    change: Change | None = None
    concept: str | None = None
