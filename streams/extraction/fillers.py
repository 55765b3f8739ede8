"""What stands in a frame's slot: the tokens that a predication, or the noun phrase in its object, has there."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.lexicon import WORD_CLASSES
from streams.extraction.slots import noun_slots
from streams.extraction.view import View

_RESTRICTIONS: Final = WORD_CLASSES["@restriction"]
_DEPTH: Final = 2


def fillers(view: View, predication: Predication, slot: str) -> Iterable[int]:
    """Heads of what fills a slot: "subject", "prep:with|to" …, the nearest reading of a preposition first."""
    names = _prepositions(slot)
    return _brought(view, predication, names) if names else predication.slots.get(slot, ())


@cache
def _prepositions(slot: str) -> tuple[str, ...]:
    name, _, words = slot.partition(":")
    return tuple(f"prep:{word}" for word in words.split("|")) if name == "prep" else ()


def _brought(view: View, predication: Predication, names: tuple[str, ...]) -> Iterator[int]:
    for name in names:
        yield from predication.slots.get(name, ())
    if predication.kind == "verb":
        for filler in predication.slots.get("object", ()):
            yield from _within(view, filler, names)
    elif "prep:by" in names:
        for name, others in predication.slots.items():
            if name.startswith("prep:") and name != "prep:by":
                for filler in others:
                    yield from _within(view, filler, ("prep:by",))


def _within(view: View, noun: int, names: tuple[str, ...], depth: int = 0) -> Iterator[int]:
    """What these prepositions bring to a noun, to what "of" brings, or to its participle ("charges filed against").

    A relative clause says whom a restriction is on ("the curfew that it imposed on"). "From" belongs to the noun itself
    where "of" says whose it is ("the withdrawal of troops from the base").
    """
    if not view.children[noun]:
        return
    brought = noun_slots(view, noun, None)
    for name in names:
        if not (name == "prep:from" and "prep:of" in brought):
            yield from brought.get(name, ())
    if depth < _DEPTH:
        clauses = ("acl", "relcl") if view.lemma[noun] in _RESTRICTIONS else ("acl",)
        deeper = [child for child in view.children[noun] if view.dep[child] in clauses]
        for head in (*brought.get("prep:of", ()), *deeper):
            yield from _within(view, head, names, depth + 1)
