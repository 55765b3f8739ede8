"""When and where: the time and the place that belong to each event."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache, partial
from typing import Final, Generic, TypeVar

from streams.extraction.belonging import is_beyond, is_elsewhere, is_others_time, travel_to
from streams.extraction.candidates import (
    DAY,
    VAGUE,
    Candidate,
    is_apart,
    is_day,
    is_located,
    is_seat,
    is_street,
    is_year,
    places_told,
    times_told,
)
from streams.extraction.clauses import Predication
from streams.extraction.eventmention import EventMention
from streams.extraction.factuality import Factuality, judge
from streams.extraction.lexicon import EMBEDDING
from streams.extraction.lexicon.placewords import PLACE_WORDS
from streams.extraction.mentions import Mention
from streams.extraction.nature import HARMS, NATURAL, kind_of, natural_causes
from streams.extraction.places import PlaceMention
from streams.extraction.schedules import is_ahead
from streams.extraction.times import TimeMention
from streams.extraction.view import View
from streams.extraction.words import words

M = TypeVar("M")

_CHAIN: Final = 4
_DATING: Final = frozenset(("nummod", "compound", "amod"))
_INCIDENTS: Final = frozenset(("ASSAULT", *HARMS, *NATURAL))
"""What one report tells over several sentences: what one of them says of when and where holds for the others."""
_CAUSES: Final = {"ASSAULT": "violence", "DISASTER": "nature", "OUTBREAK": "disease"}
"""What harm comes from; an accident may turn out to be either."""
_AFTERMATH: Final = words("COERCE SANCTION CHARGE-INDICT TRIAL-HEARING")
"""What follows an incident on a day of its own: "arrested on Monday over the shooting"."""
_LOOSE: Final = 0.05
"""Share that is taken off an event's confidence where another sentence says where it was."""
_AWAY: Final = 6
"""Sentences between an incident's mention and the one that says when or where."""


def circumstances(
    view: View,
    predications: dict[int, Predication],
    events: Sequence[EventMention],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    published: datetime | None = None,
) -> Iterator[EventMention]:
    """The events, each with the time and place of its clause or of what governs that; else with its sentence's.

    What mentions of one incident do not say themselves, they take from the nearest that does, and from the sentences
    around; its place, in the end, from the dateline. No place is told on that lies in none of the countries that take
    part.
    """
    judged = cache(partial(judge, view, predications))
    told = frozenset(event.at for event in events if _is_told_on(view, predications, judged, event))
    causes = _causes(view, predications, events)
    others = frozenset(event.at for event in events if event.type in _AFTERMATH)
    when = _Scene(view, predications, times_told(view, predications, times), told, others, causes)
    where = _Scene(view, predications, places_told(view, predications, places), told, frozenset(), causes)
    filed = next((one for one in places if one.at < 0 and one.site is not None), None)
    town = _town([one for one in places if one.at < 0 or not is_apart(view, one)])
    timed = when.of(
        events,
        lambda event, time: not is_others_time(view, predications, judged, event, time, published),
        lambda event, time: (is_day(time) or not _is_later(view, event, time)) and not is_ahead(time, published),
        _falls_in,
        headed=True,
    )
    background = {view.sentence[time.at] for time in times if _is_year_past(time, published)}
    background -= {view.sentence[time.at] for time in times if time.value is not None and len(time.value) >= DAY}
    parties = [one for event in events for one in (*event.sources, *event.targets) if one.kind == "country"]
    acting = frozenset(place.start for place in places if place.at >= 0 and _stands_for(view, place, parties))
    reached = ((place, travel_to(view, place.end - 1)) for place in places if place.at >= 0)
    goals = {place.at: noun for place, noun in reached if noun is not None}
    placed = where.of(
        events,
        lambda event, place: (
            place.start not in acting
            and not is_beyond(view, event.at, place.at)
            and not (place.at in goals and is_elsewhere(view, event.at, goals[place.at]))
            and not _stands_for(view, place, event.sources)
            and not (event.type not in _INCIDENTS and _is_post(view, place, places, event.sources))
        ),
        lambda event, place: (
            _may_be_there(event, place) and (place.at < 0 or view.sentence[place.at] not in background)
        ),
        _lies_within,
    )
    for event, time, place in zip(events, timed, placed, strict=True):
        if place is None and filed is not None and event.at in told and _may_be_there(event, filed):
            place = filed
        elif place is not None and town is not None and event.type in _INCIDENTS and _may_be_there(event, town):
            place = town if _lies_in(place, town) else place
        if time is None and place is None:
            yield event
            continue
        afar = place is not None and (place.at < 0 or view.sentence[place.at] != view.sentence[event.at])
        yield event._replace(time=time, place=place, confidence=round(event.confidence * (1 - _LOOSE * afar), 3))


def _town(places: Sequence[PlaceMention]) -> PlaceMention | None:
    """The town that a report is about: the one that it is filed from, else the one that it names most."""
    towns = [one for one in places if one.site is not None and one.site.entry.kind == "city" and not one.site.inside]
    filed = next((one for one in towns if one.at < 0), None)
    if filed is not None or not towns:
        return filed
    named = Counter(one.site.entry.number for one in towns if one.site is not None)
    (most, count), *others = named.most_common(2)
    if others and others[0][1] == count:
        return None
    return next(one for one in towns if one.site is not None and one.site.entry.number == most)


def _lies_in(place: PlaceMention, town: PlaceMention) -> bool:
    """Whether an unknown name is that of a street or a quarter; a village is none, where a capital reports of it."""
    if (
        place.site is not None
        and town.site is not None
        and place.site.entry.kind in ("county", "division")
        and not place.inner
    ):
        return place.site.entry.division == town.site.entry.division
    quarter = not is_seat(town) and place.name.split()[-1].lower() not in PLACE_WORDS["ending"]
    return place.site is None and place.country in (None, town.country) and (is_street(place) or quarter)


class _Scene(Generic[M]):
    """Times or places of an article by sentence, and which of them belongs to an event."""

    def __init__(
        self,
        view: View,
        predications: dict[int, Predication],
        candidates: Sequence[Candidate[M]],
        told_on: frozenset[int],
        others: frozenset[int],
        causes: dict[int, str],
    ) -> None:
        self._view = view
        self._predications = predications
        self._told_on = told_on
        self._others = others
        self._causes = causes
        self._told: dict[int, list[Candidate[M]]] = defaultdict(list)
        for candidate in candidates:
            self._told[view.sentence[candidate.at]].append(candidate)
        self._free = {
            sentence: sorted(filter(self._is_free, told), key=lambda one: (one.loose, one.rank, one.at))
            for sentence, told in self._told.items()
        }

    def of(
        self,
        events: Sequence[EventMention],
        fits: Callable[[EventMention, M], bool],
        agrees: Callable[[EventMention, M], bool],
        inside: Callable[[M, M], bool],
        *,
        headed: bool = False,
    ) -> list[M | None]:
        """For each event what belongs to it, if anything does; from other sentences only what agrees with it.

        Only what is inside the vague one that hangs on the event, and else that one; with `headed` a headline has what
        the first mention below it has in the end.
        """
        own = [self._own(event, fits) for event in events]
        known = {
            self._view.sentence[event.at]: (event, mention)
            for event, mention in reversed(list(zip(events, own, strict=True)))
            if mention is not None and event.type in _INCIDENTS
        }
        found = [
            mention
            if mention is not None or event.at not in self._told_on
            else self._told_elsewhere(event, known, fits, agrees, inside)
            for event, mention in zip(events, own, strict=True)
        ]
        if not headed:
            return found
        body = [
            (event, mention)
            for event, mention in zip(events, found, strict=True)
            if event.at >= self._view.title and event.at in self._told_on
        ]
        return [
            self._first_of(body, event, agrees) or mention
            if event.at < self._view.title and event.at in self._told_on and said is None
            else mention
            for event, said, mention in zip(events, own, found, strict=True)
        ]

    def _first_of(
        self,
        body: Sequence[tuple[EventMention, M | None]],
        headline: EventMention,
        agrees: Callable[[EventMention, M], bool],
    ) -> M | None:
        """What the first mention below a headline that may tell of its incident says, or took from elsewhere."""
        told = ((event, mention) for event, mention in body if mention is not None)
        return next(
            (one for event, one in told if self._may_be_one(headline, event) and agrees(headline, one)),
            None,
        )

    def _told_elsewhere(
        self,
        event: EventMention,
        known: dict[int, tuple[EventMention, M]],
        fits: Callable[[EventMention, M], bool],
        agrees: Callable[[EventMention, M], bool],
        inside: Callable[[M, M], bool],
    ) -> M | None:
        vague = self._hanging(event, fits)
        if vague is None:
            may_be = partial(_both, fits, agrees)
            return (
                self._told_just_before(event, known, may_be)
                or self._nearest_of(known, event, agrees)
                or self._nearest_told(event, known, may_be)
            )
        within = partial(_both, agrees, lambda event, told: inside(told, vague))
        return (
            self._nearest_of(known, event, within)
            or self._nearest_told(event, known, partial(_both, fits, within))
            or vague
        )

    def _told_just_before(
        self,
        event: EventMention,
        known: dict[int, tuple[EventMention, M]],
        fits: Callable[[EventMention, M], bool],
    ) -> M | None:
        """What the sentence before says, where neither tells of an incident: "They stormed Soto. Five were killed"."""
        before = self._view.sentence[event.at] - 1
        if before in known or before + 1 in known:
            return None
        return next(
            (
                one.mention
                for one in self._told.get(before, ())
                if self._is_free(one) and not one.loose and one.rank < VAGUE and fits(event, one.mention)
            ),
            None,
        )

    def _hanging(self, event: EventMention, fits: Callable[[EventMention, M], bool]) -> M | None:
        """What hangs on the event itself or on what carries it, however vague it is."""
        told = self._told.get(self._view.sentence[event.at])
        if not told:
            return None
        chain = self._chain(event.at, True)
        for one in told:
            if one.above in chain and not one.loose and not one.alone and fits(event, one.mention):
                return one.mention
        return None

    def _own(self, event: EventMention, fits: Callable[[EventMention, M], bool]) -> M | None:
        """What hangs on the event or on what carries it; else what its sentence has, if no other act has it."""
        told = self._told.get(self._view.sentence[event.at])
        if not told:
            return None
        said = [one for one in told if not one.loose and fits(event, one.mention)]
        if not said:
            return None
        several = event.at in self._told_on
        for one in said:
            if one.alone and one.above == event.at and self._view.dep[one.at] in _DATING:
                # "A 1982 massacre."
                return one.mention
        chain = self._chain(event.at, several)
        for trigger in chain:
            hanging = [one for one in said if one.above == trigger and (one.rank < VAGUE or not several)]
            if hanging:
                return min(hanging, key=lambda one: one.rank).mention
        if _is_since(self._view, self._predications[event.at]):
            return None
        if event.type in _INCIDENTS:
            free = [one for one in said if not one.spoken and one.above not in self._others]
            free = [one for one in free if one.rank < VAGUE or one.alone]
            return min(free, key=lambda one: (one.rank, abs(one.at - event.at))).mention if free else None
        if len(said) == 1:
            above = said[0].above
            if above is None:
                return said[0].mention
            hung = self._predications[above]
            apart = hung.relation in ("relcl", "conj") or (said[0].alone and event.type in _AFTERMATH)
            apart = apart or (hung.relation == "acl" and self._view.word[hung.trigger - 1] == ",")
            if hung.governor in chain and not apart:
                return said[0].mention
        return None

    def _chain(self, token: int, several: bool) -> list[int]:
        """An event's own trigger, its light verb, and the predicates that govern it in the same act."""
        at = self._predications[token]
        chain = [token] if at.light is None else [token, at.light]
        while at.governor is not None and len(chain) < _CHAIN and not _is_since(self._view, at):
            at = self._predications[at.governor]
            embedding = EMBEDDING.get((at.kind, at.lemma))
            if embedding is not None and (embedding.reporting or embedding.future):
                break
            if several and at.trigger in self._others:
                break
            chain.append(at.trigger)
        return chain

    def _nearest_of(
        self, known: dict[int, tuple[EventMention, M]], event: EventMention, agrees: Callable[[EventMention, M], bool]
    ) -> M | None:
        """What the nearest other mention of the incident says; for a headline, the first that says it."""
        sentence = self._view.sentence[event.at]
        order = sorted(known) if event.at < self._view.title else _around(sentence)
        told = (known[other] for other in order if other in known)
        return next((one for other, one in told if self._may_be_one(event, other) and agrees(event, one)), None)

    def _nearest_told(
        self,
        event: EventMention,
        known: dict[int, tuple[EventMention, M]],
        fits: Callable[[EventMention, M], bool],
    ) -> M | None:
        """What the nearest sentence says that tells of no other incident."""
        vague: M | None = None
        for other in _around(self._view.sentence[event.at]):
            told = self._free.get(other)
            if not told or (other in known and not self._may_be_one(event, known[other][0])):
                continue
            for one in told:
                if (vague is None or one.rank < VAGUE) and fits(event, one.mention):
                    if one.rank < VAGUE:
                        return one.mention
                    vague = one.mention
        return vague

    def _is_free(self, one: Candidate[M]) -> bool:
        """Whether it may hold for other sentences: it belongs to no word of saying and to no arrest or trial."""
        return not one.spoken and not one.alone and one.above not in self._others

    def _may_be_one(self, event: EventMention, other: EventMention) -> bool:
        """Whether two mentions may tell of one incident: of one cause, and nobody in it from another country."""
        one, another = self._causes.get(event.at), self._causes.get(other.at)
        if one is not None and another is not None and one != another:
            return False
        for these, those in ((event.sources, other.sources), (event.targets, other.targets)):
            countries, others = ({one.country for one in group if one.country} for group in (these, those))
            if countries and others and not countries & others:
                return False
        return True


def _causes(view: View, predications: dict[int, Predication], events: Sequence[EventMention]) -> dict[int, str]:
    """By trigger, what acts and harm come from; harm from what its sentence tells, where that is one thing."""
    found = {event.at: cause for event in events if (cause := _cause(view, predications, event)) is not None}
    told: dict[int, set[str]] = defaultdict(set)
    for at, cause in found.items():
        told[view.sentence[at]].add(cause)
    for event in events:
        causes = told.get(view.sentence[event.at], ())
        if len(causes) == 1 and event.type in _INCIDENTS:
            found.setdefault(event.at, *causes)
    return found


def _cause(view: View, predications: dict[int, Predication], event: EventMention) -> str | None:
    """What an event itself says that it comes from: what does it, or its type."""
    causes = natural_causes(view, predications[event.at], ()) if event.type in _INCIDENTS else ()
    kind = kind_of(view, causes[0]) if causes else None
    return _CAUSES.get(event.type if kind is None else kind)


def _is_since(view: View, clause: Predication) -> bool:
    """Whether what a clause tells of was long before what governs it: "ten years since the army attacked"."""
    return clause.relation == "advcl" and any(view.lower[one] == "since" for one in view.children[clause.trigger])


def _is_told_on(
    view: View, predications: dict[int, Predication], judged: Callable[[int], Factuality], event: EventMention
) -> bool:
    """Whether an event is of those that several sentences tell, and has happened."""
    if event.type not in _INCIDENTS or _is_since(view, predications[event.at]):
        return False
    said = judged(event.at)
    return not said.future and said.polarity == "POS"


def _both(
    one: Callable[[EventMention, M], bool], other: Callable[[EventMention, M], bool], event: EventMention, told: M
) -> bool:
    return one(event, told) and other(event, told)


def _around(sentence: int) -> Iterator[int]:
    """Sentences by nearness, the ones before first."""
    for away in range(_AWAY + 1):
        yield sentence - away
        yield sentence + away


def _is_later(view: View, event: EventMention, time: TimeMention) -> bool:
    """Whether a sentence behind the event's tells a time; a headline's month or week is told below it."""
    headline = event.at < view.title and not is_year(time)
    return view.sentence[time.at] > view.sentence[event.at] and not headline


def _is_year_past(time: TimeMention, published: datetime | None) -> bool:
    """Whether a year before the last is told, so that its sentence says nothing of where the news was."""
    year = time.value if is_year(time) and time.value is not None else ""
    return published is not None and year.isdecimal() and int(year) < published.year - 1


def _falls_in(time: TimeMention, vague: TimeMention) -> bool:
    return time.value is not None and vague.value is not None and time.value.startswith(vague.value)


def _lies_within(place: PlaceMention, region: PlaceMention) -> bool:
    """Whether a place lies in what an event's own clause names, as far as both are known."""
    if place.site is None or region.site is None:
        return place.country in (None, region.country)
    here, there = place.site.entry, region.site.entry
    return here.country == there.country and (there.kind == "country" or here.division == there.division)


def _stands_for(view: View, place: PlaceMention, parties: Sequence[Mention]) -> bool:
    """Whether a place is one of those who act or are acted upon, and not only where they do."""
    named = any(one.start < place.end and place.start < one.end for one in parties)
    return named and not is_located(view, place)


def _is_post(view: View, place: PlaceMention, places: Sequence[PlaceMention], sources: Sequence[Mention]) -> bool:
    """Whether a place is only where who acts is posted, and the sentence names another: "the US envoy in Chad"."""
    bearer = view.head[view.head[place.end - 1]]
    posted = any(one.head == bearer and one.country not in (None, place.country) for one in sources)
    return posted and any(
        other is not place and view.sentence[other.at] == view.sentence[place.at] and is_located(view, other)
        for other in places
        if other.at >= 0
    )


def _may_be_there(event: EventMention, place: PlaceMention) -> bool:
    """Whether another sentence may name an event's place: it lies in a country that takes part, if any does."""
    countries = {one.country for one in (*event.sources, *event.targets) if one.country}
    return not countries or place.country in countries
