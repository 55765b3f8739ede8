"""Short articles by the hundred, for tests that need many: every one has events and numbers of its own."""

import json
import random
from collections.abc import Iterator
from typing import Final

COUNTRIES: Final = ("France", "Turkey", "Kenya", "Brazil", "Norway", "India", "Chile", "Egypt", "Poland", "Vietnam")
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def articles(count: int, seed: int = 1, prefix: str = "wire") -> Iterator[dict[str, object]]:
    """So many articles, always the same ones for a seed."""
    chance = random.Random(seed)
    for number in range(count):
        first, second = chance.sample(COUNTRIES, 2)
        day = chance.choice(WEEKDAYS)
        yield {
            "id": f"{prefix}-{number:05}",
            "title": f"{first} and {second} hold talks in round {number}",
            "body": (
                f"The president of {first} met the foreign minister of {second} on {day}.\n"
                f"Police in {second} arrested {chance.randint(2, 90)} protesters, the interior ministry said.\n"
                f"{first} expelled {chance.randint(2, 20)} diplomats of {second} and promised "
                f"${chance.randint(1, 900)} million in aid to refugees."
            ),
            "published_at": f"2026-03-{number % 28 + 1:02}T{number % 24:02}:00:00Z",
            "source": "Test Wire",
            "language": "en",
        }


def lines(count: int, seed: int = 1, prefix: str = "wire") -> bytes:
    """The same as JSON Lines."""
    return b"".join(json.dumps(article).encode() + b"\n" for article in articles(count, seed, prefix))
