"""What hangs on a number in the parse: what it counts, whether it goes up or down, whether it is a name."""

from typing import Final, Literal

from streams.extraction.lexicon.measures import DIRECTIONS
from streams.extraction.view import View
from streams.extraction.words import words

_MODIFIERS: Final = words("compound amod nmod poss nummod quantmod advmod punct det case")
_LONGEST: Final = 7
_NOUNS: Final = frozenset(("NOUN", "PROPN"))
_BY: Final = frozenset(("by", "to", "from", "at"))
_NOT_AFTER: Final = words("january february march april may june july august september october november december")


def counted_by(view: View, token: int, last: int) -> tuple[int, int, int] | None:
    """From, to and head of the noun phrase that the number counts; `last` is the number's own last token."""
    head = last
    while view.dep[head] in ("compound", "quantmod", "nummod", "advmod", "amod") and view.head[head] != head:
        head = view.head[head]
        if head > last and view.pos[head] in _NOUNS:
            return _phrase(view, last, head)
    following = last + 1
    if following + 1 < len(view) and view.lower[following] == "of" and view.sentence[following] == view.sentence[last]:
        head = next((child for child in view.children[following] if view.dep[child] == "pobj"), -1)
        if head > following:
            return _phrase(view, following, head)
    return None


def _phrase(view: View, last: int, head: int) -> tuple[int, int, int]:
    first = last + 1
    while first < head and (view.pos[first] in ("DET", "PUNCT") or view.tag[first] in ("HYPH", "IN")):
        first += 1
    if head - first > _LONGEST:
        first = head
    return first, _joined(view, head) + 1, head


def _joined(view: View, head: int) -> int:
    """The last noun of "strikes and decoy drones", where bare nouns are joined and no verb follows."""
    token = head + 1
    if token >= len(view) or view.lower[token] not in ("and", "or") or view.tag[head] != "NNS":
        return head
    while token + 1 < len(view) and view.pos[token + 1] in ("NOUN", "ADJ") and token - head < _LONGEST:
        token += 1
    ends = token > head + 1 and view.tag[token] == "NNS"
    follows = token + 1 < len(view) and view.pos[token + 1] in ("VERB", "AUX")
    return token if ends and not follows else head


def direction_of(view: View, token: int) -> Literal["up", "down"] | None:
    """Whether what governs a number says that it went up or down."""
    at = token
    for _ in range(6):
        head = view.head[at]
        if head == at:
            break
        adverb = next(
            (child for child in view.children[at] if ("adverb", view.lower[child]) in DIRECTIONS and child < token),
            None,
        )
        if adverb is not None:
            return DIRECTIONS["adverb", view.lower[adverb]]
        if view.lower[head] in ("up", "down") and view.pos[head] in ("ADV", "ADP", "ADJ"):
            return DIRECTIONS["adverb", view.lower[head]]
        if view.pos[head] == "VERB":
            if view.dep[at] in ("dobj", "npadvmod", "advmod", "attr") or (
                view.dep[at] == "prep" and view.lower[at] in _BY
            ):
                return DIRECTIONS.get(("verb", view.lemma[head]))
            return None
        at = head
    return None


def concept_of(view: View, token: int, last: int) -> str | None:
    """The noun that says what a number measures: the one that it belongs to, or the subject of its verb."""
    at = token
    for _ in range(7):
        head = view.head[at]
        if head == at:
            return None
        if view.pos[head] in ("VERB", "AUX"):
            subject = next(
                (child for child in view.children[head] if view.dep[child] in ("nsubj", "nsubjpass") and child != at),
                None,
            )
            if subject is not None and view.pos[subject] in _NOUNS:
                return _words(view, subject)
        elif view.pos[head] in _NOUNS and not token <= head <= last:
            return _words(view, head)
        at = head
    return None


def _words(view: View, head: int) -> str:
    first = head
    while (
        first
        and head - first < 4
        and view.head[first - 1] == head
        and view.dep[first - 1] in ("compound", "amod", "nmod")
    ):
        first -= 1
    return view.text[view.idx[first] : view.idx[head] + len(view.word[head])]


def is_name(view: View, token: int) -> bool:
    """Whether a number belongs to a name: "Boeing 737", "Article 5", "Group of Seven"."""
    if token == 0 or view.sentence[token - 1] != view.sentence[token]:
        return False
    before = view.word[token - 1]
    joined = view.idx[token] == view.idx[token - 1] + len(before)
    if joined and before[-1:] in "-–/" and token > 1 and view.word[token - 2][-1:].isalpha():
        return True
    if view.pos[token] == "PROPN" and view.word[token][0].isupper():
        return True
    named = (
        before[:1].isupper()
        and before[-1:].isalnum()
        and view.pos[token - 1] == "PROPN"
        and before.lower() not in _NOT_AFTER
    )
    return (
        named
        and not (view.dep[token] == "nummod" and view.head[token] > token)
        and not view.text[view.idx[token]].isalpha()
    )
