"""Bare numbers that count nothing: years, numbering, parts of names, and "one" as a pronoun."""

from typing import Final

from streams.extraction.amounts import Amount
from streams.extraction.lexicon import WORD_CLASSES
from streams.extraction.lexicon.measures import NUMBERED
from streams.extraction.lookalikes import is_year, is_zip, numbers_a_list
from streams.extraction.view import View
from streams.extraction.words import words

_MONTHS: Final = words("january february march april may june july august september october november december")
_IN_YEARS: Final = words("in since until till by of from the this that last next 's ’s before after during for")
_RECENT: Final = range(1900, 2036)


def is_no_count(view: View, token: int, amount: Amount) -> bool:
    """Whether a number without unit is a year, numbering, part of a name, or the pronoun "one"."""
    text, start, first = view.text, amount.start, amount.first
    if not first.spoken:
        return (
            (is_year(text, start) and amount.low is None and not _counts_in_spite(view, token, amount))
            or (view.sentences[view.sentence[token]][0] == token and numbers_a_list(text, start))
            or is_zip(text, start, amount.stop)
            or is_name(view, token)
        )
    if first.value == 1 and not first.share and view.lower[token] == "one":
        return view.dep[token] != "nummod" and view.lower[token + 1 : token + 2] != ["of"]
    return is_name(view, token)


def _counts_in_spite(view: View, token: int, amount: Amount) -> bool:
    """Whether four digits count, though they could be a year: "more than 2000", "1500 protesters"."""
    if "," in view.word[token] or "." in view.word[token]:
        return True
    before = view.lower[token - 1] if token else ""
    if amount.bound != "=" and amount.first.value not in _RECENT:
        return True
    if before in _IN_YEARS or before in _MONTHS:
        return False
    head = view.head[token]
    follows = head == token + 1 or (head == token + 2 and view.pos[token + 1] == "ADJ")
    counts = follows and view.dep[token] == "nummod" and view.tag[head] in ("NNS", "NNPS")
    if counts and view.lemma[head] in WORD_CLASSES["@person"]:
        return True
    if amount.first.value in _RECENT:
        return amount.bound not in ("=", "~") and counts
    return counts


def is_name(view: View, token: int) -> bool:
    """Whether a number belongs to a name: "Boeing 737", "Article 5", "Group of Seven", "787 Dreamliner"."""
    if _begins_a_name(view, token) or view.text.endswith(("No. ", "Nos. "), 0, view.idx[token]):
        return True
    if token == 0:
        return False
    before, lower = view.word[token - 1], view.lower[token - 1]
    if view.sentence[token - 1] != view.sentence[token]:
        return False
    if (
        view.idx[token] == view.idx[token - 1] + len(before)
        and before[-1:] in "-–/"
        and token > 1
        and view.word[token - 2][-1:].isalpha()
        and view.idx[token - 1] == view.idx[token - 2] + len(view.word[token - 2])
    ):
        return view.lower[token - 2] not in ("minus", "plus", "sub")
    if view.pos[token] == "PROPN" and view.word[token][0].isupper():
        return True
    if view.text[view.idx[token]].isalpha():
        return (
            view.word[token][0].isupper()
            and token > view.title
            and (before[0].isupper() or view.lower[token - 2 : token] == ["group", "of"])
            and view.sentences[view.sentence[token]][0] < token - 1
        )
    counts = view.dep[token] == "nummod" and view.head[token] > token
    if lower in NUMBERED and (before[0].isupper() or not counts or view.head[token] > token + 2):
        return lower not in ("line", "part", "group", "top", "unit", "class") or before[0].isupper()
    inside = view.entity[token] >= 0 and view.label[token] in ("PRODUCT", "LAW", "FAC", "WORK_OF_ART")
    camel = any(letter.isupper() for letter in before) and before[-1:].isalnum()
    named = camel and (view.pos[token - 1] == "PROPN" or not before[:1].isupper()) and lower not in _MONTHS
    return (named or (inside and view.entity[token - 1] == view.entity[token])) and not counts


def _begins_a_name(view: View, token: int) -> bool:
    """Whether a product's name goes on after the number: "787 Dreamliner", "12 Pro"."""
    after = token + 1
    return (
        view.word[token].isdecimal()
        and view.word[token] != "1"
        and after < len(view)
        and view.tag[after] == "NNP"
        and view.word[after][0].isupper()
        and view.label[after] in ("PRODUCT", "")
        and view.idx[after] == view.idx[token] + len(view.word[token]) + 1
        and (view.head[after] == after or view.tag[view.head[after]] not in ("NNS", "NNPS", "NN"))
    )
