"""Sayings: the words that attribute something, and who is said to say it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from streams.extraction.clauses import KINDS, Predication
from streams.extraction.lexicon import CUES, MANIFEST
from streams.extraction.mentions import Mention
from streams.extraction.quotations import Run
from streams.extraction.verbal import is_verbal
from streams.extraction.view import View
from streams.extraction.words import words

_BY: Final = words("by from among of between")
_CUED: Final = frozenset(lemma for _, lemma in CUES) | {"according"}
_MANIFEST: Final = frozenset(verb for verb, _ in MANIFEST)
_LABEL: Final = 5
"""Words that a label before a colon has at most."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A cue: its head word, its tokens, what may be its content, and the head of who speaks, if that is told.

    `passive`: what it is about stands as its subject.
    """

    token: int
    cue: Run
    kind: str
    takes: frozenset[str]
    speaker: int | None
    passive: bool = False


def find_sayings(
    view: View,
    predications: Mapping[int, Predication],
    actors: Mapping[int, Mention],
) -> list[Saying]:
    """Every cue of the article that has somebody to say it, or may do without, in reading order."""
    found = [
        saying
        for token, lemma in enumerate(view.lemma)
        if lemma in _MANIFEST
        for saying in _made_known(view, predications, token)
    ]
    made = {saying.token for saying in found}
    for token, (lemma, lower) in enumerate(zip(view.lemma, view.lower, strict=True)):
        if (lemma in _CUED or lower in _CUED) and token not in made:
            found += _at(view, predications, actors, token)
    found += _labels(view, actors)
    return sorted(found, key=lambda saying: saying.token)


def _at(
    view: View, predications: Mapping[int, Predication], actors: Mapping[int, Mention], token: int
) -> Iterator[Saying]:
    participle = CUES.get(("adjective", view.lower[token])) if view.tag[token] == "VBN" else None
    if participle is not None:
        bearer = next((child for child in view.children[token] if view.dep[child] in ("nsubjpass", "nsubj")), None)
        if bearer is not None:
            yield Saying(token, (token, token + 1), "adjective", frozenset(participle.takes), bearer)
            return
    kind = KINDS.get(view.pos[token], "adverb")
    row = CUES.get((kind, view.lemma[token]))
    if row is None or view.pos[token] == "AUX":
        if view.lower[token] == "according":
            yield from _according(view, token)
        return
    takes = frozenset(row.takes)
    if kind == "adverb":
        yield Saying(token, (token, token + 1), kind, takes, None)
    elif kind == "verb":
        if token in predications and (not row.verbal or is_verbal(view, predications[token], actors)):
            passive, speaker = _speaker(view, predications, token)
            if passive or speaker is not None:
                yield Saying(token, (token, token + 1), kind, takes, speaker, passive)
    elif kind == "noun":
        owner = _owner(view, predications, actors, token)
        if owner is not None or "clause" in takes:
            takes = takes if owner is not None else frozenset(("clause",))
            yield Saying(token, (token, token + 1), kind, takes, owner)
    else:
        speaker = _bearer(view, predications, token)
        if speaker is not None:
            yield Saying(token, (token, token + 1), kind, takes, speaker)


def _made_known(view: View, predications: Mapping[int, Predication], verb: int) -> Iterator[Saying]:
    """ "Made it clear that", "let it be known that": what is said hangs on the word behind the verb."""
    for child in view.children[verb]:
        if child > verb and (view.lemma[verb], view.lower[child]) in MANIFEST and verb in predications:
            speaker = _speaker(view, predications, verb)[1]
            if speaker is not None:
                yield Saying(child, (verb, child + 1), "adjective", frozenset(("quotation", "clause")), speaker)
                return


def _speaker(view: View, predications: Mapping[int, Predication], verb: int) -> tuple[bool, int | None]:
    """Whether a verb is passive, and who speaks: its own subject as it stands there, or the one that it inherits."""
    own = next((child for child in view.children[verb] if view.dep[child] == "nsubj"), None)
    predication = predications[verb]
    if own is not None and not predication.passive:
        return False, own
    subjects = predication.slots.get("subject", ())
    return predication.passive, subjects[0] if subjects else None


def _owner(view: View, predications: Mapping[int, Predication], actors: Mapping[int, Mention], noun: int) -> int | None:
    """Whose claim it is: the possessor, who stands before it, who is brought by "by", or the subject of its verb."""
    for child in view.children[noun]:
        if view.dep[child] == "poss":
            return child
    for child in view.children[noun]:
        if view.dep[child] in ("compound", "amod", "nmod") and child in actors:
            return child
    for child in view.children[noun]:
        if view.dep[child] in ("prep", "agent") and view.lower[child] in _BY:
            brought = view.child(child, "pobj")
            if brought is not None and brought in actors:
                return brought
    head = view.head[noun]
    while view.dep[noun] in ("conj", "pobj", "prep") and head != noun:
        noun, head = head, view.head[head]
    if head in predications and view.dep[noun] in ("dobj", "attr", "prep"):
        return _speaker(view, predications, head)[1]
    return None


def _bearer(view: View, predications: Mapping[int, Predication], adjective: int) -> int | None:
    """Who is sure, worried or ready."""
    head = view.head[adjective]
    while view.dep[adjective] == "conj" and head != adjective:
        adjective, head = head, view.head[head]
    if view.dep[adjective] not in ("acomp", "oprd", "ccomp", "attr", "amod", "relcl", "advcl", "ROOT"):
        return None
    own = next((child for child in view.children[adjective] if view.dep[child] == "nsubj"), None)
    if own is not None:
        return own
    if view.dep[adjective] == "amod":
        return head
    if head in predications and head != adjective:
        return _speaker(view, predications, head)[1]
    return None


def _according(view: View, token: int) -> Iterator[Saying]:
    if token + 2 < len(view) and view.lower[token + 1] == "to":
        for preposition in (token + 1, token):
            brought = view.child(preposition, "pobj")
            if brought is not None:
                yield Saying(token, (token, token + 2), "according", frozenset(("sentence",)), brought)
                return


def _labels(view: View, actors: Mapping[int, Mention]) -> Iterator[Saying]:
    """ "MAYOR: …": who stands before a colon at the beginning of a paragraph."""
    for start, end in view.paragraphs:
        first = start + view.quoted[start]
        for token in range(first + 1, min(first + _LABEL + 1, end - 2)):
            if view.word[token] == ":":
                named = [view.pos[word] in ("PROPN", "NOUN") for word in range(first, token)]
                told = any(view.pos[word] in ("VERB", "AUX") for word in range(first, token))
                if (
                    named[-1]
                    and not told
                    and (any(word in actors for word in range(first, token)) or view.word[first].isupper())
                ):
                    yield Saying(token, (token, token + 1), "label", frozenset(("paragraph",)), token - 1)
                break
