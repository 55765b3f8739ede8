"""Whose act it is where the predicate's own slots do not say: by what governs it, or hangs on it or on its object."""

from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.lexicon import EMBEDDING, WORD_CLASSES, Frame
from streams.extraction.mentions import Mention
from streams.extraction.stage import OWNING, Stage
from streams.extraction.words import words

_INSTRUMENTS: Final = WORD_CLASSES["@instrument"]
_RESTRICTIONS: Final = WORD_CLASSES["@restriction"]
_UNLESS: Final = frozenset(("unless", "until", "till"))
_MEANWHILE: Final = words("during on")
_AROUND: Final = words("after before following at in")
_STARVING: Final = frozenset(("pobj:on", "pobj:after", "pobj:during"))
_CHANGED: Final = words(
    "cut cancel postpone shorten end plan finish complete interrupt delay conclude wrap abandon begin"
)
"""What travellers do with their journeys: "cut short a visit"."""
_GOING_ON: Final = words("end suspend abandon extend prolong interrupt continue resume")


def authors(stage: Stage, predication: Predication) -> list[Mention]:
    """Whose act it is that an act of theirs does: "issued a statement denouncing", "passed a bill lifting"."""
    if predication.relation not in ("acl", "relcl") or predication.governor is None:
        return []
    outer = stage.predications[predication.governor]
    noun = stage.view.head[predication.trigger]
    if outer.kind == "noun" and outer.governor is not None:
        outer = stage.predications[outer.governor]
    if noun not in outer.slots.get("object", ()) or outer.passive or stage.view.lemma[noun] not in _INSTRUMENTS:
        return []
    return stage.doing(outer)


def owners(stage: Stage, predication: Predication) -> list[Mention]:
    """Whose deed it is that is imposed or undone by nobody named: "French sanctions were lifted"."""
    if not predication.passive or "subject" in predication.slots:
        return []
    return [
        stage.actors[child]
        for head in predication.slots.get("object", ())
        if stage.view.lemma[head] in _RESTRICTIONS
        for child in stage.view.children[head]
        if child < head and child in stage.actors and stage.view.dep[child] in OWNING
    ]


def harmed(stage: Stage, predication: Predication) -> tuple[int, ...]:
    """Those to whom the governing clause says that something was done: they did not do this too."""
    if predication.governor is None or predication.relation == "relcl":
        return ()
    above = stage.predications[predication.governor]
    embedding = EMBEDDING.get((above.kind, above.lemma))
    if embedding is not None and embedding.controller == "object":
        # "Was accused of attacking", "was forced to fire".
        return ()
    return above.slots.get("object", ()) if above.passive and not predication.passive else ()


def travellers(stage: Stage, predication: Predication, frame: Frame) -> list[Mention]:
    """Whose visit or talks they are in which a clause says that its subject did something else, or changed them."""
    if predication.governor is None:
        return []
    above = stage.predications[predication.governor]
    if frame.entry.mode == "visit" and predication.relation == "dobj" and above.lemma in _CHANGED:
        return stage.doing(above)
    if predication.relation.partition(":")[2] not in _MEANWHILE and not (
        "prep:with" in predication.slots and _is_part_of(stage, predication, above)
    ):
        return []
    return stage.subjects(above)


def _is_part_of(stage: Stage, meeting: Predication, above: Predication) -> bool:
    """Whether who did the one had, or wants, the other: "spoke after a meeting with", "demanded talks with"."""
    embedding = EMBEDDING.get((above.kind, above.lemma))
    wanted = meeting.relation == "dobj" and embedding is not None and embedding.future
    return above.kind == "verb" and (wanted or meeting.relation.partition(":")[2] in _AROUND)


def strikers(stage: Stage, predication: Predication, frame: Frame) -> list[Mention]:
    """Whose protest it is that its subject ended or went on with, or starved in: "died on hunger strike"."""
    above = None if predication.governor is None else stage.predications[predication.governor]
    if above is not None and frame.entry.mode == "hunger" and predication.relation in _STARVING:
        return stage.subjects(above)
    if above is None or predication.relation != "dobj" or above.lemma not in _GOING_ON:
        return []
    return stage.doing(above)


def speakers(stage: Stage, predication: Predication) -> list[Mention]:
    """Whose words they are, where a clause in passing hangs on what they say: "she said it helped, praising"."""
    if predication.relation != "advcl" or stage.view.tag[predication.trigger] != "VBG":
        return []
    while predication.relation in ("advcl", "ccomp") and predication.governor is not None:
        predication = stage.predications[predication.governor]
        found = stage.doing(predication)
        if found:
            return found if not predication.passive else []
    return []


def of_condition(stage: Stage, predication: Predication, used: frozenset[int]) -> list[Mention]:
    """Who has to act before what is refused is done: "will not end the strike until the firm pays"."""
    for clause in stage.view.children[predication.trigger]:
        inner = stage.predications.get(clause)
        if inner is not None and any(stage.view.lower[child] in _UNLESS for child in stage.view.children[clause]):
            found = stage.doing(inner)
            return [one for one in found if one.head not in used and stage.view.pos[one.head] != "PRON"]
    return []
