"""One article's parse as plain lists: what every component reads instead of token objects."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray
from spacy import attrs
from spacy.tokens import Doc

from streams.extraction.coordination import Parse, mend_joined
from streams.extraction.headlines import mend_headlines
from streams.extraction.lexicon.lemmas import LEMMAS
from streams.extraction.mending import mend_counted, mend_gapped, mend_headless, mend_parted, mend_reduced
from streams.extraction.quotations import find_quotations

_ATTRIBUTES: Final = [
    attrs.HEAD,
    attrs.DEP,
    attrs.POS,
    attrs.TAG,
    attrs.LEMMA,
    attrs.LOWER,
    attrs.ENT_TYPE,
    attrs.ENT_IOB,
    attrs.SENT_START,
    attrs.ORTH,
    attrs.IDX,
    attrs.LENGTH,
]
_IDX: Final = _ATTRIBUTES.index(attrs.IDX)
_LENGTH: Final = _ATTRIBUTES.index(attrs.LENGTH)
_UNSIGNED: Final = 2**64 - 1
_BEGIN: Final = 3
_MISHUNG: Final = frozenset(("nmod", "appos"))
_JOINING: Final = _MISHUNG | {"conj"}


Table = NDArray[np.int64]


class Piece(Protocol):
    """Text of one paragraph as it was parsed, and where in the article each of its characters stands."""

    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def offsets(self) -> tuple[int, ...] | range: ...


class Stretch(Protocol):
    """Tokens `start` to `end` of one paragraph."""

    @property
    def kind(self) -> str: ...

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class View:
    """The joined paragraphs, one entry a token in each list.

    `text` is what was parsed, paragraphs separated by newlines, and `idx` where in it a token begins; `starts` and
    `ends` are where it stands in the article. `head` is absolute, a root is its own head. `entity` numbers the named
    entity that a token belongs to (-1: none), `label` is that entity's type. `quotations` are the token ranges in
    quotation marks, `quoted` tells what stands in one; the first `title` tokens are the headline. `joined` are the
    tokens on which others hang that may be their conjuncts; `vocabulary` has each sentence's words and their lemmas.
    """

    text: str
    idx: list[int]
    starts: list[int]
    ends: list[int]
    word: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    label: list[str]
    entity: list[int]
    entities: list[tuple[int, int]]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    paragraph: list[int]
    paragraphs: list[tuple[int, int]]
    quotations: list[tuple[int, int]]
    quoted: list[bool]
    title: int
    joined: frozenset[int]
    vocabulary: list[frozenset[str]]

    def __len__(self) -> int:
        return len(self.word)

    def edges(self, token: int) -> tuple[int, int]:
        """First token of all that hangs on a token, and the one after the last."""
        first = last = token
        below = [token]
        for member in below:
            children = self.children[member]
            if children:
                below += children
                first, last = min(first, children[0]), max(last, children[-1])
        return first, last + 1

    def written(self, start: int, end: int) -> str:
        """Tokens as they stand in what was parsed."""
        return self.text[self.idx[start] : self.idx[end - 1] + len(self.word[end - 1])]

    def at(self, character: int) -> int:
        """The token that holds a character of `text`, or stands last before it."""
        return max(0, bisect_right(self.idx, character) - 1)

    def offset(self, character: int) -> int:
        """Where a character of `text` that lies in a token stands in the article."""
        token = self.at(character)
        return min(self.starts[token] + character - self.idx[token], self.ends[token])

    def conjuncts(self, token: int) -> list[int]:
        """A token and what is joined to it by "and", "or" and commas, in order."""
        if token not in self.joined:
            return [token]
        found = [token]
        for member in found:
            for child in self.children[member]:
                dep = self.dep[child]
                if dep == "conj" or (dep in _MISHUNG and self._is_conjunct(child, dep)):
                    found.append(child)
        return found if len(found) == 1 else sorted(found)

    def _is_conjunct(self, child: int, dep: str) -> bool:
        """Whether the parser hung a conjunct on the last one of a series instead of the first."""
        joined = any(self.dep[grandchild] == "cc" for grandchild in self.children[child])
        return joined and (dep == "nmod" or (self.label[child] == self.label[self.head[child]] != ""))

    def of(self, noun: int) -> int | None:
        """The "of" that hangs on a noun: "a strain of cholera"."""
        for child in self.children[noun]:
            if self.lower[child] == "of":
                return child
        return None

    def child(self, token: int, dep: str) -> int | None:
        """The first child with that dependency."""
        for child in self.children[token]:
            if self.dep[child] == dep:
                return child
        return None


def view_of(parsed: Sequence[Doc], pieces: Sequence[Piece]) -> View:
    """The lists of an article's paragraphs, each parsed by itself, made one."""
    tables = [one.to_array(_ATTRIBUTES).reshape(len(one), len(_ATTRIBUTES)).astype("int64") for one in parsed]
    columns = np.concatenate(tables).T.tolist() if tables else [[] for _ in _ATTRIBUTES]
    names = {key: parsed[0].vocab.strings[key & _UNSIGNED] for key in set().union(*columns[1:7], columns[9])}
    lowered = {key: names[key].lower() for key in set(columns[4])}
    head = [token + offset for token, offset in enumerate(columns[0])]
    lower, pos, tag, dep = ([names[key] for key in columns[column]] for column in (5, 2, 3, 1))
    bounds = list(accumulate(map(len, tables), initial=0))
    title = max((end for piece, end in zip(pieces, bounds[1:], strict=True) if piece.kind == "headline"), default=0)
    mend_counted(lower, tag, dep, head)
    mend_gapped(pos, tag, dep, head)
    mend_parted(lower, dep, head)
    mend_headless(lower, tag, dep, head, title)
    lemma = [lowered[key] for key in columns[4]]
    mend_reduced(lemma, tag, dep, head, title)
    parse = Parse(lower, lemma, tag, dep, head)
    mend_headlines(parse, pos, title)
    mend_joined(parse)
    children: list[list[int]] = [[] for _ in head]
    for token, governor in enumerate(head):
        if governor != token:
            children[governor].append(token)
    sentences, sentence = _runs([start == 1 or not token for token, start in enumerate(columns[8])])
    word = [names[key] for key in columns[9]]
    label = [names[key] for key in columns[6]]
    entities, entity = _entities(label, columns[7])
    idx, starts, ends = _positions(tables, pieces)
    paragraphs = list(pairwise(bounds))
    quotations = find_quotations(word, idx, paragraphs, sentences, sentence)
    lemma = _lemmas(lemma, pos, tag)
    return View(
        text="\n".join(piece.text for piece in pieces),
        idx=idx,
        starts=starts,
        ends=ends,
        word=word,
        lower=lower,
        lemma=lemma,
        pos=pos,
        tag=tag,
        dep=dep,
        head=head,
        children=children,
        label=label,
        entity=entity,
        entities=entities,
        sentence=sentence,
        sentences=sentences,
        paragraph=[number for number, (start, end) in enumerate(paragraphs) for _ in range(start, end)],
        paragraphs=paragraphs,
        quotations=quotations,
        quoted=_quoted(len(word), quotations),
        title=title,
        joined=frozenset(head[token] for token, relation in enumerate(dep) if relation in _JOINING),
        vocabulary=[frozenset(lower[start:end]).union(lemma[start:end]) for start, end in sentences],
    )


def _positions(tables: Sequence[Table], pieces: Sequence[Piece]) -> tuple[list[int], list[int], list[int]]:
    """Where each token begins in the joined text, and where it begins and ends in the article."""
    idx: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for table, piece in zip(tables, pieces, strict=True):
        first = table[:, _IDX]
        last = first + table[:, _LENGTH] - 1
        idx += (first + position).tolist()
        position += len(piece.text) + 1
        if isinstance(piece.offsets, range):
            starts += (first + piece.offsets.start).tolist()
            ends += (last + piece.offsets.start + 1).tolist()
        else:
            starts += [piece.offsets[character] for character in first.tolist()]
            ends += [piece.offsets[character] + 1 for character in last.tolist()]
    return idx, starts, ends


def _lemmas(written: list[str], pos: list[str], tag: list[str]) -> list[str]:
    """What the model gives, but for some verbs, and the singular of what headlines write like names ("Rebels")."""
    return [
        LEMMAS.get(lemma, lemma) if kind == "VERB" else _singular(lemma) if fine == "NNPS" else lemma
        for lemma, kind, fine in zip(written, pos, tag, strict=True)
    ]


def _singular(name: str) -> str:
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def _runs(begins: list[bool]) -> tuple[list[tuple[int, int]], list[int]]:
    firsts = [token for token, begin in enumerate(begins) if begin]
    runs = list(zip(firsts, [*firsts[1:], len(begins)], strict=True)) if firsts else []
    return runs, [number for number, (start, end) in enumerate(runs) for _ in range(start, end)]


def _entities(label: list[str], iob: list[int]) -> tuple[list[tuple[int, int]], list[int]]:
    entities: list[tuple[int, int]] = []
    entity = [-1] * len(label)
    for token, name in enumerate(label):
        if not name:
            continue
        if iob[token] == _BEGIN or not entities or entities[-1][1] != token:
            entities.append((token, token))
        entities[-1] = (entities[-1][0], token + 1)
        entity[token] = len(entities) - 1
    return entities, entity


def _quoted(length: int, quotations: Iterable[tuple[int, int]]) -> list[bool]:
    quoted = [False] * length
    for start, end in quotations:
        quoted[start:end] = [True] * (end - start)
    return quoted
