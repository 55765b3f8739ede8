"""What the words beside a predicate say of it: particle, modal, denial, condition, and the clauses it has."""

from collections.abc import Collection, Sequence
from itertools import chain
from typing import Final

from streams.extraction.slots import Slots
from streams.extraction.view import View
from streams.extraction.words import words

_COMPLEMENTS: Final = frozenset(("ccomp", "xcomp", "acl", "pcomp"))
_IF: Final = frozenset(("if", "unless", "once", "provided"))
_INVERTED: Final = frozenset(("should", "had"))
"""Auxiliaries that stand before the subject for an "if"."""
PARTICLES: Final = words("down back out off up away over in on apart ahead")
_NOBODY: Final = words("nobody none neither nothing")
_NO: Final = frozenset(("no", "neither"))
_SMALL: Final = words("aux neg det mark prt advmod")
_ASIDE: Final = frozenset(("advmod", "prep"))
_JOINING: Final = frozenset(("preconj", "cc"))
_TELLING: Final = _SMALL | _JOINING | _COMPLEMENTS | {"advcl", "prep"}
"""How what tells more of a predicate than who and what takes part hangs on it."""
Beside = tuple[Collection[str], str | None, str | None, bool, Sequence[int], Sequence[int]]


def beside(view: View, token: int) -> Beside:
    """What hangs on a predicate: small words, particle, modal, whether it is denied, adverbial clauses, complements."""
    if not view.children[token]:
        return (), None, None, False, (), ()
    words: set[str] = set()
    particle = modal = None
    negated = False
    clauses: list[int] = []
    complements: list[int] = []
    for child in view.children[token]:
        dep, lower = view.dep[child], view.lower[child]
        if dep not in _TELLING:
            continue
        if dep in _SMALL:
            words.add(lower)
            if modal is None and view.tag[child] == "MD":
                modal = view.lemma[child]
            negated = negated or dep == "neg" or (dep == "det" and lower in _NO)
        elif dep in _JOINING:
            negated = negated or lower == "neither"
        elif dep == "advcl":
            clauses.append(child)
        elif dep in _COMPLEMENTS:
            complements += view.conjuncts(child)
        elif dep == "prep":
            for brought in view.children[child]:
                if view.dep[brought] == "pcomp":
                    complements += view.conjuncts(brought)
        if particle is None and (dep == "prt" or (child > token and dep in _ASIDE and lower in PARTICLES)):
            particle = lower
    return words, particle, modal, negated, clauses, complements


def is_premise(view: View, token: int, small: Collection[str]) -> bool:
    """Whether a clause is what an "if" supposes, as its small words tell."""
    return not _IF.isdisjoint(small) or (not _INVERTED.isdisjoint(small) and _is_inverted(view, token))


def is_denied(view: View, token: int, slots: Slots) -> bool:
    """Whether what stands before it or fills a slot denies it: "without", "nobody", "no troops"."""
    if view.lower[view.head[token]] == "without" and view.dep[token] in ("pcomp", "pobj"):
        return True
    for filler in chain(slots.get("subject", ()), slots.get("object", ())):
        if view.lower[filler] in _NOBODY:
            return True
        for child in view.children[filler]:
            if view.lower[child] in _NO:
                return True
    return False


def _is_inverted(view: View, token: int) -> bool:
    """ "Should Moscow stall, …", "had Moscow stalled": the auxiliary before its subject, and no question."""
    children = view.children[token]
    first = next((child for child in children if view.lower[child] in _INVERTED and view.dep[child] == "aux"), None)
    if first is None or (view.lower[first] == "had" and view.dep[token] != "advcl"):
        return False
    return any(view.dep[child] in ("nsubj", "nsubjpass") and first < child < token for child in children)


def has_if(view: View, token: int) -> bool:
    """Whether an "if" opens a clause."""
    return any(view.lower[child] in _IF and view.dep[child] in ("mark", "advmod") for child in view.children[token])
