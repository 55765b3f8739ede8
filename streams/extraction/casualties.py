"""Killed and hurt: deaths and injuries beside the attacks that tell them, and victims that no numeral counts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from streams.extraction.eventmention import EventMention
from streams.extraction.lexicon import FRAMES
from streams.extraction.lexicon.measures import HARM, PEOPLE
from streams.extraction.numbers import Quantity
from streams.extraction.view import View
from streams.extraction.words import words
from streams.records import EventType

_FRAMES: Final = {"DIE": FRAMES["verb", "die"][0], "INJURE": FRAMES["verb", "injure"][0]}
_VIOLENT: Final = words("shoot stab beat burn wound injure gun hack crush run knife strike hit")
_ONE: Final = frozenset(("a", "an", "another"))
_NOBODY: Final = frozenset(("nobody", "none"))
_NEAR: Final = 4


def harm_of(view: View, event: EventMention) -> EventType | None:
    """DIE or INJURE, if an event says that somebody came to harm."""
    if event.type in ("DIE", "INJURE"):
        return event.type
    if event.type != "ASSAULT":
        return None
    lemma = view.lemma[event.at]
    if lemma in _VIOLENT and any(HARM.get(("adverb", view.lower[near])) == "DIE" for near in _around(view, event.at)):
        return "DIE"
    return HARM.get(("verb", lemma)) if view.pos[event.at] == "VERB" else None


def telling(view: View, events: Iterable[EventMention]) -> dict[int, EventMention]:
    """By trigger, the event that counts hang on: the attack whose verb says the harm ("killed"), else the harm."""
    told: dict[int, EventMention] = {}
    for event in events:
        first = told.get(event.at)
        if first is None or HARM.get(("verb", view.lemma[event.at])) != event.type:
            told[event.at] = event
    return told


def _around(view: View, verb: int) -> Iterator[int]:
    """What hangs on a verb: "shot dead", "fatally shot", "beaten to death"."""
    for child in view.children[verb]:
        yield child
        if view.lower[child] == "to":
            yield from view.children[child]


def with_harm(view: View, events: Iterable[EventMention]) -> Iterator[EventMention]:
    """The events, and beside each attack that tells whom it killed or hurt, the death or injury itself."""
    for event in events:
        yield event
        harm = harm_of(view, event) if event.type == "ASSAULT" and event.targets and not event.refused else None
        if harm is not None and view.lemma[event.at] not in ("shoot", "stab", "burn", "graze") or harm == "DIE":
            yield replace(event, type=harm, frame=_FRAMES[harm], sources=())


def silent_counts(
    view: View, events: Iterable[EventMention], stated: Iterable[Quantity]
) -> Iterator[tuple[Quantity, EventMention | None]]:
    """Victims in no numeral: one for "a man was shot dead", none for "no one was hurt"; each count with its event."""
    taken = {token for quantity in stated for token in (quantity.at, *(quantity.counted or ())[2:])}
    by_trigger = telling(view, events)
    for event in by_trigger.values():
        if harm_of(view, event) is None:
            continue
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
