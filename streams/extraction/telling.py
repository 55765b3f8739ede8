"""Whether enough is told of a predication to make it an event."""

from typing import Final, Literal

from streams.extraction.casts import DEEDS, Cast
from streams.extraction.clauses import Predication
from streams.extraction.lexicon import FRAMES, Frame
from streams.extraction.nature import WILLED
from streams.extraction.view import View
from streams.extraction.words import words

_NOUNS_ALONE: Final = frozenset(("ASSAULT", "TRANSFER-MONEY", "MERGE-ORG", "TRANSPORT"))
_PLANS: Final = frozenset(("acl", "xcomp"))
_SURE: Final = frozenset(("will", "shall", "must"))
_SUBJECTS: Final = frozenset(("nsubj", "nsubjpass"))
_SAID: Final = frozenset(("REJECT", "ACCUSE", "REQUEST", "THREATEN"))
"""What is done with words, by somebody."""
Untold = Literal["source", "target", "object", "anybody"]

_ALONE: Final = words(
    "DECLARE-BANKRUPTCY DISASTER ACCIDENT OUTBREAK PRICE-MOVE RESULT DIE INJURE ELECT LAUNCH PROTEST END-POSITION"
    " DISRUPTION GATHERING"
)
"""Types that are told of without anybody who acts or is acted upon."""


def is_told(view: View, frame: Frame, predication: Predication, parts: Cast) -> bool:
    """Whether enough is said of it to be an event: the roles that the frame needs, and anybody at all."""
    return untold(view, frame, predication, parts) is None


def untold(view: View, frame: Frame, predication: Predication, parts: Cast) -> Untold | None:
    """The first role that is missing, "anybody" where neither is filled; None where enough is told."""
    needs = () if _occurs(view, predication) else frame.entry.needs
    if "source" in needs and not parts.sources:
        return "source"
    if "target" in needs and (parts.far or not parts.targets):
        return "target"
    if "object" in needs and "object" not in predication.slots:
        return "object"
    bare = predication.infinitive and not predication.passive and not parts.sources and frame.source != ("none",)
    if bare and not _is_planned(view, frame, predication, parts):
        return "source"
    if parts.sources:
        return None
    if parts.targets:
        return "source" if frame.type == "AGREE" and predication.kind == "noun" and predication.light is None else None
    if (
        frame.type in _ALONE
        or predication.light is not None
        or (predication.kind == "noun" and frame.type in _NOUNS_ALONE)
    ):
        return None
    if "object" in predication.slots and (frame.type not in WILLED or _is_done(view, frame, predication)):
        return None
    return "anybody"


def _occurs(view: View, predication: Predication) -> bool:
    """Whether a verb says of a noun that it happens or is done: "elections were held", "a riot broke out"."""
    if predication.light is None or view.dep[predication.trigger] not in _SUBJECTS:
        return False
    verb = view.head[predication.trigger]
    # "Contributions could be made": by nobody, and none was.
    guessed = any(view.tag[one] == "MD" and view.lemma[one] not in _SURE for one in view.children[verb])
    return view.lemma[verb] != "come" and not guessed


def _is_done(view: View, frame: Frame, predication: Predication) -> bool:
    """Whether a passive says of a noun for the event itself that it was done: "a treaty was signed"."""
    nouns = [view.lemma[one] for one in predication.slots["object"]]
    told = predication.passive and frame.type not in _SAID and not frame.objects.isdisjoint(nouns)
    return told and any(one in DEEDS or ("noun", one) in FRAMES for one in nouns)


def _is_planned(view: View, frame: Frame, predication: Predication, parts: Cast) -> bool:
    """Whether an act of business, or help, is what a noun is for, though nobody is named: "a plan to sell the yard"."""
    told = bool(parts.targets) or "object" in predication.slots
    headline = predication.trigger < view.title
    return (
        told
        and (frame.type not in WILLED or frame.type == "AID")
        and (headline or view.dep[predication.trigger] in _PLANS)
    )
