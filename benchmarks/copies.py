"""Articles to measure with: the seeds, as often as wanted, each copy with numbers of its own."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from streams.records import Article

SEEDS = Path(__file__).parents[1] / "seeds" / "articles.jsonl"


def copies(count: int) -> Iterator[Article]:
    """So many articles in English. No paragraph with a number in it occurs twice."""
    seeds = [json.loads(line) for line in SEEDS.read_text(encoding="utf-8").splitlines()]
    usable = [seed for seed in seeds if seed.get("status") != "canceled" and seed.get("language") == "en"]
    for number in range(count):
        seed = usable[number % len(usable)]
        turn = number // len(usable)
        yield Article(
            id=f"copy-{number}",
            title=_renumber(seed.get("title"), turn),
            body=_renumber(seed["body"], turn) or "",
            published_at=seed.get("published_at"),
            language="en",
        )


def _renumber(text: str | None, turn: int) -> str | None:
    return text and re.sub(r"\b\d{2,3}\b", lambda match: str((int(match[0]) + 7 * turn) % 1000), text)
