"""Natural causes: fire, storm, quake, flood, cold and disease have no will, so they act on nobody.

What they do is no deed, and nobody's: it is the disaster, accident or outbreak itself, and what comes of that.
"""

from collections.abc import Container
from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.lexicon import FRAMES, WORD_CLASSES
from streams.extraction.view import View
from streams.extraction.words import words
from streams.records import EventType

NATURAL: Final[tuple[EventType, ...]] = ("DISASTER", "OUTBREAK", "ACCIDENT")
WILLED: Final = words(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT"
)
"""PLOVER's types: what somebody does, and nothing that befalls."""
HARMS: Final[tuple[EventType, ...]] = ("DIE", "INJURE")
_CLASSES: Final[dict[str, EventType | None]] = {
    "@weather": "DISASTER",
    "@disaster": "DISASTER",
    "@disease": "OUTBREAK",
    "@ailment": None,
}
"""Classes of natural causes, and the type of what they do; an ailment is one person's, and no event."""
_CHRISTENED: Final = words("typhoon hurricane cyclone storm")
_SORTS: Final = words("strain form type kind variant cousin wave series bout spate case outbreak spell")
"""What is as natural as what it is one of: "a strain of cholera"."""
_SHOOTING: Final = words(
    "gun machine-gun sniper artillery mortar rocket tank shell missile rifle enemy hostile friendly cross live"
)
_STANDING: Final = WORD_CLASSES["@home"]


def _kinds() -> dict[str, EventType | None]:
    """What nouns name natural causes: those of the classes, and those that tell of nothing but mishaps."""
    kinds = {word: kind for name, kind in _CLASSES.items() for word in WORD_CLASSES[name]}
    for (pos, lemma), frames in FRAMES.items():
        types = {frame.type for frame in frames if len(frame.words) == 1 and not (frame.objects and lemma not in kinds)}
        if pos == "noun" and (lemma in kinds or "ASSAULT" not in types):
            kind = next((kind for kind in NATURAL if kind in types), None)
            kinds |= {} if kind is None else {lemma: kind}
    return kinds


_KINDS: Final = _kinds()


def is_natural(view: View, noun: int, actors: Container[int]) -> bool:
    """Whether a noun names a natural cause; somebody's fire ("army fire", "sniper fire") burns nothing and is none."""
    if view.pos[noun] == "PROPN" and view.lemma[noun].lower() not in _KINDS:
        return _christening(view, noun) is not None
    if view.lemma[noun] in _SORTS and (of := view.of(noun)) is not None and (one := view.child(of, "pobj")) is not None:
        return is_natural(view, one, actors)
    return view.lemma[noun].lower() in _KINDS and not is_shooting(view, noun, actors)


def kind_of(view: View, noun: int) -> EventType | None:
    """The type of what a natural cause does, if that is any."""
    called = _christening(view, noun)
    return _KINDS.get(view.lemma[noun if called is None else called].lower())


def _christening(view: View, noun: int) -> int | None:
    """The word before a storm's name that says that it is one: "Typhoon Koto"."""
    before = view.children[noun][:1] if view.pos[noun] == "PROPN" else ()
    return next((one for one in before if view.dep[one] == "compound" and view.lower[one] in _CHRISTENED), None)


def natural_causes(view: View, predication: Predication, actors: Container[int]) -> tuple[int, ...]:
    """Who does what a predicate says, where all of those are natural causes."""
    acting = predication.slots.get("subject", ())
    if not acting and predication.kind == "noun":
        # "A strike by lightning."
        acting = predication.slots.get("prep:by", ())
    for noun in acting:
        if not is_natural(view, noun, actors):
            return ()
    return acting


def as_befallen(view: View, kind: EventType, causes: tuple[int, ...], harm: EventType | None) -> EventType | None:
    """What a type is where natural causes do it: attack and harm their own event, or `harm` alone; other deeds none."""
    if not causes or (kind in HARMS and harm is None):
        return kind
    if kind in ("ASSAULT", *HARMS, *NATURAL):
        return kind_of(view, causes[0]) or harm or (kind if kind in NATURAL else None)
    return None if kind in WILLED else kind


def is_blamed(view: View, kind: EventType, predication: Predication) -> bool:
    """Whether it is nature that is blamed, and nobody: "blamed the cold", but "blamed the crash on the airline"."""
    if kind != "ACCUSE" or "prep:on" in predication.slots:
        return False
    return any(is_natural(view, head, ()) for head in predication.slots.get("object", ()))


def is_shooting(view: View, noun: int, actors: Container[int]) -> bool:
    """Whether fire is somebody's, or a weapon's; a house's and a place's burn."""
    if view.lemma[noun] != "fire":
        return False
    return any(view.lemma[child] in _SHOOTING or _shoots(view, child, actors) for child in view.children[noun])


def _shoots(view: View, owner: int, actors: Container[int]) -> bool:
    placed = view.label[owner] in ("GPE", "LOC", "FAC") and view.dep[owner] == "compound"
    return owner in actors and not placed and view.lemma[owner].lower() not in _STANDING
