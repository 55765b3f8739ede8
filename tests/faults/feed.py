"""What goes through the house while it is struck: articles, and all that happens to articles afterwards."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from tests.wire_copy import COUNTRIES

REMEMBERED: Final = 60
"""Articles that may still change."""
TURNS: Final = {
    "new": 50,
    "corrected": 16,
    "edited": 10,
    "repeated": 8,
    "late": 7,
    "canceled": 5,
    "broken": 2,
    "nameless": 2,
}
"""What the next message is, by weight."""

Message = tuple[bytes, bytes]
"""Key and value."""


@dataclass
class Feed:
    """Messages without end, always the same ones for a seed."""

    seed: int
    _articles: list[dict[str, Any]] = field(default_factory=list)
    _number: int = 0

    def __post_init__(self) -> None:
        self._chance = random.Random(f"feed {self.seed}")

    def __iter__(self) -> Iterator[Message]:
        return self

    def __next__(self) -> Message:
        turn = self._chance.choices(list(TURNS), list(TURNS.values()))[0]
        if turn == "new" or not self._articles:
            return self.new()
        if turn == "broken":
            return b"broken", b'{"id": "broken", "body": '
        if turn == "nameless":
            return b"nameless", json.dumps({"body": f"Nobody said {self._chance.random()}."}).encode()
        return self._changed(self._chance.choice(self._articles), turn)

    def new(self, words: str = "") -> Message:
        """An article that nobody has seen; `words` are put into it."""
        self._number += 1
        article = {
            "id": f"faults-{self.seed}-{self._number:06}",
            "title": f"{self._country()} and {self._country()} hold talks in round {self._number}",
            "body": "\n".join([self._sentence(), self._sentence(), *([words] if words else [])]),
            "published_at": f"2026-03-{self._number % 28 + 1:02}T{self._number % 24:02}:00:00Z",
            "source": f"Wire {self._number % 3}",
            "language": "en",
        }
        # Half of the producers count versions, half do not.
        if self._number % 2:
            article["version"] = 1
        if not words:
            self._articles.append(article)
            del self._articles[:-REMEMBERED]
        return _message(article)

    def _changed(self, article: dict[str, Any], turn: str) -> Message:
        if turn == "repeated":
            return _message(article)
        if turn == "late" and article.get("version", 0) > 1:
            return _message({**article, "version": article["version"] - 1, "body": "An older version said otherwise."})
        if turn == "canceled":
            # It stays among those that change: what is newer lifts the cancel.
            article.update(_later(article))
            return _message({**article, "status": "canceled", "body": ""})
        first, *rest = article["body"].split("\n")
        article["body"] = "\n".join([first, *rest[1:], self._sentence()] if turn == "edited" else [*rest, first])
        article.update(_later(article))
        return _message(article)

    def _sentence(self) -> str:
        chance = self._chance
        first, second = self._country(), self._country()
        return chance.choice(
            (
                f"The president of {first} met the foreign minister of {second} on Monday.",
                f"Police in {first} arrested {chance.randint(2, 90)} protesters, the interior ministry said.",
                f"{first} expelled {chance.randint(2, 20)} diplomats of {second}.",
                f"{first} promised ${chance.randint(1, 900)} million in aid to {second}.",
                f"{first} struck {second} with {chance.randint(2, 40)} drones on Tuesday.",
            )
        )

    def _country(self) -> str:
        return self._chance.choice(COUNTRIES)


def _later(article: dict[str, Any]) -> dict[str, Any]:
    """The same, one version on, where its producer counts versions."""
    return {**article, "version": article["version"] + 1} if "version" in article else article


def _message(article: dict[str, Any]) -> Message:
    return article["id"].encode(), json.dumps(article).encode()
