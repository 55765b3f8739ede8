"""An article, paragraph by paragraph: parsed each by itself, joined into one document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from typing import Final, Literal

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.annotations import Annotations
from streams.extraction.datelines import Dateline, find_dateline
from streams.extraction.markup import FILLER, mask
from streams.extraction.memory import Memory
from streams.extraction.view import view_of
from streams.records import Article

LONGEST: Final = 5_000
"""Characters of a paragraph that is parsed in one piece."""
LONGEST_WORD: Final = 200
"""Characters of a word; longer ones are cut, since tokenizing one takes more than linear time."""

Kind = Literal["headline", "lead", "body"]

_WORD: Final = re.compile(rf"[^\s{FILLER}](?:\S{{0,{LONGEST_WORD - 2}}}[^\s{FILLER}])?")
_ENDS: Final = re.compile(r"[.!?][\"'”’)]*\s|\n")
_TERMINAL: Final = re.compile(r"[.!?:;\"'”’)*_-]\s*$")
_WRAPPED_LINE: Final = 100

for _name in ("article", "paragraphs", "datelines", "view"):
    Doc.set_extension(_name, default=None)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one paragraph as it is parsed, and where in the article each of its characters stands."""

    kind: Kind
    text: str
    offsets: tuple[int, ...] | range


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Tokens `start` to `end` of the joined document, and where in the article they begin."""

    start: int
    end: int
    kind: Kind
    offset: int


@dataclass(frozen=True, slots=True)
class Filed:
    """A dateline taken off a paragraph: the text of its place and date, each with its offset in the article."""

    place: tuple[str, int] | None
    date: tuple[str, int] | None


class Paragraphs:
    """Makes the one document of an article out of its paragraphs' parses.

    A paragraph's parse depends on its own text alone.
    """

    def __init__(self, parser: Language) -> None:
        self._vocab = parser.vocab
        annotate = Annotations(parser)
        self._parse = Memory(lambda texts: (_without_tensor(annotate(doc)) for doc in parser.pipe(texts)))

    def __call__(self, articles: Sequence[Article]) -> Iterator[Doc]:
        """Each article's document, no tokens in it: `article`, `paragraphs`, `datelines` and `view` are set on it.

        The paragraphs of all of them are parsed together: the parse of a few words takes little less than that of many.
        """
        cut = [split(article) for article in articles]
        parsed = iter(self._parse([piece.text for pieces, _ in cut for piece in pieces]))
        # Parsed by now, whether anybody takes the documents or not: where there are none, the memory tidies up.
        return (
            self._joined(article, pieces, datelines, list(islice(parsed, len(pieces))))
            for article, (pieces, datelines) in zip(articles, cut, strict=True)
        )

    def _joined(
        self, article: Article, pieces: Sequence[Piece], datelines: tuple[Filed, ...], parsed: list[Doc]
    ) -> Doc:
        doc = Doc(self._vocab)
        bounds = accumulate((len(one) for one in parsed), initial=0)
        doc._.article = article
        doc._.datelines = datelines
        doc._.paragraphs = tuple(
            Paragraph(start, end, piece.kind, piece.offsets[0])
            for piece, (start, end) in zip(pieces, pairwise(bounds), strict=True)
        )
        doc._.view = view_of(parsed, pieces)
        return doc


def _without_tensor(doc: Doc) -> Doc:
    """The same document without the model's vectors, which nobody reads: it is remembered."""
    doc.tensor = np.zeros(0, dtype=np.float32)
    return doc


def split(article: Article) -> tuple[list[Piece], tuple[Filed, ...]]:
    """The pieces of an article to parse, none of them empty, and the datelines before them."""
    pieces: list[Piece] = []
    datelines: list[Filed] = []
    text = mask(article.text)
    body = len(article.text) - len(article.body)
    if body:
        pieces += _pieces("headline", text, 0, body)
    for start, end in _lines(text, body):
        kind: Kind = "body" if any(piece.kind != "headline" for piece in pieces) else "lead"
        for piece in _pieces(kind, text, start, end):
            dateline = find_dateline(piece.text)
            if dateline is not None:
                datelines.append(_filed(piece, dateline))
                piece = Piece(piece.kind, piece.text[dateline.end :], piece.offsets[dateline.end :])
            pieces.append(piece)
    return pieces, tuple(datelines)


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where the body's paragraphs stand: at each newline, but where lines are wrapped, at empty or indented ones."""
    separator = r"\n[ \t\r]*\n\s*|\n[ \t]{2,}" if _is_wrapped(text, start) else r"\n"
    position = start
    for found in re.compile(separator).finditer(text, start):
        yield position, found.start()
        position = found.end()
    yield position, len(text)


def _is_wrapped(text: str, start: int) -> bool:
    """Whether newlines stand inside sentences: no long lines, and many breaks that go on in lower case."""
    lines = [line.strip(f" \t\r{FILLER}") for line in text[start:].split("\n")]
    breaks = [(one, other) for one, other in zip(lines, lines[1:], strict=False) if one and other]
    inside = sum(not _TERMINAL.search(one) and other[0].islower() for one, other in breaks)
    return len(breaks) > 1 and 4 * inside >= len(breaks) and max(map(len, lines)) <= _WRAPPED_LINE


def _pieces(kind: Kind, text: str, start: int, end: int) -> Iterator[Piece]:
    for first, last in _cut(text, start, end):
        words = [(found.start(), found[0]) for found in _WORD.finditer(text, first, last)]
        if words:
            yield _piece(kind, words)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of at most LONGEST characters, cut after a sentence where there is one, else at a space."""
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        ends = [found.end() for found in _ENDS.finditer(window, LONGEST // 2)]
        at = ends[-1] if ends else window.rfind(" ", LONGEST // 2) + 1
        yield start, start + (at or LONGEST)
        start += at or LONGEST
    yield start, end


def _piece(kind: Kind, words: list[tuple[int, str]]) -> Piece:
    """Words with one space between them; what is FILLER between two pieces of a word is left out."""
    first, last = words[0][0], words[-1][0] + len(words[-1][1])
    clean = " ".join(word for _, word in words)
    if len(clean) == last - first and FILLER not in clean:
        return Piece(kind, clean, range(first, last))
    characters: list[str] = []
    offsets: list[int] = []
    for start, word in words:
        if characters:
            characters.append(" ")
            offsets.append(start - 1)
        kept = [(place, letter) for place, letter in enumerate(word, start) if letter != FILLER]
        characters += [letter for _, letter in kept]
        offsets += [place for place, _ in kept]
    return Piece(kind, "".join(characters), tuple(offsets))


def _filed(piece: Piece, dateline: Dateline) -> Filed:
    def at(part: tuple[int, int] | None) -> tuple[str, int] | None:
        return None if part is None else (piece.text[part[0] : part[1]], piece.offsets[part[0]])

    return Filed(at(dateline.place), at(dateline.date))
