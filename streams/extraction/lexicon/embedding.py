"""Predicates that embed another: who acts in the embedded one, and what becomes of its truth."""

from typing import Final, Literal

from streams.extraction.lexicon.modality import Certainty, Judged, Polarity
from streams.extraction.lexicon.rows import FOLDER, Row, rows


class Embedding(Row):
    """What a verb, noun or adjective does to the predicate in its complement.

    `controller`: whose act the embedded one is, where it names nobody; `polarity`: NEG turns it round; `certainty`
    and `future`: at best that certain, and still to come. `reporting`: it tells what somebody says, so that its own
    modality is not that of what is said; `infinitive`: only an infinitive is affected ("means to", not "means that").
    `brings`: a preposition whose gerund is embedded too ("succeed in"); `ascribed`: an adjective that may be said of
    the act itself ("a strike is likely"). `nouns`: the prepositions that may bring a noun for the act, if not any
    ("called for a strike", but "called to a shooting"); none but those with a clause where the list is empty
    ("dismissed reports that").
    `bare`: a noun only without an article or owner ("discussed sanctions", but "discussed the sanctions").
    `expect`: the embedded word of the example, and its factuality.
    """

    lemma: str
    pos: Literal["verb", "noun", "adjective"]
    controller: Literal["subject", "object"] = "subject"
    polarity: Polarity = "POS"
    certainty: Certainty = "CERTAIN"
    future: bool = False
    reporting: bool = False
    infinitive: bool = False
    brings: str | None = None
    ascribed: bool = False
    nouns: tuple[str, ...] | None = None
    bare: bool = False
    example: str
    expect: Judged


def _by_lemma() -> dict[tuple[str, str], Embedding]:
    table: dict[tuple[str, str], Embedding] = {}
    for row in rows(FOLDER / "embedding.jsonl", Embedding):
        table.setdefault((row.pos, row.lemma), row)
    return table


EMBEDDING: Final = _by_lemma()
"""Part of speech and lemma → what it does to its complement."""
