"""Whether what governs a number says that it went up or down, and verbs that multiply."""

from decimal import Decimal
from typing import Final, Literal

from streams.extraction.lexicon.measures import DIRECTIONS, MULTIPLES
from streams.extraction.view import View

_FARTHEST: Final = 6
_MODIFIES: Final = frozenset(("nummod", "compound", "amod", "nmod", "quantmod", "npadvmod"))
_OBJECTS: Final = frozenset(("dobj", "npadvmod", "advmod", "attr", "oprd", "acomp"))
_OF_MORE: Final = frozenset(("add", "lose", "shed", "top", "win"))
"""Verbs that say a change of an amount, but not of things that are counted: "added two players"."""


def direction_of(view: View, token: int, counts: bool, ranges: bool) -> Literal["up", "down"] | None:
    """Up or down, where a verb, an adverb or a noun of change governs the number at a token.

    `counts`: it counts things; `ranges`: it has two ends, so that "from" begins the change and not what was before it.
    """
    at = token
    for _ in range(_FARTHEST):
        head = view.head[at]
        if head == at:
            return None
        for child in view.children[at]:
            if child < token and ("adverb", view.lower[child]) in DIRECTIONS:
                return DIRECTIONS["adverb", view.lower[child]]
        if view.pos[head] in ("ADV", "ADP", "ADJ") and ("adverb", view.lower[head]) in DIRECTIONS and head < token:
            return None if _is_level(view, at, head, ranges) else DIRECTIONS["adverb", view.lower[head]]
        if view.pos[head] == "VERB":
            return _by_verb(view, at, head, counts, ranges)
        if view.pos[head] == "NOUN" and ("noun", view.lemma[head]) in DIRECTIONS and _is_extent(view, at, head):
            return DIRECTIONS["noun", view.lemma[head]]
        at = head
    return None


def _by_verb(view: View, at: int, verb: int, counts: bool, ranges: bool) -> Literal["up", "down"] | None:
    lemma = view.lemma[verb]
    if counts and lemma in _OF_MORE:
        return None
    if view.dep[at] in _OBJECTS or (view.dep[at] == "prep" and not _is_level(view, at, verb, ranges)):
        return DIRECTIONS.get(("verb", lemma))
    return None


def _is_level(view: View, at: int, head: int, ranges: bool) -> bool:
    """Whether a preposition brings where the quantity stands, not how far it went: "rose 5% to 90", "up from 4"."""
    word = view.lower[at]
    if view.dep[at] != "prep" or word == "by":
        return False
    if word == "from":
        return not ranges
    if word != "to":
        return True
    return any(
        child < at and view.dep[child] in _OBJECTS and _has_number(view, child) for child in view.children[head]
    ) or any(view.lower[child] == "by" for child in view.children[head] if child < at)


def _has_number(view: View, token: int) -> bool:
    return view.pos[token] == "NUM" or any(view.pos[child] == "NUM" for child in view.children[token])


def _is_extent(view: View, at: int, noun: int) -> bool:
    """Whether a number says how large a change is: "a 20-point drop", "a fall of 5%"."""
    return (at < noun and view.dep[at] in _MODIFIES) or (view.dep[at] == "prep" and view.lower[at] == "of")


def multiple_of(view: View, token: int) -> Decimal | None:
    """What a verb multiplies by, where it brings no number of its own: "doubled", not "doubled to 80"."""
    value = MULTIPLES.get(view.lemma[token])
    if value is None or view.pos[token] != "VERB":
        return None
    brought = [child for child in view.children[token] if view.dep[child] in ("prep", "prt", "dobj", "npadvmod")]
    for one in brought:
        if view.dep[one] == "prt" or _has_number(view, one) or any(_has_number(view, c) for c in view.children[one]):
            return None
    return value
