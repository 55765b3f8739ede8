"""When and where: the time and the place that belong to each event."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache, partial
from typing import Final

from streams.extraction.belonging import (
    is_anothers_goal,
    is_beyond,
    is_days_apart,
    is_elsewhere,
    is_of_occasion,
    is_others_time,
    of_values,
    travel_to,
)
from streams.extraction.candidates import (
    DAY,
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
from streams.extraction.factuality import judge
from streams.extraction.incidents import AFTERMATH, INCIDENTS, causes_of, is_told_on
from streams.extraction.lexicon.placewords import PLACE_WORDS
from streams.extraction.mentions import Mention
from streams.extraction.places import PlaceMention
from streams.extraction.scenes import Scene
from streams.extraction.schedules import is_ahead
from streams.extraction.tellings import Tellings
from streams.extraction.times import TimeMention
from streams.extraction.view import View

_AMID: Final = frozenset((*INCIDENTS, *AFTERMATH)) - {"SANCTION"}
"""What is where that was which it came of: "died after a blast in Quito", "arrested after a raid in Quito"."""
_LOOSE: Final = 0.05
"""Share that is taken off an event's confidence where another sentence says where it was."""


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
    told = frozenset(event.at for event in events if is_told_on(view, predications, judged, event))
    causes = causes_of(view, predications, events)
    tellings = Tellings(view, predications, judged, events, told, causes)
    others = frozenset(event.at for event in events if event.type in AFTERMATH)
    valued = of_values(view, times)
    own = [time for time in times if time.at not in valued]
    when = Scene(view, predications, times_told(view, predications, own), told, others, causes)
    where = Scene(view, predications, places_told(view, predications, places), told, frozenset(), causes)
    filed = next((one for one in places if one.at < 0 and one.site is not None), None)
    town = _town([one for one in places if one.at < 0 or not is_apart(view, one)])
    timed = when.of(
        events,
        lambda event, time: not is_others_time(view, predications, judged, event, time, published),
        lambda event, time: (
            (is_day(time) or not _is_later(view, event, time))
            and not is_ahead(time, published)
            and tellings.time_holds(event, time)
            and not is_days_apart(view, event.at, time.at)
        ),
        lambda _, time, vague: _falls_in(time, vague),
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
            and not is_anothers_goal(view, event.at, place)
            and not (event.type not in _AMID and is_of_occasion(view, event.at, place))
            and not (place.at in goals and is_elsewhere(view, event.at, goals[place.at]))
            and not _stands_for(view, place, event.sources)
            and not (event.type not in INCIDENTS and _is_post(view, place, places, event.sources))
        ),
        lambda event, place: (
            _may_be_there(event, place)
            and (place.at < 0 or view.sentence[place.at] not in background)
            and tellings.place_holds(event, place)
        ),
        lambda event, place, region: _lies_within(place, region) and tellings.narrows(event, place, region),
    )
    for event, time, place in zip(events, timed, placed, strict=True):
        if place is None and filed is not None and event.at in told and _may_be_there(event, filed):
            place = filed
        elif place is not None and town is not None and event.type in INCIDENTS and _may_be_there(event, town):
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
