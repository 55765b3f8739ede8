"""Words that say that somebody said something."""

from typing import Final, Literal

from streams.extraction.lexicon.rows import FOLDER, Row, rows


class Cue(Row):
    """A verb of reporting.

    `needs` tells what has to be there beside a speaker for it to report words: "any" complement, a "clause" or a
    quotation, a "quotation" alone.
    """

    lemma: str
    needs: Literal["any", "clause", "quotation"] = "clause"
    example: str


CUES: Final = {cue.lemma: cue for cue in rows(FOLDER / "reporting.jsonl", Cue)}
"""Lemma → cue."""
