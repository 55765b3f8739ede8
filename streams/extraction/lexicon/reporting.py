"""Words that say that somebody said, thought or judged something."""

from collections.abc import Iterable
from typing import Final, Literal

from streams.extraction.lexicon.rows import FOLDER, Row, rows

Pos = Literal["verb", "noun", "adjective", "adverb"]


class Cue(Row):
    """A word that attributes: a verb of saying, a noun ("the claim that"), an adjective ("is sure that"), an adverb.

    `takes` tells what may be its content: "quotation", a "clause", an "infinitive", an "object", what a preposition
    brings ("prep:for"), what stands behind "as", or for an adverb its own "sentence". `content` is what the example
    reports; `verbal`: the word may also tell of a blow, and is a cue only where it is done with words alone.
    """

    lemma: str
    pos: Pos
    takes: tuple[str, ...]
    verbal: bool = False
    example: str
    content: str


def by_word(cues: Iterable[Cue]) -> dict[tuple[str, str], Cue]:
    """Part of speech and lemma → cue."""
    return {(cue.pos, cue.lemma): cue for cue in cues}


CUES: Final = by_word(rows(FOLDER / "reporting.jsonl", Cue))


class Nameless(Row):
    """A noun for somebody who speaks and is not named."""

    lemma: str
    example: str


NAMELESS: Final = {row.lemma: row for row in rows(FOLDER / "anonymous.jsonl", Nameless)}


class Manifest(Row):
    """A verb and the word behind it by which somebody says something: "made it clear that", "let it be known that"."""

    verb: str
    word: str
    example: str
    content: str


MANIFEST: Final = {(row.verb, row.word): row for row in rows(FOLDER / "manifest.jsonl", Manifest)}
