"""A killing that comes of something else told: a death beside the attack, accident or disaster, not a second attack."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from streams.extraction.casualties import harm_of
from streams.extraction.clauses import Predication
from streams.extraction.eventmention import EventMention
from streams.extraction.fillers import fillers
from streams.extraction.lexicon import FRAMES
from streams.extraction.view import View

_CAUSES: Final = frozenset(("ASSAULT", "ACCIDENT", "DISASTER", "OUTBREAK"))
_AFTER: Final = frozenset(("advcl", "xcomp", "acl", "relcl", "ccomp"))


def as_consequence(
    view: View, predications: Mapping[int, Predication], found: Mapping[int, EventMention], event: EventMention
) -> EventMention:
    """The event; a killing or wounding that only comes of another cause told is a death or injury, and no attack.

    "The quake killed ten", "opened fire, killing two": the quake and the shots are told by themselves.
    """
    harm = harm_of(view, event) if event.type == "ASSAULT" and not event.turned else None
    return replace(event, type=harm) if harm and _has_cause(view, predications, found, event) else event


def _has_cause(
    view: View, predications: Mapping[int, Predication], found: Mapping[int, EventMention], event: EventMention
) -> bool:
    predication = predications[event.at]
    above = found.get(predication.governor) if predication.governor is not None else None
    if above is not None and above.type in _CAUSES and predication.relation in _AFTER:
        return True
    causes = predication.slots.get("subject", ())
    if causes and (not event.sources or not found.keys().isdisjoint(causes)):
        return True
    return not event.sources and any(
        _is_mishap(view, head) for head in fillers(view, predication, "prep:in|by|from|of|during|after")
    )


def _is_mishap(view: View, head: int) -> bool:
    types = {frame.type for frame in FRAMES.get(("noun", view.lemma[head]), ())}
    return bool(types & _CAUSES) and "ASSAULT" not in types
