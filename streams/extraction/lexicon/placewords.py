"""Words that tell that a name is a place's: before it, behind it, or in it."""

from typing import Final, Literal

from streams.extraction.lexicon.names import Code
from streams.extraction.lexicon.rows import FOLDER, Row, rows

Kind = Literal[
    "locating",
    "settlement",
    "town",
    "division",
    "part",
    "institution",
    "road",
    "feature",
    "title",
    "decoy",
    "direction",
    "building",
    "ending",
    "disease",
    "called",
]


class Words(Row):
    """Words of one kind, in lower case.

    locating: prepositions; settlement, town: "the province of", "the city of"; division, part: stand behind a name
    ("Homs province"); institution: what a place's name stands before ("Glasgow police"); road, feature, building: end
    a name of that kind;
    title: a person follows; decoy: also the name of some town, but hardly ever meant as such;
    direction: a part of the town behind it ("South Boston"); ending: ends the name of a town ("Cedar Falls");
    disease: a disease that is called as a place is; called: what bears the name of the place before it, often far from
    there ("the Minsk agreements", "West Nile fever").
    """

    kind: Kind
    words: tuple[str, ...]


class Abbreviation(Row):
    """What a division is written as behind the name of a town, by its code."""

    code: str
    forms: tuple[str, ...]


class Hint(Row):
    """A word that tells in which country a text plays."""

    word: str
    country: Code


HINTS: Final = {row.word: row.country for row in rows(FOLDER / "places" / "hints.jsonl", Hint)}
PLACE_WORDS: Final = {row.kind: frozenset(row.words) for row in rows(FOLDER / "places" / "words.jsonl", Words)}
ABBREVIATIONS: Final = {
    form: row.code for row in rows(FOLDER / "places" / "abbreviations.jsonl", Abbreviation) for form in row.forms
}
"""Abbreviation, as it is written → code of the division."""
