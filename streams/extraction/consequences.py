"""What comes of something else: a death beside the attack or disaster that caused it, and what no assailant did."""

from collections.abc import Mapping
from typing import Final

from streams.extraction.casualties import harm_of
from streams.extraction.clauses import Predication
from streams.extraction.eventmention import EventMention
from streams.extraction.fillers import fillers
from streams.extraction.nature import HARMS, NATURAL, is_natural
from streams.extraction.view import View

_CAUSES: Final = frozenset(("ASSAULT", *NATURAL))
_NEUTRAL: Final = frozenset(("kill", "wound", "burn"))
"""What somebody may do, and what may befall."""
_DELIBERATE: Final = frozenset(
    ("stab", "murder", "assassinate", "behead", "decapitate", "lynch", "strangle", "slaughter", "massacre")
)
"""What nothing but somebody does, whoever he is."""
_BANGS: Final = frozenset(("blast", "explosion"))
_IN: Final = "prep:in|during|from"
_WHEN: Final = frozenset(("when", "as", "after"))
_MARKS: Final = frozenset(("mark", "advmod"))
_AFTER: Final = frozenset(("advcl", "xcomp", "acl", "relcl", "ccomp"))


def as_consequence(
    view: View, predications: Mapping[int, Predication], found: Mapping[int, EventMention], event: EventMention
) -> EventMention:
    """The event; a killing or wounding that only comes of another cause told is a death or injury, and no attack.

    "The quake killed ten", "opened fire, killing two", "died in the shelling": quake, shots and shelling are told by
    themselves.
    """
    if event.turned:
        return event
    harm = harm_of(view, event)
    return event._replace(type=harm) if harm and _has_cause(view, predications, found, event) else event


def without_assailants(view: View, events: list[EventMention]) -> list[EventMention]:
    """The events; where an article tells of mishaps alone, who was killed or hurt by nobody named came to that."""
    bare = {event.at for event in events if _is_bare(view, event)}
    if not any(event.type in NATURAL for event in events):
        return events
    if any(event.type == "ASSAULT" and event.at not in bare for event in events):
        return events
    return [
        event._replace(type=harm_of(view, event) or "ACCIDENT", mode=None) if event.at in bare else event
        for event in events
    ]


def _is_bare(view: View, event: EventMention) -> bool:
    """Whether an attack is nothing but a bang or the harm, and without anybody who did it: "were killed"."""
    if event.type != "ASSAULT" or event.sources or event.turned:
        return False
    return view.lemma[event.at] in (_NEUTRAL if harm_of(view, event) else _BANGS)


def without_blows(predications: Mapping[int, Predication], events: list[EventMention]) -> list[EventMention]:
    """The events, where a disaster that is told by itself is told once: what it does and to whom goes to it."""
    known = {event.at: event for event in events}
    blows: set[int] = set()
    for event in events:
        if event.type in NATURAL and predications[event.at].kind == "verb":
            for head in predications[event.at].slots.get("subject", ()):
                if head in known and known[head].type in NATURAL:
                    first = known[head]
                    if not first.targets:
                        frame = event.frame if event.frame.type == first.type else first.frame
                        known[head] = first._replace(frame=frame, targets=event.targets)
                    blows.add(event.at)
    return [known[event.at] for event in events if event.at not in blows]


def with_victims(view: View, predications: Mapping[int, Predication], events: list[EventMention]) -> list[EventMention]:
    """The events, where an attack that a noun tells of, and whose target is not told, is on those who died in it."""
    known = {event.at: event for event in events}
    for event in events:
        if event.type in HARMS and event.targets:
            attack = _attack_behind(view, predications, known, event)
            if attack is not None and not attack.targets:
                known[attack.at] = attack._replace(targets=event.targets)
    return list(known.values())


def _attack_behind(
    view: View, predications: Mapping[int, Predication], found: Mapping[int, EventMention], event: EventMention
) -> EventMention | None:
    """The attack in which somebody came to harm ("killed in the shelling", "died when gunmen attacked"), if told."""
    predication = predications[event.at]
    heads = list(fillers(view, predication, _IN))
    for clause in view.children[event.at]:
        if view.dep[clause] == "advcl" and (_is_when(view, clause) or _is_noun(view, clause)):
            heads += view.conjuncts(clause)
    attacks = (found[head] for head in heads if head in found)
    return next((attack for attack in attacks if attack.type == "ASSAULT" and not attack.turned), None)


def _is_when(view: View, clause: int) -> bool:
    return any(view.lower[child] in _WHEN and view.dep[child] in _MARKS for child in view.children[clause])


def _is_noun(view: View, clause: int) -> bool:
    """Whether a noun was taken for a clause: "killed in tank shelling"."""
    return view.tag[clause] == "VBG" and view.dep[clause - 1] == "pobj"


def _has_cause(
    view: View, predications: Mapping[int, Predication], found: Mapping[int, EventMention], event: EventMention
) -> bool:
    predication = first = predications[event.at]
    causes = predication.slots.get("subject", ())
    if event.type in NATURAL:
        return not found.keys().isdisjoint(causes)
    while first.relation == "conj" and first.governor is not None and first.kind == predication.kind:
        # "Opened fire, killing two and wounding four".
        first = predications[first.governor]
    above = found.get(first.governor) if first.governor is not None else None
    if above is not None and above.type in _CAUSES and first.relation in _AFTER:
        return True
    thing = not event.sources and predication.lemma not in _DELIBERATE
    if causes and (thing or not found.keys().isdisjoint(causes)):
        return True
    attack = _attack_behind(view, predications, found, event)
    if (
        attack is not None
        and event.mode is None
        and (not event.sources or (event.sources == attack.sources and not attack.targets))
    ):
        return True
    return not event.sources and any(
        is_natural(view, head, ()) for head in fillers(view, predication, "prep:in|by|from|of|during|after")
    )
