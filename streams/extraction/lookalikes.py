"""Digits that are no quantity: dates, times of day, results, phone numbers, names of things, addresses, years."""

import re
from typing import Final

from streams.extraction.numerals import RATIO

_PATTERNS: Final = (
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b",  # 12/05/2021
    r"\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?: ?[ap]\.?m\b\.?)?",  # 5:30 p.m.
    r"\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b\.?",  # 10.45pm
    r"\d{1,2} o['’]clock\b",
    r"[0-2]\d[0-5]\d(?: ?(?:GMT|UTC|[CE]ES?T|BST|[ECMP][SD]T)\b| hours\b|h\b)",  # 0900 GMT
    r"\d{1,4}-\d{3}-\d{3,4}-?\d{2,7}\b|\d{3}[ .-]\d{3}[ .-]\d{4}\b",  # 555-201-4477
    r"\d{3,5} \d{3} \d{4}\b|0\d{2,4} \d{5,7}\b|\d{3}-0\d{3}\b",
    r"\d+(?:st|nd|rd|th)\b",
    r"\d{1,3}/\d{1,3}\b",  # 9/11, 120/80
    r"(?:1[5-9]|20)\d\d[-–/]\d{2}(?!\d|\.\d|,\d| ?%)",  # 2019-20
    r"\d{1,3}\.\d+\.\d+",  # 2.0.1
    r"\d+(?!c?m[23]\b|km2\b)[A-Za-z]{1,2}-?\d\w*",
    r"\d+(?:\.\d+)?[xX]\b",
    r"\d{1,2}-\d{1,2}-\d{1,2}\b",
    r"\d{5}-\d{4}\b",
)
_ANY: Final = re.compile("|".join(_PATTERNS))
_COUNTS: Final = re.compile(r"\d+(?:,\d+)*(?:[,;)%]| (?![abhop])[a-z])")
"""Digits and what follows none of the forms."""
_SIGNED: Final = re.compile(r"\+\d[\d ()-]{6,20}\d\b|\(\d{3}\) ?\d{3}-\d{4}\b")
_RESULT: Final = re.compile(r"(\d{1,2})[-–](\d{1,2})(?![\d%-]|\.\d|[ -](?:per ?cent|year|day|month|week|hour|minute))")
_PLAYED: Final = re.compile(
    r"\b(?:beat|beaten|won|win|wins|lost|lose|loss|defeat|defeated|draw|drew|lead|led|trail|trailed|ahead|down|victory"
    r"|score|scored|tied|tie|final|set|sets|record|voted|vote)\b[^.;\d]{0,24}$",
    re.I,
)
_STREET: Final = re.compile(
    r"\d{1,5} (?:block of |(?:[NSEW]\.? |North |South |East |West )?(?:[A-Z][\w.’']+ |\d+(?:st|nd|rd|th) ){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Drive|Dr|Boulevard|Blvd|Lane|Ln|Way|Place|Square|Court|Terrace|block|Highway)\b)"
)
_ZIP: Final = re.compile(r"\b[A-Z]{2} $")
_LIST_NUMBER: Final = re.compile(r"\d{1,2}(?:\.|\)) (?=\S)")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d(?![\d.,]*\d|%|[ -](?:%|per ?cent\b))")


def lookalike(text: str, start: int) -> int | None:
    """Where what begins at a character ends, if its form says that it is no quantity."""
    if _COUNTS.match(text, start) is not None or RATIO.match(text, start) is not None:
        return None
    found = _ANY.match(text, start) or _SIGNED.match(text, start) or _STREET.match(text, start)
    if found is not None:
        return found.end()
    result = _RESULT.match(text, start)
    if result is not None and (
        int(result[1]) >= int(result[2]) or _PLAYED.search(text, max(0, start - 40), start) is not None
    ):
        return result.end()
    return None


def is_year(text: str, start: int) -> bool:
    """Whether digits may be a year's."""
    return _YEAR.match(text, start) is not None


def numbers_a_list(text: str, start: int) -> bool:
    """Whether digits at a sentence's beginning number it: "1. Rain"."""
    return _LIST_NUMBER.match(text, start) is not None


def is_zip(text: str, start: int, end: int) -> bool:
    """Whether five digits follow a state's letters."""
    return end - start == 5 and _ZIP.search(text, max(0, start - 4), start) is not None
