"""When and where: the time and the place that belong to each event."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from streams.extraction.clauses import Predication
from streams.extraction.eventmention import EventMention
from streams.extraction.lexicon import EMBEDDING
from streams.extraction.places import PlaceMention
from streams.extraction.times import TimeMention
from streams.extraction.view import View

M = TypeVar("M")
_PATH: Final = 6
_LOCAL: Final = frozenset(("ASSAULT", "DIE", "INJURE", "ACCIDENT", "DISASTER"))
"""Types that are told over several sentences: where and when stay the same until something else is said."""
_CARRIED: Final = 2
_LOOSE: Final = 0.05
_LOCATIVE: Final = frozenset(("in", "at", "near", "outside", "inside", "around", "across", ",", "of", "north", "south"))


@dataclass(frozen=True, slots=True)
class _Candidate(Generic[M]):
    """A mention, the predication that it hangs on, and whether only through the one who acts there."""

    mention: M
    above: int | None
    through_subject: bool


def circumstances(
    view: View,
    predications: dict[int, Predication],
    events: Sequence[EventMention],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
) -> Iterator[EventMention]:
    """The events, each with the time and place of its clause, else of its sentence, if fit.

    What happened where people come to harm is told on: there, the sentences before count too, with less confidence.
    """
    when: dict[int, list[_Candidate[TimeMention]]] = defaultdict(list)
    where: dict[int, list[_Candidate[PlaceMention]]] = defaultdict(list)
    for time in times:
        if not time.filed and time.type in ("DATE", "TIME") and time.value is not None and time.value[0].isdecimal():
            when[view.sentence[time.at]].append(_candidate(view, predications, time.at, time))
    for place in places:
        if place.at >= 0 and (place.inner or _is_located(view, place)):
            where[view.sentence[place.at]].append(_candidate(view, predications, place.end - 1, place))
    last_time: tuple[int, TimeMention] | None = None
    last_place: tuple[int, PlaceMention] | None = None
    for event in events:
        sentence = view.sentence[event.at]
        chain = _chain(predications, event.at)
        local = event.type in _LOCAL
        fit = [one for one in where[sentence] if not _takes_part(view, event, one.mention)]
        found_time = _nearest(predications, chain, when[sentence], local)
        found_place = _nearest(predications, chain, fit, local)
        loose = 0.0
        if local:
            before = next((where[sentence - back][0].mention for back in (1, 2) if where.get(sentence - back)), None)
            if found_place is None:
                found_place = _carried(last_place, sentence) or before
                loose = _LOOSE * (found_place is not None)
            elif found_place.at >= 0:
                last_place = sentence, found_place
            if found_time is None:
                found_time = _carried(last_time, sentence)
            else:
                last_time = sentence, found_time
        yield replace(event, time=found_time, place=found_place, confidence=round(event.confidence * (1 - loose), 3))


def _candidate(view: View, predications: dict[int, Predication], token: int, mention: M) -> _Candidate[M]:
    """The predication that a mention hangs on, and how."""
    for _ in range(_PATH):
        relation, head = view.dep[token], view.head[token]
        if head == token:
            break
        if head in predications:
            return _Candidate(mention, head, relation == "nsubj")
        token = head
    return _Candidate(mention, None, False)


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
    predications: dict[int, Predication], chain: list[int], candidates: list[_Candidate[M]], local: bool
) -> M | None:
    """The candidate that hangs on the event, else on what carries it or is joined to it, else the only free one."""
    for trigger in chain:
        own = [one for one in candidates if one.above == trigger and not one.through_subject]
        if own:
            return own[0].mention
    for one in candidates:
        if one.above is not None and predications[one.above].governor in chain and (local or len(candidates) == 1):
            return one.mention
    free = [one for one in candidates if one.above is None]
    return free[0].mention if len(candidates) == len(free) == 1 else None


def _carried(last: tuple[int, M] | None, sentence: int) -> M | None:
    return None if last is None or sentence - last[0] > _CARRIED else last[1]


def _takes_part(view: View, event: EventMention, place: PlaceMention) -> bool:
    """Whether a place stands for one of those who act or are acted upon, and not only for where they do."""
    if _is_located(view, place):
        return False
    return any(
        one.start < place.end and place.start < one.end and (one.kind == "country" or one in event.sources)
        for one in (*event.sources, *event.targets)
    )


def _is_located(view: View, place: PlaceMention) -> bool:
    before = view.lower[place.start - 1] if place.start else ""
    if before == "the" and place.start > 1:
        before = view.lower[place.start - 2]
    return before in _LOCATIVE
