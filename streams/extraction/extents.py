"""Where a trigger begins and ends: a light verb and its noun, or a verb and the noun that says the same, are one."""

from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.lexicon import FRAMES, OCCURRING, Frame
from streams.extraction.view import View
from streams.extraction.words import words

_ASPECTS: Final = words("begin start continue resume")
_EXPRESSION: Final = 4
_BETWEEN: Final = 1
"""Tokens between the two parts of one trigger."""
Span = tuple[int, int]


def extent(view: View, predications: dict[int, Predication], predication: Predication, frame: Frame) -> Span:
    """The tokens of a frame's own words, with the verb that lends them its grammar if that stands close."""
    start, end = _own(view, predication, frame)
    if predication.kind == "noun" and any(_is_noun(predications, one) for one in range(predication.trigger + 1, end)):
        # "An inquiry into the crash has begun": the crash is another.
        end = predication.trigger + 1
    above = None if predication.governor is None else predications[predication.governor]
    if predication.kind == "verb" and predication.relation == "xcomp" and above is not None:
        # "Began to talk" is one like "began talks".
        begun = (
            above.kind == "verb" and above.lemma in _ASPECTS and 0 < predication.trigger - above.trigger <= _BETWEEN + 1
        )
        start = above.trigger if begun else start
    return start, end


def _is_noun(predications: dict[int, Predication], token: int) -> bool:
    return token in predications and predications[token].kind == "noun"


def _own(view: View, predication: Predication, frame: Frame) -> Span:
    at = predication.trigger
    if predication.kind == "noun":
        start = at - len(frame.words) + 1
        if predication.light is None:
            return start, at + 1
        return together(view, (start, at + 1), (predication.light, _through_word(view, predication.light)))
    if len(frame.words) == 1:
        return _with_noun(view, predication, frame) if predication.kind == "verb" and frame.objects else (at, at + 1)
    for token in range(at + 1, min(at + 1 + _EXPRESSION, len(view))):
        if frame.words[-1] in (view.lower[token], view.lemma[token]):
            verb, word = (at, at + 1), (token, token + 1)
            # "Left 17 people dead" is told by "dead".
            return together(view, word, verb) if view.pos[token] == "ADJ" else together(view, verb, word)
    if predication.passive:
        named = [head for head in predication.slots.get("object", ()) if view.lemma[head] == frame.words[-1]]
        return together(view, (at, at + 1), (named[0], named[0] + 1)) if named else (at, at + 1)
    return at, at + 1


def together(view: View, own: Span, beside: Span) -> Span:
    """A trigger's own words with others that tell the same, if they stand close and no number does between them."""
    first, last = sorted((own, beside))
    if last[0] - first[1] > _BETWEEN or "NUM" in view.pos[first[1] : last[0]]:
        return own
    return first[0], max(first[1], last[1])


def _through_word(view: View, verb: int) -> int:
    """Behind the last word of "took place", "went ahead", or of any other verb."""
    after = verb + 1
    return after + 1 if after < len(view) and (view.lemma[verb], view.lower[after]) in OCCURRING else after


def _with_noun(view: View, predication: Predication, frame: Frame) -> Span:
    """A trigger with the object that is a noun for the event itself: "posted a loss", but not "fired missiles"."""
    own = (predication.trigger, predication.trigger + 1)
    for filler in predication.slots.get("object", ()):
        lemma = view.lemma[filler]
        if lemma in frame.objects and ("noun", lemma) in FRAMES:
            own = together(view, own, (filler, filler + 1))
    return own
