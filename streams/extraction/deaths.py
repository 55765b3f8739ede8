"""Those who are hurt and die of it: their death is told, and no injury beside it."""

from collections.abc import Mapping, Sequence
from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.eventmention import EventMention
from streams.extraction.mentions import Mention
from streams.extraction.view import View

_ONE: Final = frozenset(("he", "she"))
_SAME: Final = frozenset(("him", "her"))
_MANY: Final = frozenset(("NNS", "NNPS"))
_AFTER: Final = 2
"""Sentences between a wound and the death that "he" or "the boy" dies."""
_DEEPEST: Final = 4


def without_the_dying(
    view: View, predications: Mapping[int, Predication], best: Mapping[int, Mention], events: Sequence[EventMention]
) -> list[EventMention]:
    """The events, without injuries of one who dies: "taken to hospital, where he died"; `best`: who is meant."""
    deaths = [event for event in events if event.type == "DIE" and _happens(predications[event.at])]
    return [
        event
        for event in events
        if event.type != "INJURE" or not any(_kills(view, predications, best, event, death) for death in deaths)
    ]


def _happens(death: Predication) -> bool:
    return not (death.negated or death.modal or death.conditional or death.infinitive)


def _kills(
    view: View,
    predications: Mapping[int, Predication],
    best: Mapping[int, Mention],
    injury: EventMention,
    death: EventMention,
) -> bool:
    """Whether a death is that of the one person who is hurt."""
    if len(injury.targets) != 1 or view.tag[injury.targets[0].head] in _MANY:
        return False
    (hurt,) = injury.targets
    who = best.get(hurt.head, hurt)
    later = view.sentence[death.at] - view.sentence[injury.at]
    for dead in death.targets:
        other = best.get(dead.head, dead)
        if dead.head == hurt.head or _is_named_alike(who, other):
            return True
        if view.lower[dead.head] in _ONE and other in (dead, who) and injury.at < death.at and later < _AFTER:
            return True
        if view.lower[hurt.head] in _SAME and who in (hurt, other) and _is_under(predications, injury.at, death.at):
            return True
        if 0 <= later <= _AFTER and _is_again(view, hurt, dead):
            return True
    return False


def _is_named_alike(one: Mention, other: Mention) -> bool:
    """ "Ana Ruiz", then "Ruiz"."""
    named = one.kind in ("person", None) and one.name[:1].isupper() and other.name[:1].isupper()
    return named and (one.name == other.name or one.name.split()[-1] == other.name)


def _is_again(view: View, first: Mention, then: Mention) -> bool:
    """ "A boy", then "the boy"."""
    the = any(view.lower[child] == "the" for child in view.children[then.head])
    return the and first.head < then.head and view.lower[first.head] == view.lower[then.head]


def _is_under(predications: Mapping[int, Predication], token: int, above: int) -> bool:
    """Whether one predicate hangs on another."""
    for _ in range(_DEEPEST):
        governor = predications[token].governor
        if governor is None:
            return False
        if governor == above:
            return True
        token = governor
    return False
