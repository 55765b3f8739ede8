"""Short articles that are all different, so that the parse is not all there is: a sentence or two each."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from streams.records import Article

COUNTRIES: Final = (
    "Chad", "Niger", "Peru", "Chile", "Norway", "Ghana", "Kenya", "Nepal", "Oman", "Malta", "Laos", "Cuba", "Togo",
    "Fiji", "Mali", "Yemen", "Iraq", "Egypt", "Spain", "Italy", "Brazil", "Japan", "India", "Poland", "Serbia",
)  # fmt: skip
ACTS: Final = (
    "{a} expelled {n} diplomats of {b}, its foreign ministry said in note {k}.",
    "Rebels killed {n} soldiers near a border post between {a} and {b} on Monday, report {k} said.",
    "The president of {a} met the premier of {b} for the {n}th time, according to bulletin {k}.",
    "{a} promised ${n} million in aid to {b} in its letter {k}.",
    "Police in {a} arrested {n} protesters outside the embassy of {b}, item {k} said.",
)
START: Final = datetime(2026, 3, 1, tzinfo=UTC)


def short(count: int, seed: int = 1) -> Iterator[Article]:
    """So many articles, each with at least one event; the same for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        first, second = chance.sample(COUNTRIES, 2)
        yield Article(
            id=f"short-{seed}-{number}",
            body=chance.choice(ACTS).format(a=first, b=second, n=chance.randint(2, 900), k=number),
            published_at=START + timedelta(seconds=number),
            source="Load",
            language="en",
        )
