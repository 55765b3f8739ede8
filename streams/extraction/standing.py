"""What stands where a frame takes more than listed words: an actor, a name, an amount."""

from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.company import nouns
from streams.extraction.lexicon import ACTOR, AMOUNT, NAME, SUM, WORD_CLASSES, Frame
from streams.extraction.mentions import Mention
from streams.extraction.nature import WILLED, is_shooting
from streams.extraction.slots import MEASURES
from streams.extraction.view import View
from streams.extraction.words import words

_PEOPLE: Final = frozenset(("person", "population"))
_COMPARED: Final = ("prep:from", "prep:since")
_CURRENCIES: Final = WORD_CLASSES["@currency"]
_SIGNS: Final = words("$ £ € ¥")
_STATING: Final = ("attribute", "prep:at", "prep:to")
_COUNTED: Final = MEASURES | {"DATE", "CARDINAL"}
"""What a move is compared with: "a rise from 3%", "the first fall since May"."""


def holds(view: View, frame: Frame, predication: Predication, actors: dict[int, Mention]) -> bool:
    """Whether the object is an actor, or has a name, or an amount stands there, where the frame takes any."""
    if AMOUNT in frame.objects and _is_measured(view, predication):
        return True
    heads = predication.slots.get("object" if predication.kind == "verb" else "modifier", ())
    if SUM in frame.objects and any(view.label[head] == "MONEY" for head in heads):
        return True
    if SUM in frame.objects and not heads and any(_is_sum(view, head) for head in _stated(predication)):
        return True
    if ACTOR in frame.objects and any(_is_actor(view, frame, head, actors) for head in heads):
        return True
    return NAME in frame.objects and any(_is_named(view, head, actors) for head in heads)


def _is_sum(view: View, head: int) -> bool:
    """Whether it is money, by its label, its currency or its sign."""
    if view.label[head] == "MONEY" or view.lemma[head] in _CURRENCIES:
        return True
    return any(view.label[child] == "MONEY" or view.lower[child] in _SIGNS for child in view.children[head])


def _stated(predication: Predication) -> list[int]:
    """What stands where a verb without an object tells how much: "was $5m", "came to $5m", "stood at $5m"."""
    if predication.kind != "verb":
        return []
    return [head for name in _STATING for head in predication.slots.get(name, ())]


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


def acts(view: View, frame: Frame, predication: Predication, actors: dict[int, Mention]) -> bool:
    """Whether the subject is one of those that the frame takes."""
    heads = [head for head in predication.slots.get("subject", ()) if not is_shooting(view, head, actors)]
    if ACTOR in frame.subjects and any(_is_actor(view, frame, head, actors) for head in heads):
        return True
    if NAME in frame.subjects and any(_is_named(view, head, actors) for head in heads):
        return True
    return not frame.subjects.isdisjoint(word for head in heads for word in nouns(view, head))


def _is_actor(view: View, frame: Frame, head: int, actors: dict[int, Mention]) -> bool:
    """Whether an actor stands there; a pronoun that means one is enough in matters of business: "it cut 300 jobs"."""
    return head in actors and (view.pos[head] != "PRON" or frame.type not in WILLED)
