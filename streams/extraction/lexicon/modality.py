"""Small words that say how sure something is, or that it is not so: modal verbs and adverbs."""

from typing import Final, Literal

from pydantic import Field

from streams.extraction.lexicon.rows import FOLDER, Row, rows

Polarity = Literal["POS", "NEG"]
Certainty = Literal["CERTAIN", "PROBABLE", "POSSIBLE"]


class Judged(Row):
    """A word of an example, and what the example makes of it."""

    word: str
    polarity: Polarity = "POS"
    certainty: Certainty = "CERTAIN"
    future: bool = False


class Modal(Row):
    """A modal verb: what it makes of the verb behind it, and with "have" of one in the past ("would have won")."""

    lemma: str
    certainty: Certainty = "CERTAIN"
    future: bool = False
    perfect: Polarity = "POS"
    example: str
    expect: Judged


class Hedge(Row):
    """An adverb that makes what it stands beside less sure, or untrue ("nearly"); `unless`: verbs that it measures."""

    lemma: str
    polarity: Polarity = "POS"
    certainty: Certainty = "CERTAIN"
    unless: tuple[str, ...] = Field(())
    example: str
    expect: Judged


MODALS: Final = {modal.lemma: modal for modal in rows(FOLDER / "modals.jsonl", Modal)}
HEDGES: Final = {hedge.lemma: hedge for hedge in rows(FOLDER / "hedges.jsonl", Hedge)}
