"""Figures of speech: attacks on what has no body to be hurt, and shots that are words."""

from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.lexicon import WORD_CLASSES, Frame
from streams.extraction.roles import VIOLENT, Cast
from streams.extraction.view import View
from streams.extraction.words import words

_INTANGIBLE: Final = WORD_CLASSES["@intangible"] | WORD_CLASSES["@disease"] | WORD_CLASSES["@ailment"]
_SPOKEN: Final = words("question criticism accusation insult complaint letter email tweet joke jibe quip remark retort")
_ANSWERING: Final = frozenset(("shoot", "fire", "hit", "strike", "snipe"))
_ABSTRACT: Final = ("ism", "cracy")
_WALKOUT: Final = words("indefinite day hour week general nationwide national rail pay wage wildcat token sympathy")


def is_figure(view: View, frame: Frame, predication: Predication, parts: Cast) -> bool:
    """Whether violence is only said: "war on red tape", "kills the parasite", "fired a barrage of questions at"."""
    if frame.type not in VIOLENT:
        return False
    objects = predication.slots.get("object", ())
    if any(view.dep[child] == "ccomp" for child in view.children[predication.trigger]):
        # "Shot back that they had no plan."
        return predication.kind == "verb" and predication.lemma in _ANSWERING
    if any(_is_spoken(view, head) for head in objects):
        return True
    if predication.lemma == "kill" and any(view.lower[head] == "it" for head in objects):
        return True
    for heads in (objects, [one.head for one in parts.targets]):
        if heads and all(_is_intangible(view, head) or _is_walkout(view, head) for head in heads):
            return True
    return False


def _is_walkout(view: View, head: int) -> bool:
    """Whether a strike is one of workers: "launched an indefinite strike"."""
    return view.lemma[head] == "strike" and any(view.lemma[child] in _WALKOUT for child in view.children[head])


def _is_intangible(view: View, head: int) -> bool:
    lemma = view.lemma[head]
    return view.pos[head] == "NOUN" and (lemma in _INTANGIBLE or lemma.endswith(_ABSTRACT))


def _is_spoken(view: View, head: int) -> bool:
    """Whether what is fired is words, or so many of them."""
    if view.lemma[head] in _SPOKEN:
        return True
    of = next((child for child in view.children[head] if view.lower[child] == "of"), None)
    return of is not None and any(view.lemma[child] in _SPOKEN for child in view.children[of])
