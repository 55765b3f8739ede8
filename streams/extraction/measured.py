"""Which event a quantity measures: casualties the attack, troops the deployment, amounts the aid."""

from collections import defaultdict
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.casualties import behind, counts_people, harm_of, silent_counts, telling
from streams.extraction.eventmention import EventMention
from streams.extraction.quantities import Quantity
from streams.extraction.view import View
from streams.extraction.words import words

Doc.set_extension("measured", default=())

_FARTHEST: Final = 8
_BETWEEN: Final = words(
    "was were is are be been being has have had others other more people reportedly also and confirmed found feared "
    "reported presumed left critically seriously fatally gravely severely badly slightly believed still of them , ("
)
_BEFORE: Final = words(
    "at least about nearly some another up to more than as many almost around over approximately an estimated the of "
    "fewer less"
)
_ADJACENT: Final = 6
_RESULTS: Final = frozenset(("acomp", "oprd", "xcomp", "ccomp", "attr", "advcl"))
_AGES: Final = frozenset(("year", "month", "week", "day"))


@Language.component("measured", requires=["doc._.view", "doc._.numbers", "doc._.events"], assigns=["doc._.measured"])
def mark_measured(doc: Doc) -> Doc:
    """Leave on the document its quantities and silent counts of victims, each with its event, or None."""
    view: View = doc._.view
    links = Links(view, doc._.events)
    found = [(quantity, links.of(quantity)) for quantity in doc._.numbers]
    found += silent_counts(view, doc._.events, doc._.numbers)
    doc._.measured = tuple(sorted(found, key=lambda pair: pair[0].start))
    return doc


class Links:
    """Finds the event for a quantity among those of one document."""

    def __init__(self, view: View, events: tuple[EventMention, ...]) -> None:
        self._view = view
        self._harm = {event.at: harm_of(view, event) for event in events}
        self._at = telling(view, events)
        self._victims: dict[int, list[EventMention]] = defaultdict(list)
        self._agents: dict[int, set[int]] = defaultdict(set)
        for event in self._at.values():
            for mention in event.targets:
                self._victims[mention.head].append(event)
            for mention in event.sources:
                self._agents[event.at].add(mention.head)
        for event in events:
            self._at.setdefault(event.start, event)

    def of(self, quantity: Quantity) -> EventMention | None:
        """The event that a quantity measures."""
        if not self._at or self._is_age(quantity):
            return None
        view = self._view
        last = view.at(quantity.end - 1)
        head = last if quantity.counted is None else quantity.counted[2]
        whom = {quantity.at, last, head}
        if counts_people(view, quantity):
            event = (
                self._beside(quantity, last) or self._suffered(whom) or self._named(head) or self._above(quantity.at)
            )
        elif self._is_whole(head, quantity.at):
            return None
        else:
            event = self._above(quantity.at)
            # What is no person is not hurt, but may be shot down.
            if event is not None and self._harm[event.at] is not None and "down" not in event.frame.words:
                return None
        if event is None or not whom.isdisjoint(self._agents[event.at]):
            return None
        return event

    def _is_whole(self, noun: int, number: int) -> bool:
        """Whether another number says to how many of those it happened: the drones in "58 of 74 drones"."""
        view, of = self._view, self._view.head[noun]
        part = view.head[of]
        return view.lower[of] == "of" and view.dep[noun] == "pobj" and view.tag[part] == "CD" and part < number

    def _is_age(self, quantity: Quantity) -> bool:
        if quantity.kind != "physical" or quantity.unit not in _AGES:
            return False
        after = self._view.text[quantity.end : quantity.end + 4]
        return after in ("-old", " old") or self._view.text[quantity.end - 1].isdecimal()

    def _beside(self, quantity: Quantity, last: int) -> EventMention | None:
        """The harm of a participle behind the count or a verb before it: "12 others wounded", "killing at least 5"."""
        view = self._view
        token = behind(view, quantity)
        for after in range(token, min(token + _ADJACENT, len(view))):
            if view.sentence[after] != view.sentence[last]:
                break
            joined = [token for token in view.conjuncts(after) if self._harm.get(token) is not None]
            if joined:
                worst = min(joined, key=lambda token: (self._harm[token] != "DIE", token))
                return self._at[worst] if view.child(worst, "dobj") is None else None
            if view.lower[after] not in _BETWEEN or (view.lower[after] in ("and", ",", "(") and after > token):
                break
        for before in range(quantity.at - 1, max(-1, quantity.at - _ADJACENT), -1):
            if self._harm.get(before) is not None and view.pos[before] != "NOUN":
                return self._at[before]
            if view.lower[before] not in _BEFORE:
                break
        return None

    def _suffered(self, whom: set[int]) -> EventMention | None:
        """The event whose victims are counted; one that says the harm before one that says the act."""
        events = [event for head in sorted(whom) for event in self._victims.get(head, ())]
        return max(events, key=lambda event: (self._harm[event.at] is not None) + (event.type == "DIE"), default=None)

    def _named(self, head: int) -> EventMention | None:
        """The event that the noun names which is counted: "four shooting victims"."""
        view = self._view
        return next(
            (self._at[child] for child in view.children[head] if view.dep[child] == "compound" and child in self._at),
            None,
        )

    def _above(self, token: int) -> EventMention | None:
        """The event in whose phrase a number stands: the trigger above it, one that shares its verb's object, or what
        came of those it counts."""
        view = self._view
        for _ in range(_FARTHEST):
            token = view.head[token]
            if token in self._at:
                return self._at[token]
            if view.pos[token] in ("VERB", "AUX"):
                break
        shared = view.head[token]
        if view.dep[token] == "conj" and shared in self._at and view.child(shared, "dobj") is None:
            return self._at[shared]
        return next(
            (
                self._at[child]
                for child in view.children[token]
                if view.dep[child] in _RESULTS and self._harm.get(child) is not None
            ),
            None,
        )
