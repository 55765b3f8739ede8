"""Ages: bare numbers that say how old somebody is."""

import re
from typing import Final

from streams.extraction.amounts import Amount
from streams.extraction.lexicon.measures import PEOPLE
from streams.extraction.view import View

_BEFORE: Final = re.compile(
    r"\b(?:aged?|ages|age of|ages of|life expectancy[\w ]{0,40} (?:is|was|of)(?: about| around| nearly)?)"
    r"(?: between| from| about| around)? $",
    re.I,
)
_TURNED: Final = re.compile(r"\b(?:turns|turned|turning) $", re.I)
_AFTER: Final = re.compile(r" (?:or|and) (?:older|younger)\b")
_PEOPLE: Final = frozenset(("he", "she", "i", "who"))
_SEVERAL: Final = frozenset(
    ("crew", "couple", "staff", "personnel", "police", "troop", "folk", "people", "more", "other")
)
_OLDEST: Final = 125


def is_age(view: View, token: int, amount: Amount) -> bool:
    """Whether a bare number is somebody's age: "aged 30", "Maria Lopez, 30, said", "he is 30"."""
    text, start, end = view.text, amount.start, amount.stop
    oldest = amount.value if amount.high is None else amount.high
    if oldest is None or not 0 < oldest < _OLDEST or oldest % 1:
        return False
    if _BEFORE.search(text, max(0, start - 70), start) or _TURNED.search(text, max(0, start - 9), start):
        return not text[end : end + 2].strip().isalpha() or view.pos[token] != "NUM" or _closes(view, end)
    if _AFTER.match(text, end):
        return True
    head = view.head[token]
    if _stands_apart(view, token, start, end) or _is_of_so_many(view, token):
        return True
    return (
        view.dep[token] in ("attr", "acomp")
        and view.lemma[head] == "be"
        and _closes(view, end)
        and any(
            view.dep[child] == "nsubj" and (view.lower[child] in _PEOPLE or view.label[child] == "PERSON")
            for child in view.children[head]
        )
    )


def _is_of_so_many(view: View, token: int) -> bool:
    """Whether "of" brings the number behind one person: "a man of 41", but "a crew of 12"."""
    of = view.head[token]
    noun = view.head[of]
    return (
        view.dep[token] == "pobj"
        and view.lower[of] == "of"
        and of == noun + 1
        and view.tag[noun] == "NN"
        and view.lemma[noun] in PEOPLE - _SEVERAL
    )


def _closes(view: View, end: int) -> bool:
    """Whether no noun follows for a number to count."""
    after = view.at(end)
    return after >= len(view) or view.idx[after] < end or view.pos[after] not in ("NOUN", "PROPN", "ADJ", "NUM")


def _stands_apart(view: View, token: int, start: int, end: int) -> bool:
    """Whether a number stands between commas, or at the end, behind a person: "Ana Ruiz, 34, left", "his son, 7"."""
    text = view.text
    return (
        token > 1
        and view.lower[token - 1] == ","
        and end - start < 3
        and text[start:end].isdecimal()
        and (text[end : end + 1] in (",", ".", ";", ")") or text[end : end + 5] in (" was ", " and ", " died"))
        and (
            (view.pos[token - 2] == "PROPN" and view.label[token - 2] in ("PERSON", ""))
            or (view.tag[token - 2] not in ("NNS", "NNPS") and view.lemma[token - 2] in PEOPLE)
        )
    )
