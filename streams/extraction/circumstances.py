"""When and where: the time and the place that belong to each event."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from streams.extraction.clauses import Predication
from streams.extraction.eventmention import EventMention
from streams.extraction.lexicon import EMBEDDING
from streams.extraction.places import PlaceMention
from streams.extraction.times import TimeMention
from streams.extraction.view import View

M = TypeVar("M")
_PATH: Final = 6


def circumstances(
    view: View,
    predications: dict[int, Predication],
    events: Sequence[EventMention],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
) -> Iterator[EventMention]:
    """The events, each with the time and place of its clause; else with the only ones of its sentence, if fit."""
    when: dict[int, list[tuple[int | None, TimeMention]]] = defaultdict(list)
    where: dict[int, list[tuple[int | None, PlaceMention]]] = defaultdict(list)
    for time in times:
        if not time.filed and time.type in ("DATE", "TIME") and time.value is not None and time.value[0].isdecimal():
            when[view.sentence[time.at]].append((_above(view, predications, time.at), time))
    for place in places:
        if place.at >= 0 and place.inner:
            where[view.sentence[place.at]].append((_above(view, predications, place.end - 1), place))
    for event in events:
        sentence = view.sentence[event.at]
        chain = _chain(predications, event.at)
        yield replace(
            event,
            time=_nearest(predications, chain, when[sentence]),
            place=_nearest(
                predications, chain, [entry for entry in where[sentence] if not _takes_part(event, entry[1])]
            ),
        )


def _above(view: View, predications: dict[int, Predication], token: int) -> int | None:
    """The predication that a word hangs on."""
    for _ in range(_PATH):
        if view.head[token] == token:
            return None
        token = view.head[token]
        if token in predications:
            return token
    return None


def _chain(predications: dict[int, Predication], token: int) -> list[int]:
    """An event's own trigger, its light verb, and the predicates that govern it in the same act."""
    chain, at = [token], predications[token]
    if at.light is not None:
        chain.append(at.light)
    while at.governor is not None and len(chain) < 4:
        at = predications[at.governor]
        embedding = EMBEDDING.get((at.kind, at.lemma))
        if embedding is not None and (embedding.reporting or embedding.future):
            break
        chain.append(at.trigger)
    return chain


def _nearest(
    predications: dict[int, Predication], chain: list[int], candidates: list[tuple[int | None, M]]
) -> M | None:
    """The candidate that hangs on the event, else on what carries it; else the only one, if no other act has it."""
    for trigger in chain:
        for above, mention in candidates:
            if above == trigger:
                return mention
    if len(candidates) == 1:
        above, mention = candidates[0]
        inside = above is not None and predications[above].governor in chain
        if above is None or inside:
            return mention
    return None


def _takes_part(event: EventMention, place: PlaceMention) -> bool:
    return any(one.start < place.end and place.start < one.end for one in (*event.sources, *event.targets))
