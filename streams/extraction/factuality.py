"""Factuality: whether an event is said to be so, how surely, and whether it is still to come."""

from dataclasses import dataclass
from typing import Final, Literal

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.clauses import Predication
from streams.extraction.lexicon import EMBEDDING
from streams.extraction.view import View

Certainty = Literal["CERTAIN", "PROBABLE", "POSSIBLE"]

Doc.set_extension("factuality", default=None)

_SURE: Final[tuple[Certainty, ...]] = ("CERTAIN", "PROBABLE", "POSSIBLE")
_MODALS: Final[dict[str, tuple[Certainty, bool]]] = {
    "will": ("CERTAIN", True),
    "'ll": ("CERTAIN", True),
    "’ll": ("CERTAIN", True),
    "shall": ("CERTAIN", True),
    "would": ("PROBABLE", True),
    "should": ("PROBABLE", True),
    "must": ("PROBABLE", True),
    "may": ("POSSIBLE", True),
    "might": ("POSSIBLE", True),
    "could": ("POSSIBLE", True),
    "can": ("POSSIBLE", False),
}
_HEDGES: Final[dict[str, Certainty]] = {
    "reportedly": "PROBABLE",
    "probably": "PROBABLE",
    "likely": "PROBABLE",
    "apparently": "PROBABLE",
    "allegedly": "POSSIBLE",
    "possibly": "POSSIBLE",
    "perhaps": "POSSIBLE",
    "maybe": "POSSIBLE",
}
_STOPS: Final = frozenset(("conj", "relcl", "advcl", "prep", "dep", ""))
_DEEPEST: Final = 8


@dataclass(frozen=True, slots=True)
class Factuality:
    """FactBank's values, by the author's word."""

    polarity: Literal["POS", "NEG"] = "POS"
    certainty: Certainty = "CERTAIN"
    future: bool = False


@Language.component("factuality", requires=["doc._.predications", "doc._.events"], assigns=["doc._.factuality"])
def mark_factuality(doc: Doc) -> Doc:
    """Leave on the document each event's factuality by its trigger: `{token: Factuality}`."""
    predications: dict[int, Predication] = doc._.predications
    doc._.factuality = {
        event.at: judge(doc._.view, predications, event.at, refused=event.refused) for event in doc._.events
    }
    return doc


def judge(view: View, predications: dict[int, Predication], token: int, refused: bool = False) -> Factuality:
    """What a predication's own words and all that it is embedded in make of it.

    `refused`: its negation and modality have gone into its type.
    """
    predication = predications[token]
    negative, certainty, future = False, 0, False
    if not refused:
        negative, certainty, future = _own(view, predication)
    if predication.light is not None and predication.light in predications and not refused:
        carrier = predications[predication.light]
        carried = _own(view, carrier)
        negative, certainty, future = negative ^ carried[0], max(certainty, carried[1]), future or carried[2]
        predication = carrier
    for _ in range(_DEEPEST):
        above, effect = _above(predications, predication)
        if above is None:
            break
        if effect is not None:
            negative ^= effect[0]
            certainty, future = max(certainty, effect[1]), future or effect[2]
            negated, unsure, to_come = _own(view, above)
            negative ^= negated
            if not EMBEDDING[above.kind, above.lemma].reporting:
                certainty, future = max(certainty, unsure), future or to_come
        predication = above
    return Factuality("NEG" if negative else "POS", _SURE[certainty], future)


def _above(
    predications: dict[int, Predication], predication: Predication
) -> tuple[Predication | None, tuple[bool, int, bool] | None]:
    """The predication that this one is embedded in, and what that does to it: turned round, how unsure, to come."""
    if predication.governor is None:
        return None, None
    above = predications[predication.governor]
    relation = predication.relation
    if relation == "conj":
        return above, None
    embedding = EMBEDDING.get((above.kind, above.lemma))
    embedded = predication.trigger in above.complements or (
        predication.kind == "noun" and relation.split(":")[0] in ("dobj", "pobj", "nsubjpass")
    )
    if embedding is None or not embedded:
        return (above, None) if relation not in _STOPS and embedded else (None, None)
    return above, (embedding.polarity == "NEG", _SURE.index(embedding.certainty), embedding.future)


def _own(view: View, predication: Predication) -> tuple[bool, int, bool]:
    """Negation, modality, condition and hedges of a predication's own clause."""
    certainty, future = 0, False
    if predication.modal in _MODALS:
        sure, future = _MODALS[predication.modal]
        certainty = _SURE.index(sure)
    if predication.conditional or predication.question:
        certainty, future = 2, future or predication.conditional
    if predication.infinitive and predication.relation in ("advcl", "relcl", "acl"):
        certainty, future = max(certainty, 1), True
    for child in view.children[predication.trigger]:
        hedge = _HEDGES.get(view.lower[child])
        if hedge is not None:
            certainty = max(certainty, _SURE.index(hedge))
        if predication.kind == "noun" and view.dep[child] == "amod":
            embedding = EMBEDDING.get(("adjective", view.lower[child]))
            if embedding is not None:
                certainty, future = max(certainty, _SURE.index(embedding.certainty)), future or embedding.future
    return predication.negated, certainty, future
