"""Names and nouns of actors: countries, organisations, offices and trades."""

from typing import Annotated, Final, Literal

from pydantic import Field

from streams.extraction.lexicon.rows import FOLDER, Row, rows

Kind = Literal["person", "organisation", "country", "group", "office", "population"]
Code = Annotated[str, Field(pattern="^[A-Z]{3}$")]


class Country(Row):
    """A country: its code, its names, the words for its people and things, and the seats of its government."""

    code: Code
    names: tuple[str, ...]
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


class Organisation(Row):
    """An organisation, or the seat that stands for one."""

    names: tuple[str, ...]
    kind: Kind = "organisation"
    sector: str | None = None
    country: Code | None = None


class Sector(Row):
    """A noun for those who act, or two words, with PLOVER's sector for them; in the example it stands for an actor."""

    noun: str
    sector: str | None = None
    kind: Kind
    example: str


class Countries:
    """Look-up of a country by what it is called, in lower case."""

    def __init__(self, countries: tuple[Country, ...]) -> None:
        self.names = {name.lower(): country.code for country in countries for name in country.names}
        self.demonyms = {name.lower(): country.code for country in countries for name in country.demonyms}
        self.seats = {name.lower(): country.code for country in countries for name in country.seats}
        self.known = {**self.seats, **self.demonyms, **self.names}

    def code(self, name: str) -> str | None:
        """The country that a name, a demonym or a seat belongs to."""
        return self.known.get(name.lower())


COUNTRIES: Final = Countries(rows(FOLDER / "countries.jsonl", Country))
ORGANISATIONS: Final = {
    name.lower(): organisation
    for organisation in rows(FOLDER / "organisations.jsonl", Organisation)
    for name in organisation.names
}
SECTORS: Final = {row.noun: row for row in rows(FOLDER / "sectors.jsonl", Sector)}
"""Lemma, or word and lemma → sector and kind."""
