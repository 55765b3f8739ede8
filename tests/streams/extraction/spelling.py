"""Writes a number in one of the forms in which news writes it; the other way round from what is tested."""

from decimal import Decimal
from typing import Final

from hypothesis import strategies as st

ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
SHORT: Final = {"bn": 10**9, "m": 10**6, "K": 1000, "tn": 10**12, "billion": 10**9, "million": 10**6}
PARTS: Final = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}


def in_words(number: int, joined: bool) -> str:
    """A whole number as it is said; `joined` puts an "and" before what is left over a hundred."""
    if number < len(ONES):
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")
    scale, name = next((scale, name) for scale, name in SCALES if number >= scale)
    times, rest = divmod(number, scale)
    said = f"{in_words(times, joined)} {name}"
    if not rest:
        return said
    return f"{said} {'and ' if joined and rest < 100 else ''}{in_words(rest, joined)}"


@st.composite
def digits(draw: st.DrawFn) -> tuple[str, Decimal]:
    """Digits with or without grouping and decimals."""
    whole = draw(st.integers(0, 10**14))
    places = draw(st.integers(0, 6))
    fraction = draw(st.integers(0, 10**places - 1)) if places else 0
    mark = draw(st.sampled_from(["", ","]))
    written = f"{whole:,}".replace(",", mark) + (f".{fraction:0{places}d}" if places else "")
    return written, Decimal(f"{whole}.{fraction:0{places}d}") if places else Decimal(whole)


@st.composite
def spoken(draw: st.DrawFn) -> tuple[str, Decimal]:
    """Words, in small letters or as a sentence begins."""
    number = draw(st.one_of(st.integers(0, 999), st.integers(0, 10**15 - 1)))
    written = in_words(number, draw(st.booleans()))
    return (written.capitalize() if draw(st.booleans()) else written), Decimal(number)


@st.composite
def scaled(draw: st.DrawFn) -> tuple[str, Decimal]:
    """Digits with a magnitude word: "2.4 million"."""
    number = Decimal(draw(st.integers(1, 99999))) / draw(st.sampled_from([1, 10, 100]))
    name = draw(st.sampled_from(["thousand", "million", "billion", "trillion", "dozen"]))
    scale = 12 if name == "dozen" else {word: value for value, word in SCALES}[name]
    return f"{number:f} {name}", number * scale


@st.composite
def shares(draw: st.DrawFn) -> tuple[str, Decimal]:
    """A part of a whole: "two-thirds", "one in five", "7 out of 10"."""
    if draw(st.booleans()):
        part = draw(st.sampled_from(sorted(PARTS)))
        over = draw(st.integers(1, PARTS[part] - 1))
        plural = "halves" if part == "half" else f"{part}s"
        return f"{ONES[over]}{draw(st.sampled_from('- '))}{plural if over > 1 else part} of", Decimal(over) / PARTS[
            part
        ]
    under = draw(st.integers(2, 99))
    over = draw(st.integers(1, under - 1))
    join = draw(st.sampled_from([" in ", " out of "]))
    write = (lambda number: in_words(number, False)) if draw(st.booleans()) else str
    return f"{write(over)}{join}{write(under)}", Decimal(over) / under


@st.composite
def money(draw: st.DrawFn) -> tuple[str, Decimal, str]:
    """An amount of a currency, and its code."""
    sign, code = draw(st.sampled_from([("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("A$", "AUD"), ("US$", "USD")]))
    number = Decimal(draw(st.integers(1, 9999))) / draw(st.sampled_from([1, 10, 100]))
    short = draw(st.sampled_from(sorted(SHORT)))
    gap = draw(st.sampled_from(["", " "])) if len(short) < 3 else " "
    return f"{sign}{number:f}{gap}{short}", number * SHORT[short], code
