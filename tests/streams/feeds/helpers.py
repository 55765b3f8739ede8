"""Feeds for tests: what a reader makes of them, taken apart."""

import io
from pathlib import Path

from streams.feeds import Given, Item, Reject, read
from streams.feeds.items import NOTHING
from streams.records import Article

FIXTURES = Path(__file__).parent / "fixtures"


def items(raw: bytes, name: str = "feed", format: str = "auto", given: Given = NOTHING) -> list[Item | Reject]:
    """What a feed yields."""
    return list(read(io.BytesIO(raw), name, format, given))


def fixture(name: str, given: Given = NOTHING) -> tuple[list[Article], list[str]]:
    """Articles of a fixture, and why other pieces are none."""
    found = items((FIXTURES / name).read_bytes(), name, given=given)
    return articles(found), reasons(found)


def articles(found: list[Item | Reject]) -> list[Article]:
    """Articles among what was found."""
    return [Article.model_validate_json(one.value) for one in found if isinstance(one, Item)]


def reasons(found: list[Item | Reject]) -> list[str]:
    """Rejects among what was found: where, and why."""
    return [f"{one.where}: {one.reason}" for one in found if isinstance(one, Reject)]
