"""Whose a time or place is that stands beside an event: another clause may own it."""

from typing import Final

from streams.extraction.view import View
from streams.extraction.words import words

_TRAVEL: Final = words(
    "visit trip tour stopover flight journey voyage pilgrimage export shipment delivery supply sale"
)
"""Nouns that have a goal: "a visit to Chad", "a tour of Chad", "exports to Chad"."""
_GOAL: Final = frozenset(("to", "of"))
_WHILE: Final = frozenset(("during", "on"))
"""Where something happens while it lasts: "signed it during a visit to Chad"."""
_IF: Final = frozenset(("if", "unless"))
_DEEP: Final = 12


def travel_to(view: View, place: int) -> int | None:
    """The noun whose goal a place is: "cut short a visit to Chad"."""
    by = view.head[place]
    if view.lower[by] not in _GOAL:
        return None
    noun = view.head[by]
    return noun if view.lemma[noun] in _TRAVEL and view.pos[noun] == "NOUN" else None


def is_elsewhere(view: View, trigger: int, noun: int) -> bool:
    """Whether an event was not where a journey went: it is neither the journey nor told in one clause with it."""
    above = view.head[noun]
    if view.lower[above] in _WHILE:
        return not _is_under(view, trigger, clause_of(view, above)) and not _is_under(view, above, trigger)
    return not (trigger == noun or above == trigger)


def clause_of(view: View, token: int) -> int:
    """The verb that a token hangs on, or itself; the last word above where there is none."""
    for _ in range(_DEEP):
        if view.pos[token] in ("VERB", "AUX") or view.head[token] == token:
            break
        token = view.head[token]
    return token


def _is_under(view: View, token: int, above: int) -> bool:
    for _ in range(_DEEP):
        if token == above:
            return True
        token = view.head[token]
    return token == above
