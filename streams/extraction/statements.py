"""Statements: whose words the article reports, by which cue, and which words they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.clauses import Predication
from streams.extraction.lexicon import CUES
from streams.extraction.mentions import Mention
from streams.extraction.view import View

Doc.set_extension("statements", default=())

_EDGES: Final = frozenset((",", ".", ":", ";", "-", "–", "—", '"', "“", "”", "''", "``"))
_CLAUSES: Final = frozenset(("ccomp", "parataxis"))

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reported:
    """One piece of what somebody is reported to have said: token ranges; `verb` is the cue's predicate."""

    source: Run | None
    cue: Run
    content: Run
    verb: int


@Language.component(
    "statements", requires=["doc._.view", "doc._.predications", "doc._.actors"], assigns=["doc._.statements"]
)
def mark_statements(doc: Doc) -> Doc:
    """Leave on the document every piece of reported speech, in reading order of cues."""
    doc._.statements = tuple(find_statements(doc._.view, doc._.predications, doc._.actors))
    return doc


def find_statements(view: View, predications: dict[int, Predication], actors: dict[int, Mention]) -> Iterator[Reported]:
    """Verbs of reporting with what they report, and "according to"."""
    for predication in predications.values():
        if predication.kind == "verb" and predication.lemma in CUES:
            yield from _said(view, predication, actors)
    for token, word in enumerate(view.lower):
        if word == "according" and token + 2 < len(view) and view.lower[token + 1] == "to":
            yield from _according(view, token, actors)


def _said(view: View, predication: Predication, actors: dict[int, Mention]) -> Iterator[Reported]:
    needs = CUES[predication.lemma].needs
    speakers = predication.slots.get("subject", ())
    if not speakers or predication.infinitive and predication.negated:
        return
    pieces = list(_contents(view, predication, speakers[0], needs))
    source = _noun_phrase(view, speakers[0], actors)
    for piece in pieces:
        yield Reported(source, (predication.trigger, predication.trigger + 1), piece, predication.trigger)


def _contents(view: View, predication: Predication, speaker: int, needs: str) -> Iterator[Run]:
    verb = predication.trigger
    first, last = view.sentences[view.sentence[verb]]
    clause = next((child for child in view.children[verb] if view.dep[child] in _CLAUSES), None)
    quotes = [run for run in _quotes(view, first, last) if not run[0] <= verb < run[1]]
    if clause is not None and needs != "quotation":
        start, end = view.edges(clause)
        for piece in _around(start, end, verb, speaker):
            yield _widened(view, _trimmed(view, piece))
    elif quotes and not predication.quoted and needs != "clause":
        for run in quotes:
            yield _widened(view, run)
    elif needs == "any":
        thing = next((child for child in view.children[verb] if view.dep[child] in ("xcomp", "dobj")), None)
        if thing is not None and view.dep[speaker] in ("nsubj", "conj"):
            yield _trimmed(view, view.edges(thing))
        return
    else:
        return
    if quotes:
        yield from _going_on(view, last)


def _around(start: int, end: int, verb: int, speaker: int) -> Iterator[Run]:
    """A clause without the cue and its speaker, should they stand inside it."""
    low, high = min(verb, speaker), max(verb, speaker) + 1
    if start < low and high < end:
        yield start, low
        yield high, end
    elif start <= low < end:
        yield (start, low) if start < low else (high, end)
    else:
        yield start, end


def _quotes(view: View, start: int, end: int) -> Iterator[Run]:
    token = start
    while token < end:
        if view.quoted[token]:
            first = token
            while token < end and view.quoted[token]:
                token += 1
            if token - first > 2:
                yield first, token
        token += 1


def _widened(view: View, run: Run) -> Run:
    """A run that begins inside a quotation, from where that begins."""
    start, end = run
    while (
        start and view.quoted[start] and view.quoted[start - 1] and view.sentence[run[0]] - view.sentence[start - 1] < 4
    ):
        start -= 1
    return start, end


def _going_on(view: View, start: int) -> Iterator[Run]:
    """The quotation that follows a sentence, where it fills its sentences."""
    end = start
    while end < len(view) and (view.quoted[end] or view.word[end] in _EDGES) and end - start < 200:
        end += 1
    if start < len(view) and view.quoted[start] and end - start > 3:
        yield _trimmed(view, (start, end))


def _trimmed(view: View, run: Run) -> Run:
    start, end = run
    while end - start > 1 and view.word[start] in _EDGES:
        start += 1
    while end - start > 1 and view.word[end - 1] in _EDGES:
        end -= 1
    return start, end


def _according(view: View, token: int, actors: dict[int, Mention]) -> Iterator[Reported]:
    brought = next((child for child in view.children[token + 1] if view.dep[child] == "pobj"), None)
    if brought is None:
        brought = next((child for child in view.children[token] if view.dep[child] == "pobj"), None)
    if brought is None:
        return
    first, last = view.sentences[view.sentence[token]]
    end = max(view.edges(brought)[1], brought + 1)
    source, cue = _noun_phrase(view, brought, actors), (token, token + 2)
    for start, stop in ((first, token), (end, last)):
        piece = _trimmed(view, (start, stop)) if stop - start > 2 else (start, start)
        if piece[1] - piece[0] > 2:
            yield Reported(source, cue, piece, view.head[token])


def _noun_phrase(view: View, head: int, actors: dict[int, Mention]) -> Run:
    """A speaker: the mention that the token heads, or the token with what stands before it."""
    mention = actors.get(head)
    if mention is not None:
        return mention.start, mention.end
    start = head
    while (
        start
        and head - start < 6
        and view.head[start - 1] in range(start, head + 1)
        and view.dep[start - 1]
        in (
            "compound",
            "amod",
            "nmod",
            "poss",
            "case",
            "nummod",
        )
    ):
        start -= 1
    return start, head + 1
