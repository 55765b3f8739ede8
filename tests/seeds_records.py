"""The seeds' gold as typed records: what a careful reader marks in each version of each seed article."""

from decimal import Decimal
from pathlib import Path
from typing import Final, Literal

from streams.records import Article, EventType, Mode, Record, Span, load

SEEDS: Final = Path(__file__).parent.parent / "seeds"


class GoldParticipant(Span):
    """Whom a reader marks as acting or acted upon."""

    role: Literal["source", "target"]
    country: str | None


class GoldEvent(Record):
    """An event that a reader finds by the codebook."""

    type: EventType
    mode: Mode | None
    trigger: Span
    participants: tuple[GoldParticipant, ...]
    polarity: Literal["POS", "NEG"]
    certainty: Literal["CERTAIN", "PROBABLE", "POSSIBLE"]
    future: bool
    time: str | None
    place: str | None
    attributed_to: str | None


class GoldNumber(Span):
    """A quantity: a value, or the two ends of a range or of a change."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Literal["=", "~", "<", "<=", ">", ">="]
    unit: str | None
    unit_kind: Literal["currency", "percent", "physical", "count"]
    counted: str | None
    period: str | None
    change: Literal["up", "down"] | None
    event: int | None


class GoldStatement(Record):
    """Words that a reader finds reported as somebody's."""

    source: Span
    cue: Span
    content: Span


class GoldTime(Span):
    """A time expression."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str


class GoldPlace(Span):
    """A place name."""

    country: str | None


class Gold(Record):
    """All that a careful reader marks in one version of an article."""

    article_id: str
    version: int | None
    events: tuple[GoldEvent, ...]
    numbers: tuple[GoldNumber, ...]
    statements: tuple[GoldStatement, ...]
    times: tuple[GoldTime, ...]
    places: tuple[GoldPlace, ...]


def read_seeds() -> list[tuple[Article, Gold]]:
    """Every version of every seed article with its gold, in the order of the files."""
    articles = [load(Article, line) for line in _lines("articles.jsonl")]
    gold = [load(Gold, line) for line in _lines("gold.jsonl")]
    return list(zip(articles, gold, strict=True))


def _lines(name: str) -> list[bytes]:
    return (SEEDS / name).read_bytes().splitlines()
