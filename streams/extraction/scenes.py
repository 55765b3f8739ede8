"""Times or places of an article by sentence, and which of them belongs to an event."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, Generic, TypeVar

from streams.extraction.candidates import VAGUE, Candidate
from streams.extraction.clauses import Predication
from streams.extraction.eventmention import EventMention
from streams.extraction.incidents import AFTERMATH, INCIDENTS, is_since
from streams.extraction.lexicon import EMBEDDING
from streams.extraction.view import View

M = TypeVar("M")

_CHAIN: Final = 4
_DATING: Final = frozenset(("nummod", "compound", "amod"))
_AWAY: Final = 6
"""Sentences between an incident's mention and the one that says when or where."""


class Scene(Generic[M]):
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
        inside: Callable[[EventMention, M, M], bool],
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
            if mention is not None and event.type in INCIDENTS
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
        inside: Callable[[EventMention, M, M], bool],
    ) -> M | None:
        vague = self._hanging(event, fits)
        if vague is None:
            may_be = partial(_both, fits, agrees)
            return (
                self._told_just_before(event, known, may_be)
                or self._nearest_of(known, event, agrees)
                or self._nearest_told(event, known, may_be)
            )
        within = partial(_both, agrees, lambda event, told: inside(event, told, vague))
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
        if is_since(self._view, self._predications[event.at]):
            return None
        if event.type in INCIDENTS:
            free = [one for one in said if not one.spoken and one.above not in self._others]
            free = [one for one in free if one.rank < VAGUE or one.alone]
            return min(free, key=lambda one: (one.rank, abs(one.at - event.at))).mention if free else None
        if len(said) == 1:
            above = said[0].above
            if above is None:
                return said[0].mention
            hung = self._predications[above]
            apart = hung.relation in ("relcl", "conj") or (said[0].alone and event.type in AFTERMATH)
            apart = apart or (hung.relation == "acl" and self._view.word[hung.trigger - 1] == ",")
            if hung.governor in chain and not apart:
                return said[0].mention
        return None

    def _chain(self, token: int, several: bool) -> list[int]:
        """An event's own trigger, its light verb, and the predicates that govern it in the same act."""
        at = self._predications[token]
        chain = [token] if at.light is None else [token, at.light]
        while at.governor is not None and len(chain) < _CHAIN and not is_since(self._view, at):
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


def _both(
    one: Callable[[EventMention, M], bool], other: Callable[[EventMention, M], bool], event: EventMention, told: M
) -> bool:
    return one(event, told) and other(event, told)


def _around(sentence: int) -> Iterator[int]:
    """Sentences by nearness, the ones before first."""
    for away in range(_AWAY + 1):
        yield sentence - away
        yield sentence + away
