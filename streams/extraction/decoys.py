"""Paragraphs that only sound like news of events: sport, forecasts, fiction, opinion, history."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from streams.extraction.lexicon.rows import FOLDER, Row, rows
from streams.extraction.view import Stretch, View

ENOUGH: Final = 3
"""Different words of one kind that make a paragraph a decoy."""
_LONGEST: Final = 4
"""Words of a label before a headline, with the mark that ends it."""
_MARKS: Final = frozenset((":", "|", "-", "–", "—"))
_PAST: Final = frozenset(("VBD",))
_SCORE: Final = re.compile(r"(?<!\S)\d{1,3} ?[-–] ?\d{1,3}(?!\S)")


class Decoy(Row):
    """Words of a kind of text that yields no events; `strong` ones count double, one of `unless` makes it news.

    `scores`: a result ("3-1") counts as a word. `present`: what is told in the past is news in spite of them. `labels`:
    headlines that are nothing else, or begin so before a colon, make the whole article one; but not the sentences that
    have a word of `but`.
    """

    kind: str
    words: frozenset[str] = frozenset()
    strong: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    scores: bool = False
    present: bool = False
    labels: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()


DECOYS: Final = rows(FOLDER / "decoys.jsonl", Decoy)
_ANY: Final = frozenset().union(*(decoy.words | decoy.strong for decoy in DECOYS))


def decoy_paragraphs(view: View, paragraphs: Iterable[Stretch]) -> Iterator[tuple[int, int]]:
    """Token ranges that yield no events; a headline is one with the paragraph below it."""
    paragraphs = list(paragraphs)
    label = _label(view)
    labelled = next((decoy for decoy in DECOYS if label in decoy.labels), None)
    if labelled is not None:
        yield from ((start, end) for start, end in view.sentences if labelled.but.isdisjoint(view.lemma[start:end]))
        return
    for number, paragraph in enumerate(paragraphs):
        decoy = _decoy(view, paragraph)
        if decoy is None:
            continue
        hidden = list(_hidden(view, paragraph, decoy))
        yield from hidden
        if number == 1 and paragraphs[0].kind == "headline" and _is_all(view, paragraph, hidden):
            yield paragraphs[0].start, paragraphs[0].end


def _label(view: View) -> str:
    """What a headline is labelled: all of it, or what stands before a colon or a bar."""
    title = view.lower[: view.title]
    end = next((at for at, word in enumerate(title[: _LONGEST + 1]) if word in _MARKS), len(title))
    return " ".join(title[:end]) if end <= _LONGEST else ""


def _decoy(view: View, paragraph: Stretch) -> Decoy | None:
    """The kind of text that a paragraph is, if its words tell."""
    written = view.lemma[paragraph.start : paragraph.end]
    lemmas = _ANY.intersection(written)
    if not lemmas:
        return None
    for decoy in DECOYS:
        count = len(lemmas & decoy.words) + 2 * len(lemmas & decoy.strong)
        if decoy.scores and 0 < count < ENOUGH:
            count += _SCORE.search(" ".join(view.word[paragraph.start : paragraph.end])) is not None
        if count >= ENOUGH and decoy.unless.isdisjoint(written):
            return decoy
    return None


def _hidden(view: View, paragraph: Stretch, decoy: Decoy) -> Iterator[tuple[int, int]]:
    if not decoy.present:
        yield paragraph.start, paragraph.end
        return
    for start, end in view.sentences:
        if paragraph.start <= start < paragraph.end and not _is_past(view, start, end):
            yield start, end


def _is_past(view: View, start: int, end: int) -> bool:
    """Whether a sentence's main verb is in the past."""
    root = next((token for token in range(start, end) if view.head[token] == token), start)
    said = view.child(root, "ccomp")
    root = root if said is None else said  # "It will rain, forecasters said."
    beside = [child for child in view.children[root] if view.dep[child] in ("aux", "auxpass")]
    return any(view.tag[token] in _PAST for token in (root, *beside))


def _is_all(view: View, paragraph: Stretch, hidden: Sequence[tuple[int, int]]) -> bool:
    return sum(end - start for start, end in hidden) >= paragraph.end - paragraph.start
