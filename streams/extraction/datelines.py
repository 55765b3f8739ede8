"""Datelines: where and when a piece was filed, before its first sentence."""

import re
from dataclasses import dataclass
from typing import Final

_WORD: Final = r"[A-Z][\w.'’/-]{0,30}"
_DATE: Final = r"\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{2,4})?|[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?"
_DATELINE: Final = re.compile(
    rf"(?P<place>{_WORD}(?:,? {_WORD}){{0,5}}?)?"
    rf"(?P<date>,? ?(?:{_DATE}))?"
    r"(?P<agency> ?\([^()\n]{1,60}\))?"
    r" ?(?:--+|[—–]|-(?= ))\s*(?=\S)"
)
_LONGEST: Final = 160


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place, date and agency before a text: "KYIV, Sept. 4 (Northern Wire) - ".

    `end` is where the text itself begins; `place` and `date` are ranges of characters, `None` where not given.
    """

    end: int
    place: tuple[int, int] | None
    date: tuple[int, int] | None


def find_dateline(text: str) -> Dateline | None:
    """The dateline that a paragraph opens with.

    Taken for one are capitals before a dash, or whatever stands before a date or an agency in parentheses and a
    dash; a name and a dash alone ("Merkel - who left") are none.
    """
    found = _DATELINE.match(text, 0, _LONGEST)
    if found is None or not found.end():
        return None
    place = found["place"]
    shouted = place is not None and len(place.split(",")[0]) > 2 and place.split(",")[0].isupper()
    if not (shouted or found["agency"] or (place and found["date"])):
        return None
    name = (found.start("place"), found.end("place")) if place else None
    date = (found.end("date") - len(found["date"].lstrip(", ")), found.end("date")) if found["date"] else None
    return Dateline(found.end(), name, date)
