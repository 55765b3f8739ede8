"""Verbs whose lemma the model gets wrong."""

from typing import Final

from streams.extraction.lexicon.rows import FOLDER, Row, rows


class Lemma(Row):
    """What the model writes for a verb's lemma, and what it is."""

    written: str
    lemma: str
    example: str


LEMMAS: Final = {row.written: row.lemma for row in rows(FOLDER / "lemmas.jsonl", Lemma)}
