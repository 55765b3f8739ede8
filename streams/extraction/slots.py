"""Which tokens fill a predicate's slots, by deep role."""

from collections import defaultdict
from typing import Final

from streams.extraction.lexicon import FRAMES
from streams.extraction.mending import TRANSITIVE
from streams.extraction.repairs import lost_subject
from streams.extraction.view import View
from streams.extraction.words import words

Slots = dict[str, tuple[int, ...]]
"""Slot name → heads of its fillers: subject, object, indirect, attribute, possessor, modifier, prep:…"""

_DIRECT: Final = {
    "nsubj": "subject",
    "dobj": "object",
    "attr": "attribute",
    "oprd": "attribute",
    "dative": "indirect",
}
_FILLING: Final = _DIRECT.keys() | {"nsubjpass", "agent", "prep", "advcl"}
_PAST: Final = frozenset(("VBD", "VBN"))
_PASSIVE: Final = frozenset(("auxpass", "nsubjpass", "agent"))
"""What hangs on a verb in the passive alone."""
_ACTIVE: Final = frozenset(("aux", "dobj", "ccomp"))
_JOINED: Final = ["cc", "conj"]
_RELATIVE: Final = frozenset(("WDT", "WP", "WP$"))
_STATES: Final = frozenset(("hostage", "captive", "prisoner"))
_ACTING: Final = frozenset(("GPE", "NORP", "ORG", "PERSON"))
_CLAUSES: Final = frozenset(("acl", "advcl", "relcl"))
_SUFFERED: Final = words(
    "ASSAULT COERCE SANCTION RETREAT CONCEDE AID COOPERATE ACCUSE CHARGE-INDICT ACQUIT EXECUTE INJURE DIE NOMINATE "
    "START-POSITION END-POSITION ELECT DISRUPTION LAUNCH"
)
_DONE_TO: Final = frozenset(
    lemma
    for (kind, lemma), frames in FRAMES.items()
    if kind == "verb"
    and (
        all("object" in frame.target and frame.type in _SUFFERED and not frame.entry.mutual for frame in one)
        if (one := [frame for frame in frames if len(frame.words) == 1])
        else all("object" in frame.target and frame.type in _SUFFERED for frame in frames)
    )
)
"""Verbs that always have an object, to whom they do something: "rob", "free", "shoot"."""
MOVING: Final = frozenset(
    lemma
    for (kind, lemma), frames in FRAMES.items()
    if kind == "verb"
    and any(frame.type == "PRICE-MOVE" and "subject" in frame.source and len(frame.words) == 1 for frame in frames)
)
"""Verbs of what goes up and down."""
MEASURES: Final = frozenset(("PERCENT", "MONEY", "QUANTITY"))
"""Labels of what says how much."""
_PASSED: Final = words("hand send give transfer deliver return take move")
"""What is done with somebody who is brought "to" another."""
_FILLED: Final = frozenset(("nsubjpass", "dobj", "ccomp", "xcomp", "aux", "attr", "acomp"))
_WHEN: Final = frozenset(("where", "when", "why"))
_SEEING: Final = words("see have get want need like wish order find watch leave keep hold hear")


def surface(slots: Slots, passive: bool) -> tuple[int, ...]:
    """The grammatical subject, which a clause lends to those that hang on it."""
    return slots.get("object" if passive else "subject", ())


def verb_slots(view: View, verb: int) -> tuple[bool, Slots]:
    """Whether a verb is passive, and its slots as far as its own clause and its antecedent fill them."""
    slots: dict[str, list[int]] = defaultdict(list)
    deps = {view.dep[child] for child in view.children[verb]}
    state = _state(view, verb) if "dobj" in deps else None
    held = state is not None and view.tag[verb] in _PAST and not _others(view, verb, state)
    moved = "agent" in deps and "auxpass" not in deps and _by_so_much(view, verb)
    marked = not deps.isdisjoint(_PASSIVE)
    passive = not moved and (marked or held or (view.tag[verb] in _PAST and _is_unmarked_passive(view, verb, deps)))
    unsaid = passive and "agent" not in deps
    for child in view.children[verb]:
        dep = view.dep[child]
        if dep not in _FILLING:
            continue
        if child == state:
            slots["attribute"].append(child)
        elif dep == "prep" and ((held and view.lower[child] == "by") or (unsaid and _is_agent(view, child))):
            slots["subject"] += _brought(view, child)
        elif dep == "prep":
            _add_preposition(view, child, slots)
        elif dep == "nsubjpass" or (dep == "nsubj" and passive):
            slots["object"] += view.conjuncts(child)
            if "dobj" in deps and state is None:
                # "Chad was promised help."
                slots["indirect"] += view.conjuncts(child)
        elif dep == "agent" and passive:
            slots["subject"] += _brought(view, child)
        elif dep == "dative" and view.pos[child] == "ADP":
            slots[f"prep:{view.lower[child]}"] += _brought(view, child)
        elif dep == "advcl" and any(view.lower[m] == "for" and view.dep[m] == "mark" for m in view.children[child]):
            # "Set a deadline for the rebels to leave."
            slots["prep:for"] += [one for one in view.children[child] if view.dep[one] == "nsubj"]
        elif dep in _DIRECT:
            slots[_DIRECT[dep]] += view.conjuncts(child)
    if not passive and not slots["object"]:
        slots["object"] = (_named(view, verb, slots) if "oprd" in deps else []) or _shared_object(view, verb)
    _add_antecedent(view, verb, passive, slots)
    key = "object" if passive else "subject"
    if not slots[key]:
        slots[key] = lost_subject(view, verb)
        if slots[key] == [verb - 1] and not slots["object"]:
            # "In rebel shelling of the port": a noun taken for a verb.
            slots["object"] = slots["prep:of"]
    if not passive and not slots["object"] and view.dep[verb] == "amod" and slots["subject"]:
        # "The envoy pressed Greek leaders": a verb taken for the adjective of its object.
        slots["object"] = view.conjuncts(view.head[verb])
    return passive, {name: tuple(fillers) for name, fillers in slots.items() if fillers}


def _is_unmarked_passive(view: View, verb: int, deps: set[str]) -> bool:
    """Whether a past form is a participle to whose subject something is done, though nothing with it says so."""
    bare = "nsubj" not in deps or verb < view.title
    participle = view.tag[verb] == "VBN" and bare and deps.isdisjoint(_ACTIVE)
    return (
        participle
        or _is_headline_passive(view, verb, deps)
        or _is_reduced(view, verb, deps)
        or _goes_on(view, verb, deps)
        or _is_seen(view, verb, deps)
    )


def _named(view: View, verb: int, slots: dict[str, list[int]]) -> list[int]:
    """The object that was taken for what it is made: "named a new chief", "named Ann Smith as its chief"."""
    made = view.child(verb, "oprd")
    return slots.pop("attribute") if made is not None and view.pos[made] in ("NOUN", "PROPN") else []


def _is_agent(view: View, preposition: int) -> bool:
    """Whether who did it was taken for something else: "was handed over to Chad by Sudan"."""
    return view.lower[preposition] == "by" and any(view.label[one] in _ACTING for one in view.children[preposition])


def _state(view: View, verb: int) -> int | None:
    """What was taken for the object but says how it is kept: "four nurses held hostage", "took captive two guards"."""
    for child in view.children[verb]:
        if view.dep[child] == "dobj" and view.lower[child] in _STATES and not view.children[child]:
            return child
    return None


def _others(view: View, verb: int, state: int) -> list[int]:
    return [child for child in view.children[verb] if view.dep[child] == "dobj" and child != state]


def _by_so_much(view: View, verb: int) -> bool:
    """Whether "by" tells how far something moved, and not who did it: "dipped by 96 points", "beaten by three"."""
    agent = view.child(verb, "agent")
    for one in [] if agent is None else _brought(view, agent):
        if view.tag[one] == "CD" or view.label[one] in MEASURES:
            return True
        if view.lemma[verb] in MOVING and any(view.dep[of] == "nummod" for of in view.children[one]):
            return True
    return False


def _goes_on(view: View, verb: int, deps: set[str]) -> bool:
    """Whether a participle behind "and" was taken for the past: "was overpowered and handed over to police".

    Likewise with a subject of its own: "two were killed and nine arrested".
    """
    if view.dep[verb] != "conj" or view.child(view.head[verb], "auxpass") is None or not deps.isdisjoint(_FILLED):
        return False
    if view.lemma[verb] in _DONE_TO or view.lemma[verb] in TRANSITIVE:
        return True
    return "nsubj" not in deps and (view.lemma[verb] in _PASSED or view.child(verb, "prt") is not None)


def _shared_object(view: View, verb: int) -> list[int]:
    """The object that a verb shares with the one joined to it: "condemned and rejected the decision"."""
    other = verb + 2
    if view.dep[verb + 1 : other + 1] != _JOINED or view.head[other] != verb:
        return []
    shared = view.child(other, "dobj")
    return [] if shared is None else view.conjuncts(shared)


def _is_headline_passive(view: View, verb: int, deps: set[str]) -> bool:
    """Whether a headline says what was done: "Two killed in blast", "Envoy freed in Chad"; what happens is present."""
    if verb >= view.title or view.tag[verb] not in _PAST or deps & {"dobj", "ccomp", "xcomp", "aux"}:
        return False
    subject = view.child(verb, "nsubj")
    if subject is None or view.lemma[verb] in _DONE_TO or view.lemma[verb] == "hold":
        return subject is not None
    return view.pos[subject] == "NUM" or any(view.dep[child] == "nummod" for child in view.children[subject])


def _is_seen(view: View, verb: int, deps: set[str]) -> bool:
    """Whether a participle tells what is to happen or is seen to happen to its subject: "wants the ban lifted"."""
    seen = view.tag[verb] == "VBN" and view.dep[verb] in ("ccomp", "xcomp") and view.lemma[view.head[verb]] in _SEEING
    return seen and not deps & {"aux", "auxpass", "dobj", "mark"}


def _is_reduced(view: View, verb: int, deps: set[str]) -> bool:
    """Whether a participle was taken for the sentence's verb: "the men jailed for plotting were released"."""
    if view.tag[verb] != "VBD" or "nsubj" not in deps or deps & {"dobj", "ccomp", "xcomp", "aux", "cc"}:
        return False
    finite = view.child(verb, "conj")
    if finite is None or view.pos[finite] not in ("VERB", "AUX") or "," in view.word[verb:finite]:
        return False
    beside = {view.dep[child] for child in view.children[finite]}
    return "auxpass" in beside and beside.isdisjoint(("nsubj", "nsubjpass"))


def noun_slots(view: View, noun: int, carrier: Slots | None) -> Slots:
    """A noun's slots: its own, and those of the light verb that carries it."""
    slots: dict[str, list[int]] = defaultdict(list)
    for child in view.children[noun]:
        dep = view.dep[child]
        if dep == "poss":
            slots["possessor"] += view.conjuncts(child)
        elif dep in ("compound", "amod", "nmod", "npadvmod"):
            slots["modifier"] += view.conjuncts(child)
        elif dep == "prep":
            _add_preposition(view, child, slots)
        elif dep in _CLAUSES and any(view.lower[mark] == "for" for mark in view.children[child]):
            # "A deadline for the rebels to leave."
            slots["prep:for"] += [one for one in view.children[child] if view.dep[one] == "nsubj"]
    # "In Kabul, the ministry took responsibility for the raid" tells of no raid on Kabul.
    setting = min(carrier.get("subject", (-1,))) if carrier else -1
    for name, fillers in (carrier or {}).items():
        if name in ("subject", "indirect") or name.startswith("prep:"):
            slots[name] += [one for one in fillers if one != noun and (one > setting or name[:5] != "prep:")]
    return {name: tuple(fillers) for name, fillers in slots.items() if fillers}


def _add_preposition(view: View, preposition: int, slots: dict[str, list[int]]) -> None:
    slots[f"prep:{view.lower[preposition]}"] += _brought(view, preposition)
    for child in view.children[preposition]:
        if view.dep[child] == "prep":
            slots[f"prep:{view.lower[child]}"] += _brought(view, child)


def _brought(view: View, preposition: int) -> list[int]:
    brought: list[int] = []
    for child in view.children[preposition]:
        if view.dep[child] == "pobj":
            brought += view.conjuncts(child)
    return brought


def _add_antecedent(view: View, verb: int, passive: bool, slots: dict[str, list[int]]) -> None:
    """Put the noun that a relative or participial clause belongs to where its pronoun stands, or would stand."""
    clause = verb
    while view.dep[clause] == "conj" and view.head[clause] != clause and not slots["subject"]:
        clause = view.head[clause]
    noun = view.head[clause]
    if noun == clause:
        return
    if view.dep[clause] == "acl" and clause == verb and view.tag[verb] != "VB":
        slots["object" if passive else "subject"] = slots["object" if passive else "subject"] or view.conjuncts(noun)
    elif view.dep[clause] == "ccomp" and view.dep[noun] == "relcl" and view.head[noun] != noun:
        # "The boys who they say were killed."
        for name, fillers in slots.items():
            slots[name] = [view.head[noun] if _is_relative(view, filler) else filler for filler in fillers]
    elif view.dep[clause] == "xcomp" and view.dep[noun] == "relcl" and view.head[noun] != noun:
        _add_wished(view, clause, noun, passive, slots)
    elif view.dep[clause] == "relcl":
        found = any(view.tag[child] == "WP$" for filler in slots["subject"] for child in view.children[filler])
        for name, fillers in slots.items():
            if any(_is_relative(view, filler) for filler in fillers):
                slots[name] = [noun if _is_relative(view, filler) else filler for filler in fillers]
                found = True
        adverbs = {view.lower[child] for child in view.children[verb]}
        if not found and clause == verb and not slots["object"] and adverbs.isdisjoint(_WHEN):
            # "The first ship to be built" is built.
            slots["object" if passive or slots["subject"] else "subject"] = [noun]


def _is_relative(view: View, filler: int) -> bool:
    """Whether a pronoun stands for what its clause belongs to; one "that" is taken for a conjunction."""
    return view.tag[filler] in _RELATIVE or (view.tag[filler] == "IN" and view.lower[filler] == "that")


def _add_wished(view: View, verb: int, outer: int, passive: bool, slots: dict[str, list[int]]) -> None:
    """The noun of a relative clause as what an act in it is done to: "the shops (that) it plans to shut"."""
    noun = view.head[outer]
    for name, fillers in slots.items():
        slots[name] = [noun if _is_relative(view, filler) else filler for filler in fillers]
    pronouns = any(_is_relative(view, child) for child in view.children[outer])
    whose = view.child(outer, "nsubj") is not None and view.label[noun] not in ("DATE", "TIME")
    clauses = any(view.dep[child] in ("ccomp", "xcomp") for child in view.children[verb])
    if not (slots["object"] or passive or pronouns or clauses) and whose:
        slots["object"] = [noun]
