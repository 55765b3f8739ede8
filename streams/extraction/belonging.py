"""Whose a time or place is that stands beside an event: another clause may own it."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from streams.extraction.calendar import SEASON_BEGINS, add_days
from streams.extraction.clauses import Predication
from streams.extraction.eventmention import EventMention
from streams.extraction.factuality import Factuality, embedding_of
from streams.extraction.outlook import AT, ends_value_before
from streams.extraction.places import PlaceMention
from streams.extraction.schedules import is_ahead, is_before
from streams.extraction.times import TimeMention
from streams.extraction.view import View
from streams.extraction.words import words

_TRAVEL: Final = words("visit trip tour stopover flight journey voyage pilgrimage export shipment delivery supply sale")
"""Nouns that have a goal: "a visit to Chad", "a tour of Chad", "exports to Chad"."""
_WAYS: Final = words(
    "road route way path highway motorway street track railway line bridge tunnel entrance gateway close"
)
"""What leads to a place is near it."""
_GOAL: Final = frozenset(("to", "of"))
_WHILE: Final = frozenset(("during", "on"))
"""Where something happens while it lasts: "signed it during a visit to Chad"."""
_OCCASIONS: Final = words("after before following despite because over amid about since")
_APART: Final = frozenset(("after", "before"))
_SPANS: Final = words("day week fortnight month year decade")
_IF: Final = frozenset(("if", "unless"))
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_LATE: Final = 14
"""Days before publication on one of which somebody said what the news is."""
_NOW: Final = frozenset(("VBZ", "VBP"))
_DEEP: Final = 12
_COMPARING: Final = frozenset(("from", "on", "with", "against", "versus", "to"))
_COMPARED: Final = re.compile(
    r"(?:year|quarter|month|week) (?:earlier|ago|before)|(?:last|previous|preceding) (?:year|quarter|month)", re.I
)


def travel_to(view: View, place: int) -> int | None:
    """The noun whose goal a place is: "cut short a visit to Chad"."""
    by = view.head[place]
    if view.lower[by] not in _GOAL:
        return None
    noun = view.head[by]
    return noun if view.lemma[noun] in _TRAVEL and view.pos[noun] == "NOUN" else None


def is_anothers_goal(view: View, trigger: int, place: PlaceMention) -> bool:
    """Whether a place is only where something else goes: "arrested men who took eels to Chad"."""
    by = view.head[place.end - 1]
    above = view.head[by]
    if view.lower[by] != "to" or view.dep[by] != "prep" or above == trigger:
        return False
    return view.lemma[above] not in _WAYS and view.lemma[above] not in _TRAVEL


def is_elsewhere(view: View, trigger: int, noun: int) -> bool:
    """Whether an event was not where a journey went: it is neither the journey nor told in one clause with it."""
    above = view.head[noun]
    if view.lower[above] in _WHILE:
        return not _is_under(view, trigger, clause_of(view, above)) and not _is_under(view, above, trigger)
    return not (trigger == noun or above == trigger)


def is_days_apart(view: View, trigger: int, at: int) -> bool:
    """Whether a time stands in one of two clauses and an event in the other, "a week after" it."""
    if view.sentence[at] != view.sentence[trigger]:
        return False
    told, own = clause_of(view, at), clause_of(view, trigger)
    return told != own and (_is_days_off(view, told, own) or _is_days_off(view, own, told))


def _is_days_off(view: View, clause: int, above: int) -> bool:
    """Whether a clause tells what was days before or after the one above it: "a week after troops killed ten"."""
    if view.dep[clause] != "advcl" or _is_under(view, above, clause):
        return False
    children = view.children[clause]
    return any(view.lower[one] in _APART and one - 1 in children and view.lemma[one - 1] in _SPANS for one in children)


def is_of_occasion(view: View, trigger: int, place: PlaceMention) -> bool:
    """Whether a place is only that of what an event came after, before or because of: "resigned after a fire in"."""
    if view.sentence[place.start] != view.sentence[trigger]:
        return False
    token = by = place.end - 1
    for _ in range(_DEEP):
        if view.head[token] == token or token == trigger:
            return False
        by, token = token, view.head[token]
        occasion = view.dep[token] in ("prep", "pcomp") and view.lower[token] in _OCCASIONS and by != place.end - 1
        if view.dep[token] == "advcl":
            occasion = any(view.dep[one] == "mark" and view.lower[one] in _OCCASIONS for one in view.children[token])
        if occasion:
            return not _is_under(view, trigger, token)
    return False


def is_others_time(
    view: View,
    predications: Mapping[int, Predication],
    judged: Callable[[int], Factuality],
    event: EventMention,
    time: TimeMention,
    published: datetime | None,
) -> bool:
    """Whether a time that stands by an event cannot be its own; `judged`: what its words make of a predication.

    What is over is at no time to come and what is to come on no day that is past ("said on Monday it would go"), a
    conjunct of another tense is at another time ("fell in May and is rising"), and an effect has its own ("the merger
    would save 2bn by 2029").
    """
    predication = predications[event.at]
    if is_beyond(view, event.at, time.at) or is_days_apart(view, event.at, time.at):
        return True
    if is_before(view, predication, time, published) and not event.frame.entry.future:
        return True
    if view.sentence[time.at] == view.sentence[event.at]:
        told, own = clause_of(view, time.at), clause_of(view, event.at)
        if told != own and _is_of_earlier_conjunct(view, told, own):
            return True
        if predication.light != told and _is_of_effect(view, event.at, told):
            return True
        if told in predications and _is_of_plan(predications, predication, told) and _may_be_ahead(time, published):
            return True
    if not _is_of_late(time, published) or not judged(event.at).future:
        return False
    if predication.kind == "noun" and _is_under(view, time.at, event.at):
        return False
    return not _is_purpose_of_done(view, predications, predication)


def of_values(view: View, times: Sequence[TimeMention]) -> set[int]:
    """The times, by where they begin, of what an amount was before: "rose to 4.7% from 4.5% late Tuesday".

    A quarter, or a day behind an "on", is the event's, unless the sentence tells another that may be.
    """
    owned: set[int] = set()
    unsure: list[int] = []
    for time in times:
        if time.at <= 0:
            continue
        before = time.at - 1
        by = view.lower[before]
        if by in _COMPARING and _COMPARED.search(view.text, time.start, time.end):
            owned.add(time.at)
        elif ends_value_before(view, before - 1 if by in AT else before):
            either = by == "on" or "Q" in (time.value or "")
            (unsure.append if either else owned.add)(time.at)
    if unsure:
        told = {view.sentence[time.at] for time in times if time.at not in owned and time.at not in unsure}
        owned.update(at for at in unsure if view.sentence[at] in told)
    return owned


def is_beyond(view: View, trigger: int, at: int) -> bool:
    """Whether what stands in an event's sentence is beyond an "if" or a semicolon: "if Chad attacks, Mali will"."""
    if view.sentence[trigger] != view.sentence[at]:
        return False
    start, end = view.sentences[view.sentence[at]]
    between = view.lower[min(trigger, at) : max(trigger, at)]
    if ";" in between:
        return True
    told = view.lower[start:end]
    return not _IF.isdisjoint(told) and _premise(view, trigger) != _premise(view, at)


def _premise(view: View, token: int) -> int | None:
    """The verb of the "if" clause that a token stands in."""
    for _ in range(_DEEP):
        if any(view.dep[child] == "mark" and view.lower[child] in _IF for child in view.children[token]):
            return token
        if view.head[token] == token:
            break
        token = view.head[token]
    return None


def _is_of_late(time: TimeMention, published: datetime | None) -> bool:
    """Whether a time is one of the days right before publication, on one of which somebody said so."""
    if published is None or time.value is None or (found := _DAY.match(time.value)) is None:
        return False
    first, last = _late_days(published.date())
    return first is not None and first <= found[0] < last


@lru_cache(1)
def _late_days(published: date) -> tuple[str | None, str]:
    first = add_days(published, -_LATE)
    return None if first is None else first.isoformat(), published.isoformat()


def _is_purpose_of_done(view: View, predications: Mapping[int, Predication], purpose: Predication) -> bool:
    """Whether an infinitive says what something was done for, so that it was too: "met on Tuesday to discuss it"."""
    if purpose.relation != "advcl" or not purpose.infinitive or purpose.governor is None:
        return False
    above = predications[purpose.governor]
    return _is_past(view, above.trigger) and embedding_of(above) is None


def _is_of_earlier_conjunct(view: View, told: int, own: int) -> bool:
    """Whether a time hangs on a verb of the past, to which the event's own is joined that is not."""
    one = own
    while view.dep[one] == "conj":
        one = view.head[one]
        if one == told:
            return _is_past(view, told) and _is_present(view, own)
    return False


def _is_past(view: View, verb: int) -> bool:
    return view.tag[verb] == "VBD" or any(
        view.tag[child] == "VBD" for child in view.children[verb] if view.dep[child] in ("aux", "auxpass")
    )


def _is_present(view: View, verb: int) -> bool:
    """Whether a verb is in the present or the future, or its auxiliary is."""
    helpers = [child for child in view.children[verb] if view.dep[child] in ("aux", "auxpass")]
    if any(view.lemma[one] == "have" for one in helpers):
        return False
    return view.tag[verb] in _NOW or any(view.tag[one] in _NOW or view.tag[one] == "MD" for one in helpers)


def _is_of_effect(view: View, noun: int, verb: int) -> bool:
    """Whether an event is only the subject of a verb that says what it would bring: "the merger would save 2bn"."""
    if not any(view.tag[child] == "MD" for child in view.children[verb] if view.dep[child] == "aux"):
        return False
    if not any(view.dep[child] == "dobj" or view.lower[child] == "to" for child in view.children[verb]):
        return False
    subject = view.child(verb, "nsubj")
    return subject is not None and _is_under(view, noun, subject)


def _is_of_plan(predications: Mapping[int, Predication], plan: Predication, told: int) -> bool:
    """Whether a verb says what is planned or promised: "plans to vote in May"."""
    embedding = embedding_of(plan)
    return embedding is not None and embedding.future and predications[told].governor == plan.trigger


def _may_be_ahead(time: TimeMention, published: datetime | None) -> bool:
    return is_ahead(time, published) or (time.value or "")[5:7] in SEASON_BEGINS


def clause_of(view: View, token: int) -> int:
    """The verb that a token hangs on, or itself; the last word above where there is none."""
    for _ in range(_DEEP):
        if view.pos[token] in ("VERB", "AUX") or view.head[token] == token:
            break
        token = view.head[token]
    return token


def _is_under(view: View, token: int, above: int) -> bool:
    for _ in range(_DEEP):
        if token == above:
            return True
        token = view.head[token]
    return token == above
