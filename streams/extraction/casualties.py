"""Killed and hurt: deaths and injuries beside the attacks that tell them, and victims that no numeral counts."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from streams.extraction.eventmention import EventMention
from streams.extraction.lexicon import FRAMES, SECTORS
from streams.extraction.lexicon.measures import HARM, PEOPLE
from streams.extraction.mentions import Mention
from streams.extraction.nature import HARMS, NATURAL
from streams.extraction.quantities import Quantity
from streams.extraction.view import View
from streams.extraction.words import words
from streams.records import EventType

_FRAMES: Final = {"DIE": FRAMES["verb", "die"][0], "INJURE": FRAMES["verb", "injure"][0]}
_HARMFUL: Final = frozenset(("ASSAULT", *NATURAL))
_VIOLENT: Final = words("shoot stab beat burn wound injure gun hack crush run knife strike hit")
STATES: Final[dict[str, EventType]] = {
    "dead": "DIE", "killed": "DIE", "slain": "DIE", "injured": "INJURE", "wounded": "INJURE", "hurt": "INJURE",
}  # fmt: skip
"""What a word behind a count says that those counted came to."""
_CONFIDENCE: Final = 0.6
_ONE: Final = frozenset(("a", "an", "another"))
_NOBODY: Final = frozenset(("nobody", "none"))
_NEAR: Final = 4
_LONGEST_LIST: Final = 25


def harm_of(view: View, event: EventMention) -> EventType | None:
    """DIE or INJURE, if an event says that somebody came to harm."""
    if event.type in HARMS:
        return event.type
    return harm_told(view, event.at) if event.type in _HARMFUL else None


def harm_told(view: View, token: int) -> EventType | None:
    """The harm that a verb says: "killed", "shot dead"."""
    lemma = view.lemma[token]
    if lemma in _VIOLENT and any(HARM.get(("adverb", view.lower[near])) == "DIE" for near in _around(view, token)):
        return "DIE"
    return HARM.get(("verb", lemma)) if view.pos[token] == "VERB" else None


def telling(view: View, events: Iterable[EventMention]) -> dict[int, EventMention]:
    """By trigger, the event that counts hang on: the attack whose verb says the harm ("killed"), else the harm."""
    told: dict[int, EventMention] = {}
    for event in events:
        first = told.get(event.at)
        if first is None or first.type in NATURAL or HARM.get(("verb", view.lemma[event.at])) != event.type:
            told[event.at] = event
    return told


def _around(view: View, verb: int) -> Iterator[int]:
    """What hangs on a verb: "shot dead", "fatally shot", "beaten to death"."""
    for child in view.children[verb]:
        yield child
        if view.lower[child] == "to":
            yield from view.children[child]


def _above(view: View, death: int) -> Iterator[int]:
    """The verbs around which a death stands, but no conjunct."""
    head = view.head[death]
    if view.dep[death] != "conj" and head != death:
        yield head
        if view.lower[head] == "to":
            yield view.head[head]


def counts_people(view: View, quantity: Quantity) -> bool:
    """Whether a quantity counts people, or does not say what it counts."""
    if quantity.kind != "count" or quantity.counted is None:
        return quantity.kind == "count"
    head = quantity.counted[2]
    lemma = view.lemma[head]
    named = view.tag[head] == "NNPS" or view.label[head] == "NORP"
    return named or lemma in PEOPLE or lemma in SECTORS or view.lower[head] in PEOPLE


def behind(view: View, quantity: Quantity) -> int:
    """The token behind a quantity and the noun that it counts."""
    last = view.at(quantity.end - 1)
    return (last if quantity.counted is None else max(last, quantity.counted[1] - 1)) + 1


def with_counted(
    view: View, predications: Container[int], quantities: Iterable[Quantity], events: Iterable[EventMention]
) -> list[EventMention]:
    """The events, and deaths and injuries that a count and a bare word tell, as headlines do: "3 dead, 1 hurt".

    Of "left 12 dead" those who are counted are the dead, and it is one death.
    """
    known = {event.at: event for event in events}
    told = list(_told_by_counts(view, predications, quantities, known))
    if not told:
        return list(known.values())
    covering = {(token, event.type): event.at for event in known.values() for token in range(event.start, event.end)}
    for event in told:
        around = covering.get((event.at, event.type))
        if around is None:
            known[event.at] = event
        elif event.targets[0].head not in {one.head for one in known[around].targets}:
            known[around] = known[around]._replace(targets=event.targets)
    return sorted(known.values(), key=lambda event: event.at)


def _told_by_counts(
    view: View, predications: Container[int], quantities: Iterable[Quantity], known: Container[int]
) -> Iterator[EventMention]:
    triggers: set[int] = set()
    for quantity in quantities:
        token = behind(view, quantity)
        if token >= len(view) or token in triggers or token in known or token not in predications:
            continue
        if not counts_people(view, quantity):
            continue
        harm = STATES.get(view.lower[token])
        if harm is None or view.child(token, "dobj") is not None or view.sentence[token] != view.sentence[quantity.at]:
            continue
        triggers.add(token)
        start, end, head = quantity.counted or (quantity.at, token, quantity.at)
        name = view.written(start, end)
        victims = (Mention(start, end, head, name),)
        yield EventMention(token, token, token + 1, harm, _FRAMES[harm], (), victims, _CONFIDENCE)


def with_harm(view: View, events: Iterable[EventMention]) -> Iterator[EventMention]:
    """The events, and beside each attack that tells whom it killed or hurt, the death or injury itself."""
    events = list(events)
    fatal = {one for event in events if event.type == "DIE" for one in _above(view, event.at)}
    for event in events:
        yield event
        if event.at in fatal:
            continue
        harm = harm_of(view, event) if event.type in _HARMFUL and event.targets and not event.turned else None
        if harm is not None and view.lemma[event.at] not in ("shoot", "stab", "burn", "graze") or harm == "DIE":
            yield event._replace(type=harm, frame=_FRAMES[harm], sources=())


def silent_counts(
    view: View, events: Iterable[EventMention], stated: Iterable[Quantity]
) -> Iterator[tuple[Quantity, EventMention | None]]:
    """Victims in no numeral: one for "a man was shot dead", none for "no one was hurt"; each count with its event."""
    taken = {token for quantity in stated for token in (quantity.at, *(quantity.counted or ())[2:])}
    by_trigger = telling(view, events)
    harmful = [(harm, event) for event in by_trigger.values() if (harm := harm_of(view, event)) is not None]
    for _, event in sorted(harmful, key=lambda pair: (pair[0], pair[1].type != pair[0])):
        several = _listed(view, event, taken)
        if several is not None:
            taken.update(mention.head for mention in event.targets)
            yield several, event
        for mention in event.targets:
            start = mention.head
            while start > 0 and mention.head - start < _NEAR and view.head[start - 1] == mention.head:
                start -= 1
            if (
                view.lower[start] in _ONE
                and view.tag[mention.head] == "NN"
                and view.lemma[mention.head] in PEOPLE
                and taken.isdisjoint((start, mention.head))
            ):
                taken.add(mention.head)
                yield _count(view, start, Decimal(1), (start + 1, mention.head + 1, mention.head)), event
    for token, lower in enumerate(view.lower):
        if lower == "no" or lower in _NOBODY:
            found = _nobody(view, token)
            if found is not None:
                counted, verb = found
                yield _count(view, token, Decimal(0), counted), by_trigger.get(verb)


def _listed(view: View, event: EventMention, taken: set[int]) -> Quantity | None:
    """How many victims a list names one by one: "his wife, son and daughter", "both pilots" being two."""
    heads = sorted({mention.head for mention in event.targets})
    if not heads or not taken.isdisjoint(heads):
        return None
    first, last = heads[0], heads[-1]
    if len(heads) == 1 and first and view.lower[first - 1] == "both" and view.lemma[first] in PEOPLE:
        return _count(view, first - 1, Decimal(2), (first, first + 1, first))
    one_by_one = last - first < _LONGEST_LIST and set(heads) <= set(view.conjuncts(first))
    if len(heads) < 2 or not one_by_one or not all(_is_one(view, head) for head in heads):
        return None
    start = min(first, *(child for child in (*view.children[first], first) if view.dep[child] != "relcl"))
    return replace(
        _count(view, start, Decimal(len(heads)), (start, last + 1, first)), end=view.idx[last] + len(view.word[last])
    )


def _is_one(view: View, head: int) -> bool:
    """Whether a noun is one person."""
    if view.tag[head] not in ("NN", "NNP"):
        return False
    return view.label[head] == "PERSON" or view.lemma[head] in PEOPLE or view.lemma[head] in SECTORS


def _nobody(view: View, token: int) -> tuple[tuple[int, int, int] | None, int] | None:
    """What a "no" counts, and the harm that it denies: "no injuries", "no one was hurt", "none of them died"."""
    head = token
    if view.lower[token] == "no":
        head = view.head[token]
        if not token < head <= token + _NEAR:
            return None
        if ("noun", view.lemma[head]) in HARM and view.lemma[head] != "life":
            return (token + 1, head + 1, head), head
        if view.lower[head] != "one" and view.lemma[head] not in PEOPLE:
            return None
    verb = view.head[head]
    if view.dep[head] not in ("nsubj", "nsubjpass", "dobj") or ("verb", view.lemma[verb]) not in HARM:
        return None
    return ((token + 1, head + 1, head) if head != token else None), verb


def _count(view: View, token: int, value: Decimal, counted: tuple[int, int, int] | None) -> Quantity:
    start = view.idx[token]
    end = start + len(view.word[token])
    return Quantity(start=start, end=end, at=token, value=value, counted=counted)
