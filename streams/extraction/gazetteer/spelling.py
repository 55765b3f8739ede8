"""One spelling for all that a place's name is written as."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_DROPPED: Final = re.compile(r"[.'’‘ʻʼ`´]|\s*\(.*?\)")
_SPACED: Final = re.compile(r"[\s\-‐-―_,]+")
_SHORT: Final = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
_LETTERS: Final = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d"})


@lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """A name in lower case, without accents, dots, apostrophes or hyphens; "St." as "saint"."""
    plain = unicodedata.normalize("NFKD", _DROPPED.sub("", name).casefold().translate(_LETTERS))
    words = _SPACED.sub(" ", "".join(letter for letter in plain if not unicodedata.combining(letter))).split()
    if len(words) > 1 and words[0] in _SHORT:
        words[0] = _SHORT[words[0]]
    return " ".join(words)
