"""What a predication's own clause makes of it: negation, modals, conditions, purpose, hedges."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.lexicon import CUES, EMBEDDING, HEDGES, MODALS, Certainty
from streams.extraction.view import View
from streams.extraction.words import words

SURE: Final[tuple[Certainty, ...]] = ("CERTAIN", "PROBABLE", "POSSIBLE")
_PURPOSE: Final = words("advcl relcl acl")
_FIRSTS: Final = words("first last only second third next")
_TIME: Final = words("when until till once before after while whenever")
_NOT_YET: Final = frozenset(("before", "until", "till"))
_PAST: Final = frozenset(("VBD", "VBN"))
_NOW: Final = frozenset(("VBZ", "VBP"))
_FAILING: Final = words("collapse fail founder unravel fall")
_BARGAINS: Final = words(
    "sale takeover acquisition merger buyout purchase divestment amalgamation flotation ipo spinoff "
    "privatisation privatization"
)
"""What has not come about until it is closed: a sale, a takeover."""
_LEFT: Final = frozenset(("have", "be"))
_SEEMING: Final = words("be seem appear remain look")


@dataclass(frozen=True, slots=True)
class Link:
    """One step of the way to a value: the word, what kind of thing it does, and what it makes of the event."""

    token: int
    why: str
    negative: bool = False
    unsure: int = 0
    future: bool = False


def own_links(view: View, predications: Mapping[int, Predication], predication: Predication) -> Iterator[Link]:
    """What stands in the predication's own clause."""
    token = predication.trigger
    children = view.children[token]
    if predication.negated or _is_replaced(view, token):
        yield Link(_negation(view, token), "negation", negative=True)
    if predication.relation == "pcomp:against":
        yield Link(token, "what is spoken against", unsure=2, future=True)
    outstanding = _outstanding(view, predications, predication)
    if outstanding is not None:
        yield Link(outstanding, "not yet", negative=True)
    if predication.modal is not None:
        yield from _modal(view, predications, predication, predication.modal)
    yield from _condition(view, predications, predication)
    if predication.infinitive and predication.relation in _PURPOSE and not _is_outcome(view, predication):
        yield Link(token, "purpose", future=True)
    elif predication.infinitive and token < view.title and predication.relation in ("", "ccomp", "xcomp"):
        yield Link(token, "headline's future", future=True)
    for child in children:
        hedge = HEDGES.get(view.lower[child])
        if hedge is not None and view.dep[child] not in ("nummod", "acomp") and predication.lemma not in hedge.unless:
            yield Link(child, "adverb", hedge.polarity == "NEG", SURE.index(hedge.certainty))
        if predication.kind == "noun" and view.dep[child] == "amod":
            yield from _described(view, child)
    if predication.kind == "noun" and predication.relation == "nsubj" and predication.governor is not None:
        above = predications[predication.governor]
        for child in view.children[above.trigger] if above.lemma in _SEEMING else ():
            if view.dep[child] == "acomp":
                yield from _described(view, child, ascribed=True)
        if above.lemma in _FAILING and not above.negated and above.modal is None and predication.lemma in _BARGAINS:
            yield Link(above.trigger, "came to nothing", negative=True)
        if above.modal == "would" and view.tag[above.trigger] == "VBN":
            # "The strike would have halted all trains."
            yield Link(above.trigger, "counterfactual", unsure=2)


def _outstanding(view: View, predications: Mapping[int, Predication], predication: Predication) -> int | None:
    """The "yet" of what has not been done so far: "regulators have yet to approve the sale"."""
    if predication.relation != "xcomp" or not predication.infinitive or predication.governor is None:
        return None
    above = predications[predication.governor]
    if above.lemma not in _LEFT:
        return None
    return next((one for one in view.children[above.trigger] if view.lower[one] == "yet"), None)


def _described(view: View, adjective: int, ascribed: bool = False) -> Iterator[Link]:
    """What an adjective does to its noun: "a likely strike"; ascribed: "a strike is likely"."""
    embedding = EMBEDDING.get(("adjective", view.lower[adjective]))
    if any(view.lower[child] == "to" and view.dep[child] == "prep" for child in view.children[adjective]):
        # "The loss was due to a fire."
        return
    if embedding is not None and (embedding.ascribed or not ascribed):
        negative = embedding.polarity == "NEG"
        yield Link(adjective, "adjective", negative, SURE.index(embedding.certainty), embedding.future)


def _negation(view: View, token: int) -> int:
    return next((child for child in view.children[token] if view.dep[child] == "neg"), token)


def _is_replaced(view: View, token: int) -> bool:
    """Whether something else was done: "instead of leaving", "rather than leave"."""
    head = view.head[token]
    return view.dep[token] in ("pcomp", "pobj") and (
        view.lower[head] in ("without", "than") or (view.lower[head] == "of" and view.lower[head - 1] == "instead")
    )


def _modal(
    view: View, predications: Mapping[int, Predication], predication: Predication, auxiliary: str
) -> Iterator[Link]:
    modal = MODALS.get(auxiliary)
    if modal is None or (modal.lemma == "would" and predication.lemma == "like"):
        # Who "would like to" wants to.
        return
    token = next(child for child in view.children[predication.trigger] if view.lemma[child] == modal.lemma)
    unsure = SURE.index(modal.certainty)
    perfect = any(view.lower[child] in ("have", "'ve", "’ve") for child in view.children[predication.trigger])
    if perfect:
        yield Link(token, "modal of the past", modal.perfect == "NEG", max(unsure, 1))
    elif modal.lemma == "would" and _is_told(view, predications, predication):
        # "said it would leave" is what "will leave" was when it was said.
        yield Link(token, "reported future", future=True)
    else:
        yield Link(token, "modal", False, unsure, modal.future)


def _is_told(view: View, predications: Mapping[int, Predication], predication: Predication) -> bool:
    """Whether a clause is what somebody says, or what a noun of saying is about."""
    while predication.relation == "conj" and predication.governor is not None:
        predication = predications[predication.governor]
    if predication.governor is None or predication.relation not in ("ccomp", "acl", "relcl", "advcl"):
        return False
    above = predications[predication.governor]
    if above.lemma == "be":
        # "The agreement was that it would leave."
        return any(
            (noun := EMBEDDING.get(("noun", view.lemma[one]))) and noun.future for one in above.slots.get("subject", ())
        )
    cue = CUES.get((above.kind, above.lemma))
    if cue is None or "clause" not in cue.takes:
        return False
    return predication.relation == "ccomp" or above.kind == "noun"


def _condition(view: View, predications: Mapping[int, Predication], predication: Predication) -> Iterator[Link]:
    token = predication.trigger
    if predication.premise:
        once = any(view.lower[child] == "once" for child in view.children[token])
        if not (once and view.tag[token] == "VBD"):
            yield Link(token, "premise", unsure=2, future=True)
    elif predication.conditional and predication.modal is not None:
        yield Link(token, "under a condition", unsure=1)
    elif predication.conditional and view.tag[token] == "VBG" and view.child(token, "aux") is None:
        # "Threats of tightening the ban if Chad stalls."
        yield Link(token, "under a condition", unsure=2, future=True)
    if view.tag[token] == "VBG" and _follows_premise(view, predications, token):
        yield Link(token, "under a condition", unsure=2, future=True)
    if predication.question and predication.relation in ("", "conj"):
        yield Link(token, "question", unsure=2)
    if any(view.lower[child] == "whether" for child in view.children[token]):
        yield Link(token, "open question", unsure=2)
    if predication.relation == "advcl" and predication.governor is not None:
        if view.tag[token] in _PAST and all(view.tag[child] not in _NOW for child in view.children[token]):
            return
        above = predications[predication.governor]
        marks = {view.lower[child] for child in view.children[token]}
        if not marks.isdisjoint(_NOT_YET) and _is_present(view, token):
            # "Stop before an accord is reached."
            yield Link(token, "not yet", future=True)
        timed = not marks.isdisjoint(_TIME)
        if timed and above.modal in ("will", "'ll", "’ll", "shall"):
            yield Link(token, "at a time to come", future=True)


def _is_present(view: View, verb: int) -> bool:
    auxiliaries = [child for child in view.children[verb] if view.dep[child] in ("aux", "auxpass")]
    return any(view.tag[one] in _NOW for one in auxiliaries or (verb,))


def _follows_premise(view: View, predications: Mapping[int, Predication], gerund: int) -> bool:
    """Whether a gerund stands right behind an "if": "should Moscow stall, tightening the ban"."""
    at = gerund - 2
    if at < 0 or view.word[gerund - 1] != "," or view.child(gerund, "aux") is not None:
        return False
    while view.head[at] not in (at, gerund):
        if at in predications and predications[at].premise:
            return True
        at = view.head[at]
    return at in predications and predications[at].premise


def _is_outcome(view: View, predication: Predication) -> bool:
    """Whether an infinitive tells how it ended ("fell 2%, to end at 90"), or who did it ("the first to land")."""
    token = predication.trigger
    if predication.relation == "advcl":
        start = view.edges(token)[0]
        return start > 0 and view.word[start - 1] == "," and start < token and view.head[token] < token
    head = view.head[token]
    return view.lower[head] in _FIRSTS or any(view.lower[child] in _FIRSTS for child in view.children[head])
