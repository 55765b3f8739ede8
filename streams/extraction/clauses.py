"""The predications of an article: made once, read by statements, events and factuality."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final, Literal

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.lexicon import CARRIERS, EMBEDDING, FRAMES, LIGHT_VERBS
from streams.extraction.slots import Slots, noun_slots, surface, verb_slots
from streams.extraction.view import View
from streams.extraction.words import words

Kind = Literal["verb", "noun", "adjective"]

KINDS: Final[dict[str, Kind]] = {
    "VERB": "verb",
    "AUX": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
}
_COMPLEMENTS: Final = frozenset(("ccomp", "xcomp", "acl", "pcomp"))
_IF: Final = frozenset(("if", "unless", "once", "provided"))
_PARTICLES: Final = words("down back out off up away over in on apart ahead")
_FROM_GOVERNOR: Final = words("conj advcl xcomp ccomp pcomp acl prep dep parataxis")

Doc.set_extension("predications", default=())


@dataclass(frozen=True, slots=True)
class Predication:
    """A verb, noun or adjective that says something of others, and how it stands in its sentence.

    `trigger` and `light` (the light verb that carries a noun) are tokens, as are those in `slots`: deep roles by
    name, so that a passive's subject is its "object", and "prep:with" what "with" brings; conjuncts each by itself,
    subjects inherited through control, raising, coordination and relative clauses. `complements` are the triggers of
    what it embeds, `governor` the trigger of the one that it hangs on, by `relation` (a dependency, or a preposition).
    `conditional`: under an "if", or with one; `premise`: it is itself what the "if" supposes.
    """

    trigger: int
    kind: Kind
    lemma: str
    particle: str | None
    light: int | None
    slots: Slots
    complements: tuple[int, ...]
    governor: int | None
    relation: str
    passive: bool
    negated: bool
    modal: str | None
    conditional: bool
    premise: bool
    question: bool
    quoted: bool
    infinitive: bool


@Language.component("clauses", requires=["doc._.view"], assigns=["doc._.predications"])
def mark_predications(doc: Doc) -> Doc:
    """Leave on the document its predications by trigger: `{token: Predication}`, in reading order."""
    doc._.predications = dict(sorted(find_predications(doc._.view).items()))
    return doc


def find_predications(view: View) -> dict[int, Predication]:
    """Every verb that is no auxiliary, and the nouns and adjectives that the lexicon knows."""
    made: dict[int, Predication] = {}
    order = [token for token, head in enumerate(view.head) if token == head]
    questions = {
        view.sentence[start]
        for start, end in view.sentences
        if any(w == "?" for w in view.word[max(start, end - 2) : end])
    }
    for token in order:
        order += view.children[token]
        kind = _kind(view, token)
        if kind is not None:
            made[token] = _predication(view, made, token, kind, view.sentence[token] in questions)
    return made


def _kind(view: View, token: int) -> Kind | None:
    kind = KINDS.get(view.pos[token])
    if kind == "verb":
        if view.dep[token] == "amod" and view.child(token, "nsubj") is not None:
            return kind
        return None if view.dep[token] in ("aux", "auxpass", "amod", "compound", "prep") else kind
    key = (kind, view.lemma[token])
    return kind if kind is not None and (key in FRAMES or key in EMBEDDING) else None


def _predication(view: View, made: dict[int, Predication], token: int, kind: Kind, question: bool) -> Predication:
    children = view.children[token]
    deps = view.dep
    governor, relation = _governor(view, made, token)
    above = None if governor is None else made[governor]
    passive, light = False, None
    slots: Slots
    if kind == "verb":
        passive, slots = verb_slots(view, token)
        key = "object" if passive else "subject"
        if key not in slots and above is not None and relation.split(":")[0] in _FROM_GOVERNOR:
            inherited = _inherited(above, relation)
            if inherited:
                slots[key] = inherited
    elif kind == "noun":
        carrier = above if above is not None and _carries(view, above, token) else None
        light = None if carrier is None else carrier.trigger
        slots = noun_slots(view, token, None if carrier is None else carrier.slots)
    else:
        slots = {"object": (view.head[token],)} if deps[token] == "amod" else {}
        if above is not None and deps[token] in ("acomp", "oprd", "conj") and surface(above.slots, above.passive):
            slots["subject"] = surface(above.slots, above.passive)
    flags = [child for child in children if deps[child] in ("aux", "neg", "det", "mark", "prt", "advmod")]
    words = {view.lower[child] for child in flags}
    premise = not _IF.isdisjoint(words) or _is_inverted(view, token)
    return Predication(
        trigger=token,
        kind=kind,
        lemma=view.lemma[token],
        particle=next(
            (
                view.lower[child]
                for child in children
                if deps[child] == "prt"
                or (child > token and deps[child] in ("advmod", "prep") and view.lower[child] in _PARTICLES)
            ),
            None,
        ),
        light=light,
        slots=slots,
        complements=tuple(_complements(view, token)),
        governor=governor,
        relation=relation,
        passive=passive,
        negated=_negated(view, token, slots if kind == "verb" else {}),
        modal=next((view.lemma[child] for child in flags if view.tag[child] == "MD"), None),
        conditional=premise or any(_has_if(view, child) for child in children if deps[child] == "advcl"),
        premise=premise,
        question=question,
        quoted=view.quoted[token],
        infinitive="to" in words,
    )


def _governor(view: View, made: dict[int, Predication], token: int) -> tuple[int | None, str]:
    """The nearest predication above, and how the token hangs on it."""
    relation, head = view.dep[token], view.head[token]
    if head == token:
        return None, ""
    while head not in made:
        if view.dep[head] in ("prep", "agent", "mark") and relation in ("pobj", "pcomp"):
            relation = f"{relation}:{view.lower[head]}"
        if view.head[head] == head:
            return None, relation
        head = view.head[head]
    return head, relation


def _inherited(above: Predication, relation: str) -> tuple[int, ...]:
    """Whose act it is, where the clause does not say."""
    if relation == "acl" and above.kind == "noun":
        return above.slots.get("possessor", ()) or above.slots.get("subject", ())
    embedding = EMBEDDING.get((above.kind, above.lemma))
    controlled = relation == "xcomp" if embedding is None else embedding.controller == "object"
    if controlled and relation != "conj" and not relation.startswith("advcl") and not above.passive:
        for slot in ("object", "indirect", "prep:on", "prep:to"):
            if slot in above.slots:
                return above.slots[slot]
    return surface(above.slots, above.passive)


def _carries(view: View, verb: Predication, noun: int) -> bool:
    """Whether a verb is light and the noun, or what the noun is joined to, its object or after its preposition."""
    while view.dep[noun] == "conj" and view.head[noun] != noun:
        noun = view.head[noun]
    head = view.head[noun]
    if verb.kind != "verb":
        return False
    if view.dep[noun] != "pobj":
        carried = view.dep[noun] in ("dobj", "nsubjpass") or (view.dep[noun] == "nsubj" and verb.passive)
        return carried and head == verb.trigger and verb.lemma in LIGHT_VERBS
    before = view.head[head]
    through = None if before == verb.trigger else view.lemma[before]
    return (verb.lemma, view.lower[head], through) in CARRIERS and (
        through is None or view.head[before] == verb.trigger
    )


def _complements(view: View, token: int) -> Iterator[int]:
    for child in view.children[token]:
        if view.dep[child] in _COMPLEMENTS:
            yield from view.conjuncts(child)
        elif view.dep[child] == "prep":
            for grandchild in view.children[child]:
                if view.dep[grandchild] == "pcomp":
                    yield from view.conjuncts(grandchild)


def _negated(view: View, token: int, slots: Slots) -> bool:
    if any(
        view.dep[child] == "neg" or (view.dep[child] == "det" and view.lower[child] == "no")
        for child in view.children[token]
    ):
        return True
    if view.lower[view.head[token]] == "without" and view.dep[token] in ("pcomp", "pobj"):
        return True
    return any(
        view.lower[filler] in ("nobody", "none", "neither", "nothing")
        or any(view.lower[child] == "no" for child in view.children[filler])
        for filler in chain(slots.get("subject", ()), slots.get("object", ()))
    )


def _is_inverted(view: View, token: int) -> bool:
    """ "Should Moscow stall, …": the auxiliary before its subject, and no question."""
    children = view.children[token]
    should = next((child for child in children if view.lower[child] == "should" and view.dep[child] == "aux"), None)
    return should is not None and any(
        view.dep[child] in ("nsubj", "nsubjpass") and should < child < token for child in children
    )


def _has_if(view: View, token: int) -> bool:
    return any(view.lower[child] in _IF and view.dep[child] in ("mark", "advmod") for child in view.children[token])
