"""The words in whose company a frame finds its own: those beside a predicate, and those that its objects stand for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, Self

from streams.extraction.clauses import Predication
from streams.extraction.lexicon import FRAMES, Frame
from streams.extraction.slots import MEASURES
from streams.extraction.view import View
from streams.extraction.words import words

_FARTHEST: Final = 24
"""Tokens before a bare number among which the noun stands that it counts."""
PARTS: Final = words("all most some many half part both several majority rest first last")
"""What says only how much of something it was: "shut most of its shops"."""
_LOADS: Final = words(
    "tonne ton kilogram kilo gram litre liter gallon package shipment consignment cargo load truckload batch crate box "
    "bag sack container dose"
)
"""How goods are measured: "sent two tonnes of flour"."""
_STANDING_IN: Final = frozenset(("those", "ones"))
_WHEN: Final = frozenset(("DATE", "TIME"))


@dataclass(frozen=True, slots=True)
class Word:
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


WORDS: Final = {(kind, lemma): Word.of(kind, frames) for (kind, lemma), frames in FRAMES.items()}


def accompanied(view: View, predication: Predication, word: Word, objects: list[str]) -> Sequence[Frame]:
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


def object_words(view: View, predication: Predication) -> list[str]:
    """The words for which a predication's objects stand."""
    slots = predication.slots
    if predication.kind == "verb":
        return [word for filler in slots.get("object", ()) for word in nouns(view, filler)]
    is_noun = predication.kind == "noun"
    names = ("modifier", "prep:of", "prep:in", "prep:at") if is_noun else ("object", "subject")
    fillers = [filler for name in names for filler in slots.get(name, ())]
    # "A rise of 4% in wages": what moves was hung on by how much.
    behind = [of for one in fillers if view.label[one] in MEASURES for of in _brought(view, one)]
    return [view.lemma[filler] for filler in (*fillers, *behind)]


def _may_be_beside(view: View, predication: Predication, word: Word, objects: list[str]) -> bool:
    """Whether its sentence has any word that a longer frame asks for; most have none, and it costs little to know."""
    written = view.vocabulary[view.sentence[predication.trigger]]
    return not (word.beside.isdisjoint(written) and word.beside.isdisjoint(objects))


def _brought(view: View, measure: int) -> Iterator[int]:
    for child in view.children[measure]:
        if view.dep[child] == "prep":
            yield from (one for one in view.children[child] if view.dep[one] == "pobj")


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


def nouns(view: View, filler: int) -> Iterator[str]:
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
                yield from nouns(view, counted)


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
