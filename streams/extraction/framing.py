"""Whether a frame fits a predication: its particle, its subject, its objects."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from streams.extraction.clauses import Predication
from streams.extraction.company import WORDS, Word, accompanied, object_words
from streams.extraction.descriptions import trade
from streams.extraction.lexicon import FRAMES, LIGHT_VERBS, Frame, Need
from streams.extraction.mentions import Mention
from streams.extraction.slots import noun_slots
from streams.extraction.standing import acts, holds
from streams.extraction.verbal import is_verbal
from streams.extraction.view import View
from streams.extraction.words import words

Misfit = Literal["words", "object", "subject", "unless"] | Need

HOSTILE: Final = words("ASSAULT COERCE SANCTION PROTEST")
"""Types whose announcement is a threat."""
BUSINESS: Final = words(
    "TRANSFER-OWNERSHIP TRANSFER-MONEY START-ORG END-ORG MERGE-ORG RESULT PRICE-MOVE LAUNCH END-POSITION MANUFACTURE "
    "TRANSPORT DISRUPTION START-POSITION"
)
"""Types of the life of companies and markets."""
_ROLES: Final = frozenset(("source", "target", "object"))
_OBLIGATIONS: Final = frozenset(("must", "should", "ought"))
_ASKED: Final = words("object indirect prep:to prep:for prep:on")
_WISHED: Final = ("object", "prep:for", "prep:to")
_TOGETHER: Final = frozenset(("AGREE", "CONSULT", "COOPERATE"))
_OURS: Final = words("its their his her our my")
_SELF: Final = words("he she it they we i you")
_AT: Final = frozenset(("pobj:at", "pobj:during"))
_ENABLING: Final = words("able allow approve build certify design equip license licence permit rate")
"""What says how much something may do: "a ferry licensed to carry 90"."""
_PAST: Final = frozenset(("VBN", "VBD"))
_AIMS: Final = frozenset(("xcomp", "advcl"))
_RULES: Final = words("ban cap control curb duty embargo levy limit moratorium quota restriction rule tariff tax")
"""What is laid on something whether it happens or not: "controls on the sale of spirits"."""
_TENOR: Final = {
    "hostility": HOSTILE,
    "conflict": words("ASSAULT COERCE SANCTION MOBILIZE PROTEST THREATEN"),
    "cooperation": words("AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT"),
}
"""Types of the acts that an embedded clause has to tell of."""
_ACTS: Final[tuple[Need, ...]] = ("conflict", "cooperation")


def fitting(
    view: View, predications: dict[int, Predication], predication: Predication, actors: dict[int, Mention]
) -> Iterator[Frame]:
    """The frames of a predication's word whose particle, subject, object and what else they ask for are there."""
    word = WORDS.get((predication.kind, predication.lemma))
    if word is None:
        return
    objects = object_words(view, predication) if word.choosy else []
    short = word.unlisted if word.listed.isdisjoint(objects) else word.short
    for frame in (*accompanied(view, predication, word, objects), *short) if word.longer else short:
        if _misfit(view, predications, frame, predication, actors, objects) is None:
            yield frame


def misfit(
    view: View,
    predications: dict[int, Predication],
    frame: Frame,
    predication: Predication,
    actors: dict[int, Mention],
) -> Misfit | None:
    """The first thing that a frame asks for and the predication has not; None where it fits."""
    objects = object_words(view, predication)
    word = Word.of(predication.kind, (frame,))
    if word.longer and not accompanied(view, predication, word, objects):
        return "words"
    return _misfit(view, predications, frame, predication, actors, objects)


def _misfit(
    view: View,
    predications: dict[int, Predication],
    frame: Frame,
    predication: Predication,
    actors: dict[int, Mention],
    objects: list[str],
) -> Misfit | None:
    if (
        frame.objects
        and frame.objects.isdisjoint(objects)
        and not (frame.open and holds(view, frame, predication, actors))
    ):
        return "object"
    if frame.subjects and not acts(view, frame, predication, actors):
        return "subject"
    if frame.unless:
        inner = (view.lemma[trigger] for trigger in predication.complements)
        if not (frame.unless.isdisjoint(objects) and frame.unless.isdisjoint(inner)):
            return "unless"
    if frame.entry.wanting and predication.kind == "verb" and _is_of_others(view, predication):
        return "cooperation"
    for need in frame.entry.needs:
        if not _is_met(view, need, predications, predication, actors):
            return need
    return None


def _is_met(
    view: View,
    need: Need,
    predications: dict[int, Predication],
    predication: Predication,
    actors: dict[int, Mention],
) -> bool:
    if need in _ROLES:
        # Whether these are filled is told by whom casting finds.
        return True
    if need == "complement":
        return bool(predication.complements)
    if need == "alone":
        return not predication.complements and "object" not in predication.slots
    if need == "bare":
        return not predication.complements and _ASKED.isdisjoint(predication.slots)
    if need == "happened":
        return predication.modal is None
    if need == "unnamed":
        return "attribute" not in predication.slots
    if need == "post":
        slots = predication.slots
        return not any(view.label[one] == "PERSON" for one in (*slots.get("attribute", ()), *slots.get("prep:as", ())))
    if need == "counted":
        return any(_is_counted(view, head) for head in predication.slots.get("object", ()))
    if need in _TENOR:
        told = any(tells(view, need, predications, trigger, actors) for trigger in predication.complements)
        return told or (need == "cooperation" and any(is_meeting(view, noun) for noun in wished(predication)))
    if need in ("verbal", "bodily"):
        return is_verbal(view, predication, actors) == (need == "verbal")
    if need == "attended":
        return predication.relation in _AT
    if need == "told":
        return not _describes(view, predication.trigger)
    if need == "others":
        return _is_of_others(view, predication)
    if need == "deed":
        return any(tells(view, one, predications, inner, actors) for inner in predication.complements for one in _ACTS)
    if need == "own":
        return not any(_is_anothers(view, noun, predication, actors) for noun in predication.slots.get("object", ()))
    if need in ("obligation", "order"):
        inner = [predications[trigger] for trigger in predication.complements if trigger in predications]
        ordered = need == "order" and any(one.infinitive for one in inner)
        return ordered or any(one.modal in _OBLIGATIONS and not one.negated for one in inner)
    return True


def _is_counted(view: View, head: int) -> bool:
    return view.label[head] == "CARDINAL" or any(view.tag[child] == "CD" for child in view.children[head])


def _describes(view: View, trigger: int) -> bool:
    """Whether it only says what somebody or something is like: "backed by Chad", "licensed to carry 90"."""
    dep, above = view.dep[trigger], view.head[trigger]
    if dep == "acl":
        return view.tag[trigger] in _PAST and view.head[above] != above and view.word[trigger - 1] != ","
    if dep == "pcomp":
        return view.tag[trigger] == "VBG" and (view.lower[above] == "to" or view.pos[view.head[above]] == "ADJ")
    if dep == "pobj":
        return view.lower[above] == "on" and view.lemma[view.head[above]] in _RULES
    return dep == "amod" or (dep in _AIMS and view.lemma[above] in _ENABLING)


def _is_anothers(view: View, noun: int, predication: Predication, actors: dict[int, Mention]) -> bool:
    """Whether a noun is of what somebody else does: "halted the rebel offensive", "ended the miners' strike"."""
    slots = noun_slots(view, noun, None)
    subjects = [actors[one] for one in predication.slots.get("subject", ()) if one in actors]
    doers = (*slots.get("possessor", ()), *slots.get("prep:by", ()))
    if any(one in actors and view.pos[one] != "PRON" and not _is_one_of(actors[one], subjects) for one in doers):
        return True
    kinds = {row.sector for one in slots.get("modifier", ()) if (row := trade(view, one)) is not None}
    return bool(kinds) and kinds.isdisjoint(one.sector for one in subjects)


def _is_one_of(doer: Mention, subjects: Sequence[Mention]) -> bool:
    return any(doer.name == one.name or (doer.country is not None and doer.country == one.country) for one in subjects)


def wished(predication: Predication) -> Iterator[int]:
    """What is wished for where no clause says it: "wants talks", "is ready for talks"."""
    for slot in _WISHED:
        yield from predication.slots.get(slot, ())


def is_meeting(view: View, noun: int) -> bool:
    """Whether a noun tells of what two do together: talks, trade, a deal."""
    return any(frame.type in _TOGETHER for frame in FRAMES.get(("noun", view.lemma[noun]), ()))


def _is_of_others(view: View, predication: Predication) -> bool:
    """Whether it is said who else is to do what is wished for: "wants Chad to leave"."""
    for trigger in predication.complements:
        subject = view.child(trigger, "nsubj")
        if subject is None:
            subject = view.child(trigger, "nsubjpass")
        if subject is None and "object" in predication.slots:
            return any(view.lower[child] == "to" for child in view.children[trigger])
        if subject is not None and view.lower[subject] not in _SELF and not _is_ours(view, subject):
            return True
    return False


def _is_ours(view: View, subject: int) -> bool:
    """Whether who acts belongs to who speaks: "claimed that its troops had won"."""
    return any(view.dep[child] == "poss" and view.lower[child] in _OURS for child in view.children[subject])


def tells(
    view: View, tenor: Need, predications: dict[int, Predication], trigger: int, actors: dict[int, Mention]
) -> bool:
    """Whether a clause means an act of that tenor: by its verb, or by a noun where that has none itself.

    "To end the embargo" is told by the verb alone, and of a hostile act a noun tells with a light verb alone.
    """
    types = _TENOR[tenor]
    inner = predications.get(trigger)
    if inner is None or inner.negated:
        return False
    own = next(fitting(view, predications, inner, actors), None)
    if own is not None and any(own.type in known for known in _TENOR.values()):
        return own.type in types
    if tenor == "hostility" and inner.lemma not in LIGHT_VERBS:
        return False
    named = [view.lemma[head] for slot in ("subject", "object") for head in inner.slots.get(slot, ())]
    return any(frame.type in types for lemma in named for frame in FRAMES.get(("noun", lemma), ()))
