"""Quotations: what stands between quotation marks of any style, balanced or not."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

Run = tuple[int, int]

_OPENING: Final = frozenset(("“", "«", "``", "„", "‟", "‹", "『", "「"))
_CLOSING: Final = frozenset(("”", "»", "›", "』", "」"))
_EITHER: Final = frozenset(('"', "''", "＂", "“", "”"))
_SINGLE: Final = frozenset(("‘", "'", "‚", "`"))
_SINGLE_CLOSING: Final = frozenset(("’", "'"))


def find_quotations(
    word: Sequence[str], idx: Sequence[int], paragraphs: Iterable[Run], sentences: Sequence[Run], sentence: list[int]
) -> list[Run]:
    """Token ranges in reading order, the opening mark among them, the closing one not.

    A quotation that is never closed ends with its paragraph where it fills it or the next one opens anew, else with
    its sentence; one that was never opened begins with its sentence.
    """
    found: list[Run] = []
    for start, end in paragraphs:
        found += _in_paragraph(word, idx, start, end, sentences, sentence)
    return found


def _in_paragraph(
    word: Sequence[str], idx: Sequence[int], start: int, end: int, sentences: Sequence[Run], sentence: list[int]
) -> Iterator[Run]:
    opened: int | None = None
    single = False
    last = start
    for token in range(start, end):
        mark = word[token]
        if opened is None:
            if mark in _OPENING or (mark in _EITHER and not _closes(word, idx, token, start)):
                opened, single = token, False
            elif mark in _SINGLE and _opens_single(word, idx, token, start, end):
                opened, single = token, True
            elif mark in _CLOSING or mark in _EITHER:
                first = max(last, sentences[sentence[token]][0])
                if token - first > 1 and mark not in _CLOSING:
                    yield first, token
                last = token + 1
        elif _ends(word, idx, token, end, single):
            yield opened, token
            opened, last = None, token + 1
    if opened is not None and not single:
        yield opened, end if opened - start < 2 else max(opened + 1, sentences[sentence[opened]][1])


def _closes(word: Sequence[str], idx: Sequence[int], token: int, start: int) -> bool:
    """Whether a mark that may be either stands right behind a word and before a space."""
    return (
        token > start
        and idx[token - 1] + len(word[token - 1]) == idx[token]
        and (token + 1 == len(idx) or idx[token] + len(word[token]) < idx[token + 1])
    )


def _ends(word: Sequence[str], idx: Sequence[int], token: int, end: int, single: bool) -> bool:
    if not single:
        return word[token] in _CLOSING or word[token] in _EITHER
    return word[token] in _SINGLE_CLOSING and _closes_single(word, idx, token, end)


def _opens_single(word: Sequence[str], idx: Sequence[int], token: int, start: int, end: int) -> bool:
    """Whether a single mark stands before a word, behind a space, and one that closes follows."""
    if token + 1 >= end or idx[token] + len(word[token]) < idx[token + 1]:
        return False
    if token > start and idx[token - 1] + len(word[token - 1]) == idx[token]:
        return False
    return any(
        word[after] in _SINGLE_CLOSING and _closes_single(word, idx, after, end)
        for after in range(token + 2, min(end, token + 60))
    )


def _closes_single(word: Sequence[str], idx: Sequence[int], token: int, end: int) -> bool:
    """Behind a word, and before a space that no genitive explains, or before punctuation."""
    if idx[token - 1] + len(word[token - 1]) < idx[token]:
        return False
    if token + 1 >= end:
        return True
    follows = word[token + 1]
    if idx[token] + len(word[token]) == idx[token + 1]:
        return not follows[0].isalnum()
    return not word[token - 1].endswith("s") or word[token - 1][-1] in ".,!?" or not follows[0].isalpha()
