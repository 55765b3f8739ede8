"""Whether a frame fits a predication: its particle, its subject, its objects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, Literal, Self

from streams.extraction.clauses import Predication
from streams.extraction.descriptions import trade
from streams.extraction.lexicon import ACTOR, AMOUNT, FRAMES, LIGHT_VERBS, NAME, SUM, Frame, Need
from streams.extraction.mentions import Mention
from streams.extraction.nature import WILLED, is_shooting
from streams.extraction.slots import MEASURES, noun_slots
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
_FARTHEST: Final = 24
"""Tokens before a bare number among which the noun stands that it counts."""
PARTS: Final = words("all most some many half part both several majority rest first last")
"""What says only how much of something it was: "shut most of its shops"."""
_LOADS: Final = words(
    "tonne ton kilogram kilo gram litre liter gallon package shipment consignment cargo load truckload batch crate box "
    "bag sack container dose"
)
"""How goods are measured: "sent two tonnes of flour"."""
_PEOPLE: Final = frozenset(("person", "population"))
_STANDING_IN: Final = frozenset(("those", "ones"))
_OBLIGATIONS: Final = frozenset(("must", "should", "ought"))
_WHEN: Final = frozenset(("DATE", "TIME"))
_ASKED: Final = words("object indirect prep:to prep:for prep:on")
_WISHED: Final = ("object", "prep:for", "prep:to")
_TOGETHER: Final = frozenset(("AGREE", "CONSULT", "COOPERATE"))
_SELF: Final = words("he she it they we i you")
_COMPARED: Final = ("prep:from", "prep:since")
_COUNTED: Final = MEASURES | {"DATE", "CARDINAL"}
"""What a move is compared with: "a rise from 3%", "the first fall since May"."""
_AT: Final = frozenset(("pobj:at", "pobj:during"))
_TENOR: Final = {
    "hostility": HOSTILE,
    "conflict": words("ASSAULT COERCE SANCTION MOBILIZE PROTEST THREATEN"),
    "cooperation": words("AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT"),
}
"""Types of the acts that an embedded clause has to tell of."""
_ACTS: Final[tuple[Need, ...]] = ("conflict", "cooperation")


@dataclass(frozen=True, slots=True)
class _Word:
    """The frames of one word: those that ask for others beside it, which are the narrower, and those that do not.

    `beside`: for a verb all words that its longer frames ask for; for a noun those that they ask for right before it.
    `listed`: the words one of which some short frames have to have for their object; `unlisted` are the others.
    `choosy`: it matters what the objects are.
    """

    longer: tuple[Frame, ...]
    beside: frozenset[str]
    short: tuple[Frame, ...]
    listed: frozenset[str]
    unlisted: tuple[Frame, ...]
    choosy: bool

    @classmethod
    def of(cls, kind: str, frames: Sequence[Frame]) -> Self:
        """For frames in the lexicon's order, the longer first."""
        longer = [frame for frame in frames if frame.beside] if kind != "adjective" else []
        asked = (frame.beside if kind == "verb" else frame.beside[-1:] for frame in longer)
        short = frames[len(longer) :]
        listing = [frame.objects if not frame.open else frozenset[str]() for frame in short]
        return cls(
            tuple(longer),
            frozenset(chain.from_iterable(asked)),
            tuple(short),
            frozenset().union(*listing),
            tuple(frame for frame, listed in zip(short, listing, strict=True) if not listed),
            bool(longer) or any(frame.objects or frame.unless for frame in short),
        )


_WORDS: Final = {(kind, lemma): _Word.of(kind, frames) for (kind, lemma), frames in FRAMES.items()}


def fitting(
    view: View, predications: dict[int, Predication], predication: Predication, actors: dict[int, Mention]
) -> Iterator[Frame]:
    """The frames of a predication's word whose particle, subject, object and what else they ask for are there."""
    word = _WORDS.get((predication.kind, predication.lemma))
    if word is None:
        return
    objects = _objects(view, predication) if word.choosy else []
    short = word.unlisted if word.listed.isdisjoint(objects) else word.short
    for frame in (*_accompanied(view, predication, word, objects), *short) if word.longer else short:
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
    objects = _objects(view, predication)
    word = _Word.of(predication.kind, (frame,))
    if word.longer and not _accompanied(view, predication, word, objects):
        return "words"
    return _misfit(view, predications, frame, predication, actors, objects)


def _accompanied(view: View, predication: Predication, word: _Word, objects: list[str]) -> Sequence[Frame]:
    """The longer frames all of whose words are there."""
    if predication.kind == "noun":
        at = predication.trigger
        if view.lower[at - 1] not in word.beside:
            return ()
        return [one for one in word.longer if list(one.beside) == view.lower[max(0, at - len(one.beside)) : at]]
    if not _may_be_beside(view, predication, word, objects):
        return ()
    company = _company(view, predication, objects)
    return [one for one in word.longer if company.issuperset(one.beside)]


def _objects(view: View, predication: Predication) -> list[str]:
    """The words for which a predication's objects stand."""
    slots = predication.slots
    if predication.kind == "verb":
        return [word for filler in slots.get("object", ()) for word in _nouns(view, filler)]
    nouns = predication.kind == "noun"
    names = ("modifier", "prep:of", "prep:in", "prep:at") if nouns else ("object", "subject")
    fillers = [filler for name in names for filler in slots.get(name, ())]
    # "A rise of 4% in wages": what moves was hung on by how much.
    behind = [of for one in fillers if view.label[one] in MEASURES for of in _brought(view, one)]
    return [view.lemma[filler] for filler in (*fillers, *behind)]


def _may_be_beside(view: View, predication: Predication, word: _Word, objects: list[str]) -> bool:
    """Whether its sentence has any word that a longer frame asks for; most have none, and it costs little to know."""
    asked = word.beside
    start, end = view.sentences[view.sentence[predication.trigger]]
    lemmas, lower = view.lemma[start:end], view.lower[start:end]
    return not (asked.isdisjoint(lemmas) and asked.isdisjoint(lower) and asked.isdisjoint(objects))


def _brought(view: View, measure: int) -> Iterator[int]:
    for child in view.children[measure]:
        if view.dep[child] == "prep":
            yield from (one for one in view.children[child] if view.dep[one] == "pobj")


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
        and not (frame.open and _holds(view, frame, predication, actors))
    ):
        return "object"
    if frame.subjects and not _acts(view, frame, predication, actors):
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
        return not any(view.label[one] == "PERSON" for one in predication.slots.get("attribute", ()))
    if need == "counted":
        return any(_is_counted(view, head) for head in predication.slots.get("object", ()))
    if need in _TENOR:
        told = any(tells(view, need, predications, trigger, actors) for trigger in predication.complements)
        return told or (need == "cooperation" and any(is_meeting(view, noun) for noun in wished(predication)))
    if need in ("verbal", "bodily"):
        return is_verbal(view, predication, actors) == (need == "verbal")
    if need == "attended":
        return predication.relation in _AT
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
        if subject is not None and view.lower[subject] not in _SELF:
            return True
    return False


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


def _company(view: View, predication: Predication, objects: list[str]) -> set[str]:
    """The words beside a verb that a longer entry may ask for: particle, prepositions and their objects, object."""
    label, lemma = view.label, view.lemma
    brought = [(name[5:], fillers) for name, fillers in predication.slots.items() if name.startswith("prep:")]
    dated = {name for name, fillers in brought if all(label[one] in _WHEN for one in fillers)}
    company = {
        lemma[one]
        for one in view.children[predication.trigger]
        if view.lower[one] not in dated and not _is_denied(view, one)
    }
    company.update(objects)
    after = predication.trigger + 1
    if after < len(view) and view.pos[after] == "ADJ" and view.dep[after] == "amod":
        # "Made available tents", "set free four men": what they are made was taken for what they are.
        company.add(lemma[after])
    for name, fillers in brought:
        if name not in dated:
            company.update((name, *[lemma[filler] for filler in fillers]))
    for filler in predication.slots.get("object", ()):
        # "Hold hundreds of families as shields": what they are held as was taken for a part of the object.
        for likened in (child for child in view.children[filler] if view.lower[child] == "as"):
            company.update(lemma[child] for child in view.children[likened])
    return company


def _is_denied(view: View, word: int) -> bool:
    """Whether a "not" stands right before a word: "pleaded not guilty"."""
    return view.pos[word] == "ADJ" and view.child(word, "neg") is not None


def _holds(view: View, frame: Frame, predication: Predication, actors: dict[int, Mention]) -> bool:
    """Whether the object is an actor, or has a name, or an amount stands there, where the frame takes any."""
    if AMOUNT in frame.objects and _is_measured(view, predication):
        return True
    heads = predication.slots.get("object" if predication.kind == "verb" else "modifier", ())
    if SUM in frame.objects and any(view.label[head] == "MONEY" for head in heads):
        return True
    if ACTOR in frame.objects and any(_is_actor(view, frame, head, actors) for head in heads):
        return True
    return NAME in frame.objects and any(_is_named(view, head, actors) for head in heads)


def _is_named(view: View, head: int, actors: dict[int, Mention]) -> bool:
    """Whether a thing has a name there, and no person: "the Shuttle" is a thing, "A12" is a name as it is written."""
    actor = actors.get(head)
    kind = None if actor is None else actor.kind
    if view.pos[head] == "NOUN" and _is_spelt_as_name(view.word[head]):
        return kind not in _PEOPLE
    titled = actor is not None and actor.title is not None
    thing = kind == "person" and not titled and any(view.lower[child] == "the" for child in view.children[head])
    return view.pos[head] == "PROPN" and (kind not in _PEOPLE or thing)


def _is_spelt_as_name(word: str) -> bool:
    """Whether capitals or digits stand where no common noun has any."""
    inner = any(letter.isupper() for letter in word[1:]) and any(map(str.islower, word))
    return inner or (word[0].isupper() and any(map(str.isdecimal, word)))


def _is_measured(view: View, predication: Predication) -> bool:
    """Whether it is said by how much something moved: "a rise of 5%", "a $2m loss", "rose by 40 points"."""
    slots = predication.slots
    if predication.kind == "verb":
        beside = (*slots.get("object", ()), *slots.get("prep:by", ()))
        return any(view.label[one] in MEASURES for one in (*view.children[predication.trigger], *beside))
    before = (child for child in view.children[predication.trigger] if child < predication.trigger)
    if any(view.label[child] in MEASURES for child in before):
        return True
    brought = (*slots.get("prep:of", ()), *slots.get("prep:by", ()))
    if any(view.label[one] in MEASURES or view.tag[one] == "CD" for one in brought):
        return True
    compared = (one for name in _COMPARED for one in slots.get(name, ()))
    return any(view.label[one] in _COUNTED for one in compared) or _goes_on(view, predication.trigger)


def _goes_on(view: View, noun: int) -> bool:
    """Whether it is said how long it went on: "six days of losses", "a third week of gains"."""
    of = view.head[noun]
    return view.lower[of] == "of" and view.dep[noun] == "pobj" and view.label[view.head[of]] == "DATE"


def _acts(view: View, frame: Frame, predication: Predication, actors: dict[int, Mention]) -> bool:
    """Whether the subject is one of those that the frame takes."""
    heads = [head for head in predication.slots.get("subject", ()) if not is_shooting(view, head, actors)]
    if ACTOR in frame.subjects and any(_is_actor(view, frame, head, actors) for head in heads):
        return True
    if NAME in frame.subjects and any(_is_named(view, head, actors) for head in heads):
        return True
    return not frame.subjects.isdisjoint(word for head in heads for word in _nouns(view, head))


def _is_actor(view: View, frame: Frame, head: int, actors: dict[int, Mention]) -> bool:
    """Whether an actor stands there; a pronoun that means one is enough in matters of business: "it cut 300 jobs"."""
    return head in actors and (view.pos[head] != "PRON" or frame.type not in WILLED)


def _nouns(view: View, filler: int) -> Iterator[str]:
    yield view.lemma[filler]
    if view.pos[filler] == "NUM" and (counted := _counted_before(view, filler)) is not None:
        yield view.lemma[counted]
    for child in view.children[filler]:
        if view.dep[child] == "relcl" and view.lower[filler] in _STANDING_IN:
            yield from _plural_before(view, filler)
        elif view.dep[child] in ("compound", "nmod", "conj"):
            yield view.lemma[child]
        elif view.dep[child] == "prep" and view.lower[child] == "of" and _counts(view, filler):
            for counted in view.children[child]:
                yield from _nouns(view, counted)


def _counts(view: View, filler: int) -> bool:
    return view.label[filler] == "CARDINAL" or view.lemma[filler] in PARTS or view.lemma[filler] in _LOADS


def _counted_before(view: View, number: int) -> int | None:
    """What a bare number counts like the one before it: "fired 112 drones; air defences intercepted 84"."""
    if any(view.dep[child] == "prep" and view.lower[child] == "of" for child in view.children[number]):
        return None
    for token in range(number - 1, max(-1, number - _FARTHEST), -1):
        if view.dep[token] == "nummod" and view.tag[view.head[token]] == "NNS":
            return view.head[token]
    return None


def _plural_before(view: View, pronoun: int) -> Iterator[str]:
    """What "those" and "the ones" stand for: "drones like those that it launched at the port"."""
    for token in range(pronoun - 1, max(-1, pronoun - _FARTHEST), -1):
        if view.tag[token] == "NNS":
            yield view.lemma[token]
            return
