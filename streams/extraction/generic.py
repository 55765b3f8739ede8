"""What only sounds like an event: kinds of events, habits, history, figures of speech."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from streams.extraction.casts import Cast
from streams.extraction.clauses import Predication
from streams.extraction.descriptions import trade
from streams.extraction.eventmention import EventMention
from streams.extraction.mentions import Mention
from streams.extraction.view import View
from streams.extraction.words import words

_ANY: Final = words("any every each")
_DEFINING: Final = frozenset(("det", "poss", "nummod"))
_BODILY: Final = words("ASSAULT DIE INJURE PROTEST ACCIDENT DISASTER OUTBREAK COERCE MOBILIZE")
"""Types that happen at a time and a place; the others may be told of in the plural or the present and be meant so."""
_NAMING: Final = frozenset(("attr", "oprd"))
_LIKENING: Final = words(
    "describe see portray depict denounce brand regard label characterise characterize condemn decry attack criticise "
    "criticize slam blast reject dismiss hail call view present"
)
_WHERE_OR_WHEN: Final = frozenset(("DATE", "TIME", "GPE", "LOC", "FAC"))
_PRESENT: Final = frozenset(("VBZ", "VBP"))
_OFFERING: Final = frozenset(("offer", "pledge"))
_TOPICS: Final = frozenset(("pobj:over", "pobj:about"))
_THESE: Final = frozenset(("this", "these"))
_OLD: Final = 5
"""Calendar years after which what happened is no news any more."""


def is_generic(view: View, kind: str, predication: Predication, parts: Cast) -> bool:
    """Whether words speak of such events in general ("attacks on civilians", "wars kill people", "any strike")."""
    children = view.children[predication.trigger]
    if predication.kind == "noun" and any(view.lower[child] == "such" for child in children):
        return True
    if kind == "PRICE-MOVE" and predication.kind == "noun":
        return _is_topic(view, predication)
    if kind not in _BODILY:
        return predication.kind == "noun" and _names_a_trade(view, predication.trigger)
    if predication.kind == "noun":
        return _is_kind(view, predication, parts)
    if predication.kind != "verb" or _tense(view, predication) not in _PRESENT or predication.trigger < view.title:
        return False
    return any(_is_often(view, child) for child in children) or not (
        any(_is_specific(view, mention) for mention in (*parts.sources, *parts.targets))
    )


def _names_a_trade(view: View, noun: int) -> bool:
    """Whether a noun only says what kind of people or body the next one is: "a bankruptcy judge"."""
    return view.dep[noun] == "compound" and view.head[noun] > noun and trade(view, view.head[noun]) is not None


def _is_often(view: View, when: int) -> bool:
    """Whether it is said how often: "every winter", "each year"."""
    return view.dep[when] == "npadvmod" and any(view.lower[child] in _ANY for child in view.children[when])


def _is_topic(view: View, predication: Predication) -> bool:
    """Whether a rise or cut is what somebody offers or quarrels about: "a row over spending cuts"."""
    offered = predication.light is not None and view.lemma[predication.light] in _OFFERING
    return offered or predication.relation in _TOPICS


def is_history(view: View, event: EventMention, published: datetime | None) -> bool:
    """Whether an event's own sentence says that it is years older than the article."""
    if published is None or event.time is None or event.time.value is None:
        return False
    if event.time.filed or view.sentence[event.time.at] != view.sentence[event.at]:
        return False
    if any(view.lower[child] in _THESE for child in view.children[event.at]):
        # "This settlement replaces that of 1991."
        return False
    year = event.time.value[:4].ljust(4, "9")
    return year.isdecimal() and int(year) <= published.year - _OLD


def _is_kind(view: View, predication: Predication, parts: Cast) -> bool:
    children = view.children[predication.trigger]
    if view.dep[predication.trigger] == "nsubj" and _has_happened(view, view.head[predication.trigger]):
        return False
    if any(view.dep[child] == "det" and view.lower[child] in _ANY for child in children):
        return True
    if view.dep[predication.trigger] in _NAMING or _is_likened(view, predication):
        return not any(view.lower[child] == "the" for child in children)
    happens = predication.light is not None and view.dep[predication.trigger] == "nsubj"
    if predication.trigger < view.title or (predication.light is not None and not happens):
        return False
    if happens and view.tag[view.head[predication.trigger]] not in _PRESENT:
        # But "accidents happen".
        return False
    if view.tag[predication.trigger] not in ("NNS", "NNPS"):
        return not (_is_definite(view, predication.trigger) or parts.sources or parts.targets)
    if any(view.dep[child] == "nummod" or view.label[child] in _WHERE_OR_WHEN for child in _inside(view, children)):
        return False
    return parts.far or not any(_is_specific(view, mention) for mention in parts.targets)


def _has_happened(view: View, verb: int) -> bool:
    perfect = view.tag[verb] == "VBN" and any(view.lower[child] in ("has", "have") for child in view.children[verb])
    return perfect or view.tag[verb] == "VBD"


def _is_likened(view: View, predication: Predication) -> bool:
    """Whether something is only said to be like it: "described the vote as a massacre"."""
    verb = view.head[view.head[predication.trigger]]
    return predication.relation == "pobj:as" and view.lemma[verb] in _LIKENING


def _is_definite(view: View, noun: int) -> bool:
    """Whether a noun, or the one that it qualifies ("four shooting victims"), is more than the bare word."""
    told = any(view.dep[child] in _DEFINING or view.dep[child] == "compound" for child in view.children[noun])
    if told or view.dep[noun] != "compound":
        return told
    return any(view.dep[child] in _DEFINING for child in view.children[view.head[noun]])


def _inside(view: View, children: list[int]) -> Iterator[int]:
    for child in children:
        yield child
        if view.dep[child] == "prep":
            yield from view.children[child]


def _is_specific(view: View, mention: Mention) -> bool:
    """Whether a mention is of somebody, not of a kind of people: named, counted, or after an article."""
    head = mention.head
    if mention.country or any(view.word[token][:1].isupper() for token in range(mention.start, mention.end)):
        return True
    return view.tag[head] in ("PRP", "CD") or any(view.dep[child] in _DEFINING for child in view.children[head])


def _tense(view: View, predication: Predication) -> str:
    verb = predication.trigger
    auxiliaries = [child for child in view.children[verb] if view.dep[child] in ("aux", "auxpass")]
    if not auxiliaries:
        return view.tag[verb]
    if len(auxiliaries) == 1 and view.dep[auxiliaries[0]] == "auxpass":
        return view.tag[auxiliaries[0]]
    return ""
