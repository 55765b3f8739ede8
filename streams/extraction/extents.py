"""Where a trigger begins and ends: a light verb and its noun, or a verb and the noun that says the same, are one."""

from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.lexicon import FRAMES, OCCURRING, Frame
from streams.extraction.view import View
from streams.extraction.words import words

_ASPECTS: Final = words("begin start continue resume")
_EXPRESSION: Final = 4
_NEAR: Final = 8


def extent(view: View, predications: dict[int, Predication], predication: Predication, frame: Frame) -> tuple[int, int]:
    """The tokens of a frame's own words, with the verb that lends them its grammar if that stands close."""
    start, end = _own(view, predication, frame)
    if predication.kind == "noun" and any(_is_noun(predications, one) for one in range(predication.trigger + 1, end)):
        # "An inquiry into the crash has begun": the crash is another.
        end = predication.trigger + 1
    above = None if predication.governor is None else predications[predication.governor]
    if predication.kind == "verb" and predication.relation == "xcomp" and above is not None:
        # "Began to talk" is one like "began talks".
        begun = above.kind == "verb" and above.lemma in _ASPECTS and 0 < predication.trigger - above.trigger < _NEAR
        start = above.trigger if begun else start
    return start, end


def _is_noun(predications: dict[int, Predication], token: int) -> bool:
    return token in predications and predications[token].kind == "noun"


def _own(view: View, predication: Predication, frame: Frame) -> tuple[int, int]:
    at = predication.trigger
    if predication.kind == "noun":
        start = at - len(frame.words) + 1
        if predication.light is None:
            return start, at + 1
        return together(start, at, predication.light, _through_word(view, predication.light))
    if predication.kind == "verb" and frame.objects and len(frame.words) == 1:
        return _with_noun(view, predication, frame)
    for token in range(at + 1, min(at + 1 + _EXPRESSION, len(view))):
        if len(frame.words) > 1 and frame.words[-1] in (view.lower[token], view.lemma[token]):
            return at, token + 1
    if predication.passive and len(frame.words) > 1:
        named = [head for head in predication.slots.get("object", ()) if view.lemma[head] == frame.words[-1]]
        return together(named[0], named[0], at, at) if named else (at, at + 1)
    return at, at + 1


def together(start: int, noun: int, verb: int, last: int) -> tuple[int, int]:
    """From the one to the other of a noun, whose words begin at `start`, and its verb, if they stand close."""
    if verb < noun:
        return (verb if noun - verb < _NEAR else start), noun + 1
    return start, (last if verb - noun < _NEAR else noun) + 1


def _through_word(view: View, verb: int) -> int:
    """The last word of "took place", "went ahead", or of any other verb."""
    after = verb + 1
    return after if after < len(view) and (view.lemma[verb], view.lower[after]) in OCCURRING else verb


def _with_noun(view: View, predication: Predication, frame: Frame) -> tuple[int, int]:
    """A trigger with the object that is a noun for the event itself: "posted a loss", but not "fired missiles"."""
    start, end = predication.trigger, predication.trigger + 1
    for filler in predication.slots.get("object", ()):
        lemma = view.lemma[filler]
        if lemma in frame.objects and ("noun", lemma) in FRAMES:
            first, last = together(filler, filler, predication.trigger, predication.trigger)
            start, end = min(start, first), max(end, last)
    return start, end
