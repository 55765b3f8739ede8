"""Incidents: what one report tells over several sentences, what it comes from, and whether it has happened."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.eventmention import EventMention
from streams.extraction.factuality import Factuality
from streams.extraction.lexicon import WORD_CLASSES
from streams.extraction.nature import HARMS, NATURAL, kind_of, natural_causes
from streams.extraction.view import View
from streams.extraction.words import words

INCIDENTS: Final = frozenset(("ASSAULT", *HARMS, *NATURAL))
"""What one report tells over several sentences: what one of them says of when and where holds for the others."""
_CAUSES: Final = {"ASSAULT": "violence", "DISASTER": "nature", "OUTBREAK": "disease"}
"""What harm comes from; an accident may turn out to be either."""
_WEAPONS: Final = WORD_CLASSES["@weapon"]
AFTERMATH: Final = words("COERCE SANCTION CHARGE-INDICT TRIAL-HEARING")
"""What follows an incident on a day of its own: "arrested on Monday over the shooting"."""


def is_told_on(
    view: View, predications: dict[int, Predication], judged: Callable[[int], Factuality], event: EventMention
) -> bool:
    """Whether an event is of those that several sentences tell, and has happened."""
    if event.type not in INCIDENTS or is_since(view, predications[event.at]):
        return False
    said = judged(event.at)
    return not said.future and said.polarity == "POS"


def is_since(view: View, clause: Predication) -> bool:
    """Whether what a clause tells of was long before what governs it: "ten years since the army attacked"."""
    return clause.relation == "advcl" and any(view.lower[one] == "since" for one in view.children[clause.trigger])


def causes_of(view: View, predications: dict[int, Predication], events: Sequence[EventMention]) -> dict[int, str]:
    """By trigger, what acts and harm come from; harm from what its sentence tells, where that is one thing."""
    found = {event.at: cause for event in events if (cause := _cause(view, predications, event)) is not None}
    told: dict[int, set[str]] = defaultdict(set)
    for at, cause in found.items():
        told[view.sentence[at]].add(cause)
    for event in events:
        causes = told.get(view.sentence[event.at], ())
        if len(causes) == 1 and event.type in INCIDENTS:
            found.setdefault(event.at, *causes)
    return found


def _cause(view: View, predications: dict[int, Predication], event: EventMention) -> str | None:
    """What an event itself says that it comes from: what does it, or its type."""
    causes = natural_causes(view, predications[event.at], ()) if event.type in INCIDENTS else ()
    if event.type in HARMS and any(
        view.lemma[one] in _WEAPONS for one in predications[event.at].slots.get("subject", ())
    ):
        return _CAUSES["ASSAULT"]
    kind = kind_of(view, causes[0]) if causes else None
    return _CAUSES.get(event.type if kind is None else kind)
