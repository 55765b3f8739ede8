"""Whether what another sentence says of when or where holds for an event that does not say it itself."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from streams.extraction.belonging import clause_of
from streams.extraction.candidates import has_bearing
from streams.extraction.clauses import Predication
from streams.extraction.eventmention import EventMention
from streams.extraction.factuality import Factuality
from streams.extraction.incidents import AFTERMATH, INCIDENTS
from streams.extraction.nature import HARMS
from streams.extraction.places import PlaceMention
from streams.extraction.times import TimeMention
from streams.extraction.view import View
from streams.extraction.words import words

_OFFICES: Final = words(
    "police authority government ministry official officer minister army military court spokesman spokeswoman"
    " spokesperson headquarters embassy office agency"
)
"""Who is somewhere without that anything happens there: "the police in Lima gave no details"."""
_LOOKED_BACK: Final = 4
"""Tokens, at most, before a name that opens a sentence with it: "In the city of"."""
_FORMAL: Final = words(
    "AGREE AID SUPPORT CONSULT COOPERATE CONCEDE REJECT LEGISLATE ELECT NOMINATE START-POSITION END-POSITION"
    " PRICE-MOVE SANCTION TRANSFER-MONEY TRANSFER-OWNERSHIP MERGE-ORG START-ORG END-ORG"
)
"""What comes together with no attack and no mishap: these have another day."""
_DEEP: Final = 3
_HAD: Final = frozenset(("had", "'d", "’d"))


class Tellings:
    """What the sentences of an article tell, as far as others may take from them when and where they were."""

    def __init__(
        self,
        view: View,
        predications: Mapping[int, Predication],
        judged: Callable[[int], Factuality],
        events: Sequence[EventMention],
        told_on: frozenset[int],
        causes: Mapping[int, str],
    ) -> None:
        self._view = view
        self._predications = predications
        self._judged = judged
        self._events = events
        self._told_on = told_on
        self._causes = causes

    def place_holds(self, event: EventMention, place: PlaceMention) -> bool:
        """Whether a place may be an event's of another sentence: things are said to be so there, and no new scene."""
        view = self._view
        if place.at < 0 or view.sentence[place.at] == view.sentence[event.at]:
            return True
        if view.sentence[place.at] > view.sentence[event.at] and event.at >= view.title and self._is_fronted(place):
            return False
        clause = clause_of(view, place.at)
        return clause not in self._predications or not self._judged(clause).future

    def narrows(self, event: EventMention, place: PlaceMention, region: PlaceMention) -> bool:
        """Whether a place is where an event was in a region: nothing else, and nobody in office, is said to be there.

        What lies only in some part of a country, or nowhere known, is where that very incident is told to have been.
        """
        view = self._view
        if place.at < 0 or view.sentence[place.at] == view.sentence[event.at]:
            return True
        tellers = self._tellers(place.at)
        if region.site is None or has_bearing(view, region):
            return any(one.at in self._told_on and self._is_alike(event, one) for one in tellers)
        others = bool(tellers) and not any(one.type in INCIDENTS or one.type in AFTERMATH for one in tellers)
        return not others and view.lemma[view.head[view.head[place.end - 1]]] not in _OFFICES

    def time_holds(self, event: EventMention, time: TimeMention) -> bool:
        """Whether a time may be an event's of another sentence: not that of a meeting, a law or a verdict.

        What had been before is on the day of nothing but an incident.
        """
        view = self._view
        if time.at < 0 or view.sentence[time.at] == view.sentence[event.at]:
            return True
        tellers = self._tellers(time.at)
        if not tellers or any(one.type in INCIDENTS for one in tellers):
            return True
        return not self._had_been(event.at) and all(one.type not in _FORMAL for one in tellers)

    def _tellers(self, at: int) -> list[EventMention]:
        """The events that the clause of a time or place tells."""
        view = self._view
        clause = clause_of(view, at)
        return [
            one
            for one in self._events
            if view.sentence[one.at] == view.sentence[at] and clause_of(view, one.at) == clause
        ]

    def _had_been(self, trigger: int) -> bool:
        """Whether an event is told of in the pluperfect: it, or what it is told within, was before the rest."""
        view = self._view
        token = clause_of(view, trigger)
        for _ in range(_DEEP):
            if any(view.lower[child] in _HAD and view.dep[child] == "aux" for child in view.children[token]):
                return True
            if view.head[token] == token:
                break
            token = clause_of(view, view.head[token])
        return False

    def _is_fronted(self, place: PlaceMention) -> bool:
        """Whether a sentence begins with a place: "In Lima, gunmen shot a judge"."""
        start, _ = self._view.sentences[self._view.sentence[place.at]]
        return place.start - start <= _LOOKED_BACK and self._view.word[place.end] == "," and place.inner

    def _is_alike(self, event: EventMention, other: EventMention) -> bool:
        """Whether two mentions are of one cause; harm may come of any."""
        one, another = self._causes.get(event.at), self._causes.get(other.at)
        if one is None or another is None:
            return one == another or (event if one is None else other).type in HARMS
        return one == another
