"""Articles to measure with: the seeds, three to an article, as often as wanted, each copy with numbers of its own."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from streams.records import Article

SEEDS: Final = Path(__file__).parents[1] / "seeds" / "articles.jsonl"
JOINED: Final = 3
"""Seeds in one article: some 400 words, as a wire story has them."""


def copies(count: int) -> Iterator[Article]:
    """So many articles in English. No paragraph occurs twice: what is read again is remembered, not parsed."""
    lines = SEEDS.read_text(encoding="utf-8").splitlines()
    seeds = [Article.model_validate_json(line) for line in lines]
    usable = [seed for seed in seeds if seed.body and seed.language == "en"]
    for number in range(count):
        joined = [usable[(number + JOINED * step) % len(usable)] for step in range(JOINED)]
        yield joined[0].model_copy(
            update={
                "id": f"copy-{number}",
                "version": None,
                "title": _renumber(joined[0].title or "", number),
                "body": _renumber("\n".join(seed.body for seed in joined), number),
            }
        )


def _renumber(text: str, turn: int) -> str:
    return "\n".join(_of_its_own(paragraph, turn) for paragraph in text.split("\n"))


def _of_its_own(paragraph: str, turn: int) -> str:
    changed = re.sub(r"\b\d{2,3}\b", lambda match: str((int(match[0]) + 7 * turn) % 1000), paragraph)
    return changed if changed != paragraph or not paragraph.strip() else f"{paragraph} It was item {turn}."
