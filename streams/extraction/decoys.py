"""Paragraphs that only sound like news of events: sport, forecasts, entertainment."""

from collections.abc import Iterable, Iterator
from typing import Final

from streams.extraction.lexicon.rows import FOLDER, Row, rows
from streams.extraction.view import Stretch, View

ENOUGH: Final = 3
"""Different words of one kind that make a paragraph a decoy."""


class Decoy(Row):
    """Words of a kind of text that yields no events; `strong` ones count double."""

    kind: str
    words: frozenset[str]
    strong: frozenset[str] = frozenset()


DECOYS: Final = rows(FOLDER / "decoys.jsonl", Decoy)
_ANY: Final = frozenset().union(*(decoy.words | decoy.strong for decoy in DECOYS))


def decoy_paragraphs(view: View, paragraphs: Iterable[Stretch]) -> Iterator[tuple[int, int]]:
    """Token ranges of the paragraphs that yield no events."""
    for paragraph in paragraphs:
        lemmas = _ANY.intersection(view.lemma[paragraph.start : paragraph.end])
        if 2 * len(lemmas) >= ENOUGH and any(
            len(lemmas & decoy.words) + 2 * len(lemmas & decoy.strong) >= ENOUGH for decoy in DECOYS
        ):
            yield paragraph.start, paragraph.end
