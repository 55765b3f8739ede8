"""Events: what the lexicon's frames find among the predications, one record a predicate."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.actors import Mention
from streams.extraction.circumstances import circumstances
from streams.extraction.clauses import Predication
from streams.extraction.decoys import decoy_paragraphs
from streams.extraction.lexicon import ACTOR, FRAMES, NAME, Frame
from streams.extraction.places import PlaceMention
from streams.extraction.roles import Cast, cast
from streams.extraction.times import TimeMention
from streams.extraction.view import View
from streams.records import EventType

Doc.set_extension("events", default=())

_REFUSABLE: Final = frozenset(
    ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "TRANSFER-MONEY")
)
_HOSTILE: Final = frozenset(("COERCE", "SANCTION", "ASSAULT", "PROTEST"))
_REFUSALS: Final = frozenset(("will", "would", "'ll", "’ll", "wo", "ca", "can"))
_ALONE: Final = frozenset(
    ("DISASTER", "ACCIDENT", "OUTBREAK", "PRICE-MOVE", "RESULT", "DIE", "INJURE", "ELECT", "LAUNCH", "PROTEST")
)
"""Types that are told of without anybody who acts or is acted upon."""


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event where it is told: its predication's trigger `at`, tokens `start` to `end`, and who takes part.

    `refused`: a negation or an announcement has gone into the type.
    """

    at: int
    start: int
    end: int
    type: EventType
    frame: Frame
    sources: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    confidence: float
    refused: bool = False
    time: TimeMention | None = None
    place: PlaceMention | None = None


@Language.component(
    "events",
    requires=["doc._.view", "doc._.predications", "doc._.actors", "doc._.coreference", "doc._.times", "doc._.places"],
    assigns=["doc._.events"],
)
def mark_events(doc: Doc) -> Doc:
    """Leave on the document every event that a frame finds, in reading order."""
    view: View = doc._.view
    decoys = decoy_paragraphs(view, doc._.paragraphs)
    found = find_events(view, doc._.predications, doc._.actors, decoys)
    doc._.events = tuple(circumstances(view, doc._.predications, found, doc._.times, doc._.places))
    return doc


def find_events(
    view: View, predications: dict[int, Predication], actors: dict[int, Mention], decoys: Iterable[tuple[int, int]]
) -> list[EventMention]:
    """Events by trigger; a noun and its light verb, or a verb and the object that its frame asks for, are one."""
    found: dict[int, EventMention] = {}
    merged: set[int] = set()
    hidden = {token for start, end in decoys for token in range(start, end)}
    for token, predication in predications.items():
        if (predication.kind, predication.lemma) in FRAMES and token not in hidden:
            event = _event(view, predications, predication, actors)
            if event is not None:
                found[token] = event
    for token, event in list(found.items()):
        predication = predications[token]
        if predication.kind == "verb" and event.frame.objects:
            nouns = {
                member for filler in predication.slots.get("object", ()) for member in (filler, *view.children[filler])
            }
            said = [noun for noun in nouns if noun in found and len(found[noun].frame.words) > 1]
            merged.update([token] if said else nouns)
        elif predication.light in found and not found[predication.light].frame.objects:
            merged.add(predication.light)
    return [event for token, event in sorted(found.items()) if token not in merged]


def _event(
    view: View, predications: dict[int, Predication], predication: Predication, actors: dict[int, Mention]
) -> EventMention | None:
    for frame in FRAMES[predication.kind, predication.lemma]:
        if not _fits(view, frame, predication, actors):
            continue
        parts = cast(view, predications, predication, frame, actors)
        if _is_told(view, frame, predication, parts):
            kind, refused = _turned(frame.type, predication)
            start, end = _extent(view, predication, frame)
            confidence = _confidence(predications, predication, parts)
            return EventMention(
                predication.trigger, start, end, kind, frame, parts.sources, parts.targets, confidence, refused
            )
    return None


def _fits(view: View, frame: Frame, predication: Predication, actors: dict[int, Mention]) -> bool:
    """Whether particle, subject, object and what else a frame asks for are there."""
    if predication.kind == "verb":
        objects = [word for filler in predication.slots.get("object", ()) for word in _nouns(view, filler)]
        company = _company(view, predication, objects)
        if any(word not in company for word in frame.words[1:]):
            return False
    elif predication.kind == "noun":
        objects = [
            view.lemma[filler]
            for name in ("modifier", "prep:of", "prep:in")
            for filler in predication.slots.get(name, ())
        ]
        before = view.lower[max(0, predication.trigger - len(frame.words) + 1) : predication.trigger]
        if list(frame.words[:-1]) != before[-len(frame.words) + 1 :] and len(frame.words) > 1:
            return False
    else:
        objects = [view.lemma[filler] for filler in predication.slots.get("object", ())]
    if frame.objects and frame.objects.isdisjoint(objects) and not _holds(view, frame, predication, actors):
        return False
    if frame.subjects and frame.subjects.isdisjoint(
        word for filler in predication.slots.get("subject", ()) for word in _nouns(view, filler)
    ):
        return False
    if not frame.unless.isdisjoint(objects):
        return False
    return "complement" not in frame.entry.needs or bool(predication.complements)


def _company(view: View, predication: Predication, objects: list[str]) -> set[str]:
    """The words beside a verb that a longer entry may ask for: particle, prepositions and their objects, object."""
    company = {view.lemma[child] for child in view.children[predication.trigger]} | set(objects)
    for name, fillers in predication.slots.items():
        if name.startswith("prep:"):
            company.update((name[5:], *(view.lemma[filler] for filler in fillers)))
    return company


def _holds(view: View, frame: Frame, predication: Predication, actors: dict[int, Mention]) -> bool:
    """Whether the object is an actor, or has a name, where the frame takes any."""
    heads = predication.slots.get("object", ())
    if ACTOR in frame.objects and any(head in actors for head in heads):
        return True
    return NAME in frame.objects and any(
        view.pos[head] == "PROPN" and getattr(actors.get(head), "kind", None) != "person" for head in heads
    )


def _nouns(view: View, filler: int) -> Iterator[str]:
    yield view.lemma[filler]
    for child in view.children[filler]:
        if view.dep[child] in ("compound", "nmod", "conj"):
            yield view.lemma[child]


def _is_told(view: View, frame: Frame, predication: Predication, parts: Cast) -> bool:
    """Whether enough is said of it to be an event: the roles that the frame needs, and anybody at all."""
    needs = frame.entry.needs
    if ("source" in needs and not parts.sources) or ("target" in needs and (parts.far or not parts.targets)):
        return False
    if "object" in needs and "object" not in predication.slots:
        return False
    if parts.sources or parts.targets:
        return True
    return (
        frame.type in _ALONE
        or predication.light is not None
        or (predication.kind == "noun" and frame.type == "ASSAULT")
    )


def _turned(kind: EventType, predication: Predication) -> tuple[EventType, bool]:
    """ "Will not lift" is a refusal, "will boycott" a threat, "will visit" a promise; what is done is the act itself."""
    if (
        predication.kind != "verb"
        or predication.modal not in _REFUSALS
        or predication.question
        or predication.conditional
    ):
        return kind, False
    if predication.negated:
        return ("REJECT", True) if kind in _REFUSABLE and predication.modal not in ("can", "ca") else (kind, False)
    if predication.modal in ("will", "would") and not predication.passive and "subject" in predication.slots:
        if kind in _HOSTILE:
            return "THREATEN", True
        if kind in _REFUSABLE:
            return "AGREE", True
    return kind, False


def _extent(view: View, predication: Predication, frame: Frame) -> tuple[int, int]:
    if predication.light is not None and 0 < predication.trigger - predication.light < 8:
        return predication.light, predication.trigger + 1
    if predication.kind == "noun":
        return predication.trigger - len(frame.words) + 1, predication.trigger + 1
    return predication.trigger, predication.trigger + 1


def _confidence(predications: dict[int, Predication], predication: Predication, parts: Cast) -> float:
    """Surer for verbs than for nouns, for two roles than for one, for direct actors, and for outer predicates."""
    sure = 0.55 if predication.kind == "verb" or predication.light is not None else 0.4
    sure += 0.15 * bool(parts.sources) + 0.15 * bool(parts.targets) + 0.1 * parts.direct
    depth = 0
    while predication.governor is not None and depth < 5:
        predication = predications[predication.governor]
        depth += 1
    return round(max(0.05, sure - 0.03 * depth), 2)
