"""The predications of an article: made once, read by statements, events and factuality."""

from typing import Final, Literal, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.besides import PARTICLES, beside, has_if, is_denied, is_premise
from streams.extraction.lexicon import CARRIERS, EMBEDDING, FRAMES, LIGHT_VERBS, OCCURRING
from streams.extraction.slots import MOVING, Slots, noun_slots, surface, verb_slots
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
_KNOWN: Final = {
    kind: frozenset(lemma for own, lemma in (*FRAMES, *EMBEDDING) if own == kind) for kind in ("noun", "adjective")
}
_UNDOING: Final = frozenset(("off",))
"""Particles after which a light verb ends what its noun tells, or keeps it away: "called off a strike"."""
_THROUGH: Final = frozenset(("prt", "advmod", "prep"))
_ELSEWHERE: Final = words("to into under")
"""What makes another word of a verb that says that something happens: "came to an end", "came under fire"."""
_PARTIES: Final = words("prep:between prep:among prep:with prep:against prep:by")
"""What may be said of a noun beside the verb that says that it happens; the rest is where and when it does."""
_AUXILIARY: Final = words("aux auxpass amod compound prep")
_PHRASAL: Final = frozenset(
    frame.words
    for (kind, _), frames in FRAMES.items()
    for frame in frames
    if kind == "verb" and len(frame.words) == 2 and frame.words[1] in PARTICLES and "object" in frame.target
)
"""Verbs with a particle that have an object: "call off", "blow up"."""
_JUDGING: Final = frozenset(
    lemma
    for (kind, lemma), frames in FRAMES.items()
    if kind == "verb" and any(frame.type in ("ACCUSE", "SANCTION", "COERCE", "SUPPORT", "EXECUTE") for frame in frames)
)
"""Verbs behind which "for" says what their object did: "jailed two men for attacking a bus"."""
_WISHING: Final = words("want wish like prefer")
"""Verbs whose object, if there is one, is who shall act: "would like the rebels to leave"."""
_SENDING: Final = words("send set keep leave")
"""Verbs behind whose object a gerund says what that does: "sent shares tumbling"."""
_TO_COME: Final = frozenset(("advcl", "xcomp"))
_FROM_GOVERNOR: Final = words("conj advcl xcomp ccomp pcomp acl prep dep parataxis")

Doc.set_extension("predications", default=())


class Predication(NamedTuple):
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
    questions = {view.sentence[start] for start, end in view.sentences if "?" in view.word[max(start, end - 2) : end]}
    children, pos, lemma = view.children, view.pos, view.lemma
    for token in order:
        below = children[token]
        if below:
            order += below
        kind = KINDS.get(pos[token])
        if kind is None:
            continue
        if _predicates(view, token) if kind == "verb" else lemma[token] in _KNOWN[kind]:
            made[token] = _predication(view, made, token, kind, view.sentence[token] in questions)
    return made


def _predicates(view: View, verb: int) -> bool:
    dep = view.dep[verb]
    if dep not in _AUXILIARY:
        return True
    return dep == "amod" and (view.child(verb, "nsubj") is not None or _is_moving(view, verb))


def _is_moving(view: View, token: int) -> bool:
    """Whether a participle says how what it stands before moves: "falling prices", "the soaring euro"."""
    return view.tag[token] == "VBG" and view.lemma[token] in MOVING and view.head[token] > token


def _predication(view: View, made: dict[int, Predication], trigger: int, kind: Kind, question: bool) -> Predication:
    lemma = view.lemma[trigger]
    governor, relation = _governor(view, made, trigger)
    above = None if governor is None else made[governor]
    words, particle, modal, negated, clauses, complements = beside(view, trigger)
    infinitive = "to" in words
    passive, light, slots = _filled(view, trigger, kind, above, relation, infinitive)
    premise = is_premise(view, trigger, words)
    conditional = premise or (bool(clauses) and any(has_if(view, clause) for clause in clauses))
    if particle is not None and (lemma, particle) in _PHRASAL and "object" not in slots:
        # "Cordoned off the street": a particle taken for the preposition of what is the verb's object.
        slots = {"object" if name == f"prep:{particle}" else name: heads for name, heads in slots.items()}
    negated = negated or is_denied(view, trigger, slots if kind == "verb" else {})
    # By position: with names it takes more than twice as long.
    return Predication(
        trigger,
        kind,
        lemma,
        particle,
        light,
        slots,
        tuple(complements),
        governor,
        relation,
        passive,
        negated,
        modal,
        conditional,
        premise,
        question,
        view.quoted[trigger],
        infinitive,
    )


def _filled(
    view: View, token: int, kind: Kind, above: Predication | None, relation: str, infinitive: bool
) -> tuple[bool, int | None, Slots]:
    """Whether a predicate is passive, the light verb that carries it, and what fills its slots."""
    if kind == "verb":
        passive, slots = verb_slots(view, token)
        if view.dep[token] == "amod" and not slots:
            return False, None, {"subject": (view.head[token],)}
        key = "object" if passive else "subject"
        if key == "subject" and above is not None and _is_sent(view, token, above):
            slots[key] = above.slots["object"]
        if (
            key == "object"
            and infinitive
            and view.dep[token] in _TO_COME
            and (noun := _announced(view, token)) is not None
        ):
            slots[key] = (noun,)
        if key not in slots and above is not None and relation.partition(":")[0] in _FROM_GOVERNOR:
            inherited = _inherited(above, relation, infinitive)
            if inherited:
                slots[key] = inherited
        return passive, None, slots
    if kind == "noun":
        carrier = above if above is not None and _carries(view, above, token) else None
        lent = None if carrier is None else carrier.slots
        if lent is not None and token in lent.get("subject", ()):
            lent = {name: heads for name, heads in lent.items() if name in _PARTIES}
        slots = noun_slots(view, token, lent)
        return False, _raised(view, token, above) if carrier is None else carrier.trigger, slots
    dep = view.dep[token]
    slots = noun_slots(view, token, None)
    if dep == "amod":
        slots["object"] = (view.head[token],)
    if above is not None and dep in ("acomp", "oprd", "conj") and surface(above.slots, above.passive):
        # "Shot the men dead": they are, who shot them is not.
        outcome = dep != "conj" and above.slots.get("object")
        slots["subject"] = outcome or surface(above.slots, above.passive)
    if (own := view.child(token, "dobj")) is not None:
        # "Shot dead a judge", where the shot was taken for a noun.
        slots["subject"] = tuple(view.conjuncts(own))
    elif dep == "ccomp" and (own := view.child(token, "nsubj")) is not None:
        # "Made the unit profitable."
        slots["subject"] = tuple(view.conjuncts(own))
    return False, None, slots


def _announced(view: View, verb: int) -> int | None:
    """What stands before a comma and is still "to be" done: "talks in Oslo, to be held in May"."""
    mark = next(child for child in view.children[verb] if view.lower[child] == "to")
    if view.word[mark - 1] != ",":
        return None
    noun = mark - 2
    if view.label[noun] in ("GPE", "LOC", "FAC") and view.dep[noun] == "pobj":
        noun = view.head[view.head[noun]]
    return noun if view.pos[noun] in ("NOUN", "PROPN") else None


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


def _is_sent(view: View, verb: int, above: Predication) -> bool:
    """Whether a gerund right behind an object says what that does: "sent shares tumbling"."""
    if view.tag[verb] != "VBG" or above.lemma not in _SENDING or view.dep[verb - 1] == "aux":
        return False
    objects = above.slots.get("object", ())
    return view.child(verb, "nsubj") is None and any(view.edges(one)[1] == verb for one in objects[-1:])


def _inherited(above: Predication, relation: str, infinitive: bool) -> tuple[int, ...]:
    """Whose act it is, where the clause does not say."""
    if relation == "acl" and above.kind == "noun":
        return above.slots.get("possessor", ()) or above.slots.get("subject", ())
    embedding = EMBEDDING.get((above.kind, above.lemma))
    if relation == "pcomp:for" and above.lemma in _JUDGING and not above.passive and "object" in above.slots:
        return above.slots["object"]
    wished = relation == "xcomp" and above.kind == "verb" and above.lemma in _WISHING
    controlled = relation == "xcomp" if embedding is None or wished else embedding.controller == "object"
    asked = relation == "advcl" and infinitive and embedding is not None and embedding.future
    if controlled and relation != "conj" and (asked or not relation.startswith("advcl")) and not above.passive:
        # "Called on Chad to leave" may be read as a purpose; "sued the bank to stop it" is one.
        for slot in ("prep:on", "prep:to", "prep:with") if asked else ("object", "indirect", "prep:on", "prep:to"):
            if slot in above.slots:
                return above.slots[slot]
    return surface(above.slots, above.passive)


def _carries(view: View, verb: Predication, noun: int) -> bool:
    """Whether a verb is light and the noun, or what the noun is joined to, its object or after its preposition."""
    while view.dep[noun] == "conj" and view.head[noun] != noun:
        noun = view.head[noun]
    head = view.head[noun]
    if verb.kind != "verb" or verb.particle in _UNDOING:
        return False
    if view.dep[noun] == "nsubj" and not verb.passive:
        return head == verb.trigger and _occurs(view, verb)
    if view.dep[noun] != "pobj" and "attribute" in verb.slots:
        # "Called the march a farce."
        return False
    if view.dep[noun] != "pobj":
        carried = view.dep[noun] in ("dobj", "nsubjpass", "nsubj")
        return carried and head == verb.trigger and verb.lemma in LIGHT_VERBS
    before = view.head[head]
    if view.label[before] == "MONEY" and view.dep[before] == "dobj" and view.head[before] == verb.trigger:
        # "Announced ten million in aid": the sum only measures it.
        return verb.lemma in LIGHT_VERBS
    through = None if before == verb.trigger else view.lemma[before]
    objects = [view.lemma[one] for one in verb.slots.get("object", ())] if through is None else []
    if any((verb.lemma, view.lower[head], one) in CARRIERS for one in objects):
        # "Taking part in a raid": what "in" brings may have been hung on either.
        return True
    return (verb.lemma, view.lower[head], through) in CARRIERS and (
        through is None or view.head[before] == verb.trigger
    )


def _occurs(view: View, verb: Predication) -> bool:
    """Whether a verb says no more of its subject than that it happens: "the talks took place"."""
    objects = [view.lemma[one] for one in verb.slots.get("object", ())]
    aside = [view.lower[one] for one in view.children[verb.trigger] if view.dep[one] in _THROUGH]
    if any((verb.lemma, word) in OCCURRING for word in (*objects, *aside)):
        return True
    return (verb.lemma, None) in OCCURRING and not objects and verb.particle is None and _ELSEWHERE.isdisjoint(aside)


def _raised(view: View, noun: int, above: Predication | None) -> int | None:
    """The verb that says of a noun that it happens, where another stands between: "talks are due to resume"."""
    if above is None or view.head[noun] != above.trigger or view.dep[noun] not in ("nsubj", "nsubjpass"):
        return None
    likely = view.child(above.trigger, "acomp")
    inner = view.child(above.trigger if likely is None else likely, "xcomp")
    if inner is None or (view.lemma[inner], None) not in OCCURRING or above.lemma in _WISHING:
        return None
    return None if view.child(inner, "dobj") is not None or view.child(inner, "prt") is not None else inner
