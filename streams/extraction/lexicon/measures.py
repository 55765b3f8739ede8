"""Words of quantity: numerals, units, currencies, bounds and directions."""

from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field

from streams.extraction.lexicon.rows import FOLDER, Row, rows


def _ratio(value: object) -> object:
    if isinstance(value, str) and "/" in value:
        over, under = value.split("/")
        return Decimal(over) / Decimal(under)
    return value


class Numeral(Row):
    """A number word. `plural` ones ("thousands") say no more than an order of magnitude; `multiple` ones are verbs."""

    word: str
    value: Annotated[Decimal, BeforeValidator(_ratio)]
    kind: Literal["unit", "ten", "scale", "suffix", "plural", "fraction", "multiple"]


class Unit(Row):
    """A physical unit: pint's name for it, and how it is written."""

    unit: str
    names: tuple[str, ...]


class Currency(Row):
    """A currency: ISO 4217 code, what stands before an amount, what after it, and what a hundredth is called.

    `dollars` stand before or after a "$" of that country ("US$", "$A"); `shared` are names that other countries give
    their money too ("pesos"); `countries` are those that mean it by "$" or such a name.
    """

    code: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    symbols: tuple[str, ...]
    names: tuple[str, ...]
    hundredths: tuple[str, ...] = ()
    dollars: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


class Direction(Row):
    """A word that says that a quantity went up or down."""

    lemma: str
    pos: Literal["verb", "adverb", "noun"]
    change: Literal["up", "down"]


class Numbered(Row):
    """Words that the number after them names: "Article 5", "S&P 500"."""

    before: str
    words: frozenset[str]


class People(Row):
    """Nouns that count people, who can be harmed."""

    group: str
    words: frozenset[str]


class Harm(Row):
    """What says that somebody died or was hurt: verbs, nouns, and what turns an attack into a killing ("shot dead")."""

    harm: Literal["DIE", "INJURE"]
    pos: Literal["verb", "noun", "adverb"]
    words: frozenset[str]


class Bound(Row):
    """Words before (or after) a number that bound it."""

    words: str
    bound: Literal["=", "~", "<", "<=", ">", ">="]
    after: bool = False


NUMERALS: Final = {row.word: row for row in rows(FOLDER / "numerals.jsonl", Numeral)}
MULTIPLES: Final = {word: row.value for word, row in NUMERALS.items() if row.kind == "multiple"}
"""Verbs that multiply."""
UNITS: Final = {name: row.unit for row in rows(FOLDER / "units.jsonl", Unit) for name in row.names}
CURRENCIES: Final = rows(FOLDER / "currencies.jsonl", Currency)
DIRECTIONS: Final = {(row.pos, row.lemma): row.change for row in rows(FOLDER / "changes.jsonl", Direction)}
BOUNDS: Final = rows(FOLDER / "bounds.jsonl", Bound)
NUMBERED: Final = frozenset().union(*(row.words for row in rows(FOLDER / "numbered.jsonl", Numbered)))
PEOPLE: Final = frozenset().union(*(row.words for row in rows(FOLDER / "people.jsonl", People)))
HARM: Final = {(row.pos, word): row.harm for row in rows(FOLDER / "harm.jsonl", Harm) for word in row.words}
