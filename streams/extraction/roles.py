"""Who fills a frame's roles: the actors in its slots, or inside what stands there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from streams.extraction.actors import PRONOUNS, actors_in
from streams.extraction.clauses import Predication
from streams.extraction.lexicon import Frame
from streams.extraction.mentions import Mention
from streams.extraction.slots import noun_slots
from streams.extraction.view import View
from streams.extraction.words import words

SYMMETRIC: Final = frozenset(("AGREE", "CONSULT", "COOPERATE", "MERGE-ORG"))
"""Types whose first named party is the source, the others targets."""

_PHYSICAL: Final = words(
    "ASSAULT COERCE DIE INJURE RETREAT MOBILIZE CHARGE-INDICT ACQUIT EXECUTE TRIAL-HEARING SANCTION ELECT "
    "NOMINATE ACCIDENT START-POSITION TRANSFER-OWNERSHIP MERGE-ORG LAUNCH PRICE-MOVE LEGISLATE START-ORG "
    "END-ORG"
)
"""Types whose target may be what is no actor."""


_WHERE: Final = words("in at near on during since after before from")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts and who is acted upon.

    `direct`: the slots themselves held actors; `far`: the target stands in no slot, only after the predicate.
    """

    sources: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    direct: bool
    far: bool = False


def cast(
    view: View,
    predications: dict[int, Predication],
    predication: Predication,
    frame: Frame,
    actors: dict[int, Mention],
) -> Cast:
    """Fill a frame's roles from a predication's slots."""
    sources, straight = _fill(view, predications, predication, frame.source, actors, frozenset(), thing=False)
    used = frozenset(mention.head for mention in sources)
    targets, direct = _fill(view, predications, predication, frame.target, actors, used, thing=frame.type in _PHYSICAL)
    far = not targets
    if far and frame.target != ("none",):
        targets = list(_to_the_right(view, predication, actors, used, frame.type in SYMMETRIC))
        direct = False
    if frame.type in SYMMETRIC and len(sources) > 1 and not targets:
        sources, targets = sources[:1], sources[1:]
    return Cast(tuple(sources), tuple(targets), straight and (direct or not targets), far and bool(targets))


def _to_the_right(
    view: View, predication: Predication, actors: dict[int, Mention], used: frozenset[int], symmetric: bool
) -> Iterator[Mention]:
    """Where no slot holds a target: the first named actor after the predicate, among all that hangs on it."""
    end = view.edges(predication.trigger)[1]
    for token in range(predication.trigger + 1, end):
        mention = actors.get(token)
        if view.dep[token] in ("relcl", "advcl", "conj") and view.pos[token] in ("VERB", "AUX"):
            return
        if symmetric and view.dep[token] == "pobj" and view.lower[view.head[token]] in _WHERE:
            continue
        if mention is not None and token not in used and mention.kind in ("country", "organisation", "person"):
            yield mention
            return


def _fill(
    view: View,
    predications: dict[int, Predication],
    predication: Predication,
    slots: tuple[str, ...],
    actors: dict[int, Mention],
    used: frozenset[int],
    thing: bool,
) -> tuple[list[Mention], bool]:
    """The actors of the first slot that has any, and whether they stand there themselves."""
    left: int | None = None
    for slot in slots:
        fillers = list(_fillers(view, predications, predication, slot))
        found: list[Mention] = []
        direct = True
        for filler in fillers:
            for mention in _mentions(view, actors, filler):
                if mention.head not in used and mention not in found:
                    direct = direct and mention.head == filler
                    found.append(mention)
        if found:
            return found, direct
        if fillers and left is None and fillers[0] not in used and view.pos[fillers[0]] in ("NOUN", "PROPN", "NUM"):
            left = fillers[0]
    return ([_thing(view, left)], False) if thing and left is not None else ([], False)


def _mentions(view: View, actors: dict[int, Mention], filler: int) -> Iterator[Mention]:
    if view.pos[filler] == "PRON" and view.lower[filler] in PRONOUNS:
        yield Mention(filler, filler + 1, filler, view.word[filler])
    else:
        yield from actors_in(view, actors, filler)


def _fillers(view: View, predications: dict[int, Predication], predication: Predication, slot: str) -> Iterator[int]:
    if slot == "complement":
        for trigger in predication.complements:
            yield from _embedded(predications, predication, trigger)
        return
    name, _, words = slot.partition(":")
    if name != "prep":
        yield from predication.slots.get(name, ())
        return
    names = [f"prep:{word}" for word in words.split("|")]
    for name in names:
        yield from predication.slots.get(name, ())
    if predication.kind == "verb":
        for filler in predication.slots.get("object", ()):
            within = noun_slots(view, filler, None)
            for name in names:
                yield from within.get(name, ())


def _embedded(predications: dict[int, Predication], outer: Predication, trigger: int) -> Iterator[int]:
    inner = predications.get(trigger)
    if inner is None:
        return
    own = set(outer.slots.get("subject", ()))
    yield from (filler for filler in inner.slots.get("subject", ()) if filler not in own)
    yield from (filler for filler in inner.slots.get("object", ()) if filler not in own)
    for name, fillers in inner.slots.items():
        if name.startswith("prep:") or name == "indirect":
            yield from fillers
    for nested in inner.complements:
        if nested != trigger:
            yield from _embedded(predications, outer, nested)


def _thing(view: View, token: int) -> Mention:
    start = token
    while start and view.head[start - 1] == token and view.dep[start - 1] in ("compound", "amod", "nmod"):
        start -= 1
    return Mention(start, token + 1, token, view.doc[start : token + 1].text)
