"""What hangs on a number in the parse: what it counts, and what it measures."""

import re
from typing import Final

from streams.extraction.view import View

_LONGEST: Final = 7
_ANTECEDENTS: Final = (["them"], ["these"], ["those"], ["which"], ["whom"])
_NEAR: Final = 90
_NOUNS: Final = frozenset(("NOUN", "PROPN"))
_OF_THEM: Final = re.compile(r" of (?:them|these|those|which|whom)(?! [a-z]+s\b)")
_AS_BEFORE: Final = re.compile(
    r"(?:\b(?:including|compared (?:with|to)|(?:up|down) from|and|or|from|versus|vs\.?|than|with|to|against|while|but)"
    r"(?: (?:just|only|about|nearly|at least|another|over|[a-z]+ed))?|,|\() $"
)


def counted_by(view: View, token: int, last: int) -> tuple[int, int, int] | None:
    """From, to and head of the noun phrase that the number counts; `last` is the number's own last token."""
    head = last
    while view.dep[head] in ("compound", "quantmod", "nummod", "advmod", "amod") and view.head[head] != head:
        head = view.head[head]
        if head > last and view.pos[head] in _NOUNS:
            return _phrase(view, last, head)
    following = last + 1
    if view.lower[following : following + 1] == ["of"] and view.lower[following + 1 : following + 2] in _ANTECEDENTS:
        return None
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
    end = _joined(view, head) + 1
    return first, _with_of(view, first, head) if end == head + 1 else end, head


def _with_of(view: View, first: int, head: int) -> int:
    """Where a noun phrase ends that goes on with "of": "cases of measles"."""
    of = head + 1
    if of >= len(view) or view.lower[of] != "of" or view.head[of] != head:
        return of
    inner = view.child(of, "pobj")
    within = inner is not None and inner > of and inner - first < _LONGEST and view.pos[inner] in _NOUNS
    return inner + 1 if within and inner is not None else of


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


def counts_as_before(view: View, before: tuple[int, int, int] | None, start: int, end: int) -> bool:
    """Whether a number without a noun counts what the one before it counted: "12 ships, up from 9"."""
    if before is None:
        return False
    if _OF_THEM.match(view.text, end) is not None:
        return True
    last = before[1] - 1
    after = view.idx[last] + len(view.word[last])
    return (
        view.sentence[last] == view.sentence[view.at(start)]
        and 0 < start - after < _NEAR
        and _AS_BEFORE.search(view.text, max(after, start - 30), start) is not None
        and view.text[end : end + 1] not in ("-", "/")
    )


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
