"""Attacks in words: who assails or beats another with what he says, or at the polls, and not with his hands."""

from collections.abc import Mapping
from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.lexicon import WORD_CLASSES
from streams.extraction.mentions import Mention
from streams.extraction.view import View
from streams.extraction.words import words

_SPEAKING: Final = words("GOV LEG OPP MED NGO REL EDU ELI BUS LAB JUD")
"""Sectors whose weapon is the word."""
_TALKED_OF: Final = _SPEAKING | {"IGO", "COP", "SPY"}
_HUMAN: Final = frozenset(("person", "office", "organisation"))
_PERSONS: Final = words("he she it they we i you")
_STANCES: Final = WORD_CLASSES["@stance"]
_SPOKEN: Final = WORD_CLASSES["@instrument"] | WORD_CLASSES["@words"]
_VOTED: Final = WORD_CLASSES["@election"]
_MARGINS: Final = frozenset(("vote", "point"))
_CONTESTED: Final = frozenset(("beat",))
"""What one who has a name does to another who has one, and with no hand laid on him."""
_BLUNT: Final = WORD_CLASSES["@weapon"] | WORD_CLASSES["@handweapon"]
_SOLID: Final = frozenset().union(
    *(
        WORD_CLASSES[f"@{name}"]
        for name in ("home", "territory", "vehicle", "person", "troops", "weapon", "plant", "cargo", "prisoner")
    )
)
_REASONS: Final = frozenset(("over", "as"))
_SAYING: Final = words("verbally personally publicly openly")
_HARD: Final = words("physically brutally violently sexually savagely fatally")
_SCENES: Final = words("outside inside near behind")
_PLACES: Final = frozenset(("GPE", "LOC", "FAC"))


def is_verbal(view: View, predication: Predication, actors: Mapping[int, Mention]) -> bool:
    """Whether an attack is one of words: by who makes it, on what, how, and for what.

    "The senator attacked the plan", "the party attacked the mayor over taxes", but "gunmen attacked the town". Of two
    who are only named, nothing but a reason tells it.
    """
    sources, objects = predication.slots.get("subject", ()), predication.slots.get("object", ())
    if any(view.lemma[head] in _STANCES for head in objects) or any(view.lemma[head] in _SPOKEN for head in sources):
        return True
    if not sources or not objects or _is_bodily(view, predication):
        return False
    told = _is_told_why(view, predication)
    contest = predication.lemma in _CONTESTED
    known = all(_sector(actors, head) in _SPEAKING for head in sources)
    if not known and not all(_may_speak(view, head, actors) for head in sources):
        return False
    if not told and any(view.pos[head] == "PRON" for head in sources) and not all(head in actors for head in objects):
        return False
    return all(
        _may_be_told_off(view, head, actors, known, told) or (contest and _is_named(view, head)) for head in objects
    )


def _is_bodily(view: View, predication: Predication) -> bool:
    """Whether it is said with what, where or how hard he struck."""
    hands = any(view.lemma[head] in _BLUNT for head in predication.slots.get("prep:with", ()))
    hands = hands or any(view.lemma[head] == "death" for head in predication.slots.get("prep:to", ()))
    beside = {view.lower[child] for child in view.children[predication.trigger]}
    return hands or not (_SCENES.isdisjoint(beside) and _HARD.isdisjoint(beside))


def _is_told_why(view: View, predication: Predication) -> bool:
    """Whether what is said of it goes with words: "over taxes", "as a coward", "for raising taxes", "in a speech"."""
    for child in view.children[predication.trigger]:
        if view.lower[child] in _SAYING:
            return True
        if view.dep[child] == "prep":
            lower = view.lower[child]
            if lower in _REASONS or (lower == "for" and view.child(child, "pcomp") is not None):
                return True
            brought = {view.lemma[one] for one in view.children[child]}
            if not (brought.isdisjoint(_SPOKEN) and brought.isdisjoint(_VOTED)):
                return True
            if lower == "by" and not brought.isdisjoint(_MARGINS):
                return True
    return False


def _sector(actors: Mapping[int, Mention], head: int) -> str | None:
    """What somebody is by the article's word, here or where it names him again; of a country or a crowd nothing."""
    mention = actors.get(head)
    if mention is None or mention.kind not in _HUMAN:
        return None
    if mention.sector is None and mention.kind == "person":
        name = mention.name.split()[-1]
        return next((one.sector for one in actors.values() if one.sector and one.name.split()[-1] == name), None)
    return mention.sector


def _may_speak(view: View, head: int, actors: Mapping[int, Mention]) -> bool:
    """Whether a name or a pronoun says nothing of who it is."""
    mention = actors.get(head)
    if mention is None:
        return view.lower[head] in _PERSONS
    return (mention.kind in _HUMAN or mention.kind is None) and _sector(actors, head) is None and _is_named(view, head)


def _may_be_told_off(view: View, head: int, actors: Mapping[int, Mention], known: bool, told: bool) -> bool:
    mention = actors.get(head)
    if mention is None:
        return view.lemma[head] not in _SOLID and view.label[head] not in _PLACES and view.pos[head] != "PRON"
    if told or mention.kind not in _HUMAN:
        return told
    sector = _sector(actors, head)
    if sector is None:
        return known and _is_named(view, head)
    return sector in _TALKED_OF and (known or _is_named(view, head))


def _is_named(view: View, head: int) -> bool:
    return view.pos[head] == "PROPN" or view.label[head] == "PERSON"
