"""How sure an event is, from how it was found."""

from math import exp
from typing import Final

from streams.extraction.casts import Cast
from streams.extraction.clauses import Predication
from streams.extraction.lexicon import EMBEDDING, Frame
from streams.extraction.words import words

_DEEPEST: Final = 5
_ASIDE: Final = words("advcl acl relcl pcomp conj pobj compound nsubj appos prep")
"""How what is told in passing hangs on what is told."""

# Log-odds, rounded from a logistic fit to hand-coded sentences: what makes an event the one that they were coded for.
_START: Final = -2.0
_NOUN: Final = -0.85
_SOURCE: Final = 1.1
_TARGET: Final = 1.8
_DIRECT: Final = 0.45
_EMBEDDED: Final = -1.9
_EMBEDDED_AGAIN: Final = -0.6
_IN_PASSING: Final = -1.05
_DEEPER: Final = -1.35
_PASSIVE: Final = -0.25


def confidence(predications: dict[int, Predication], predication: Predication, frame: Frame, parts: Cast) -> float:
    """Between 0 and 1: surer for verbs than nouns, with both roles filled, and for what the sentence is about."""
    noun = predication.kind == "noun" and predication.light is None
    sure = _START + _NOUN * noun + _PASSIVE * predication.passive + _DIRECT * parts.direct
    sure += _SOURCE * (bool(parts.sources) or frame.source == ("none",))
    sure += _TARGET * (bool(parts.targets) or frame.target == ("none",))
    if predication.light is not None:
        predication = predications[predication.light]
    sure += _IN_PASSING * (predication.governor is not None and predication.relation.partition(":")[0] in _ASIDE)
    embedded = 0
    for _ in range(_DEEPEST):
        if predication.governor is None:
            break
        predication = predications[predication.governor]
        embedding = EMBEDDING.get((predication.kind, predication.lemma))
        if embedding is None:
            sure += _DEEPER
        elif not embedding.reporting:
            embedded += 1
    sure += _EMBEDDED * (embedded > 0) + _EMBEDDED_AGAIN * (embedded > 1)
    return round(1 / (1 + exp(-sure)), 3)
