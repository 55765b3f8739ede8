"""Whose quotation it is: quotations shared out among the sayings around them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from streams.extraction.quotations import Run
from streams.extraction.sayings import Saying
from streams.extraction.view import View
from streams.extraction.words import words

_NEAR: Final = 14
_FEWEST: Final = 3
_OPEN_END: Final = words(", ? ! — – -- - … ...")
_STOPS: Final = words(". ; : ? !")
_INTRODUCING: Final = words(", : — – --")


def share_quotations(view: View, sayings: Sequence[Saying]) -> dict[Saying, list[Run]]:
    """The quotations of each saying: those that it follows or introduces, and those that only go on from there."""
    speaking = [one for one in sayings if one.kind == "verb" and not view.quoted[one.token]]
    shares: dict[Saying, list[Run]] = defaultdict(list)
    last: tuple[int, Saying] | None = None
    for start, end in view.quotations:
        if not _is_speech(view, start, end):
            continue
        saying = _beside(view, speaking, start, end)
        if saying is None and last is not None and _goes_on(view, last, start, end, speaking):
            saying = last[1]
        if saying is not None:
            shares[saying].append((start, end))
            last = max(end, saying.token + 1), saying
    for saying in speaking:
        following = _announced(view, saying)
        if following is not None and not shares[saying]:
            shares[saying].append(following)
    return shares


def _is_speech(view: View, start: int, end: int) -> bool:
    """More than a word or a name in inverted commas."""
    if end - start <= _FEWEST:
        return end - start == _FEWEST and view.word[end - 1] in (",", ".", "!", "?")
    return view.word[end - 1] in (",", ".", "!", "?", "…", "...") or any(
        view.pos[token] in ("VERB", "AUX") for token in range(start, end)
    )


def _beside(view: View, sayings: Sequence[Saying], start: int, end: int) -> Saying | None:
    before, after = (next(_near(view, sayings, *place), None) for place in ((start, end, False), (start, end, True)))
    open_end = view.word[end - 1] in _OPEN_END or (end + 1 < len(view) and view.word[end + 1] == ",")
    if after is not None and open_end:
        return after
    if before is not None and (view.word[start - 1] in _INTRODUCING or before.token == start - 1):
        return before
    inside = next((one for one in sayings if _holds(view, one, start, end)), None)
    return inside or (None if view.word[end - 1] == "." else after)


def _near(view: View, sayings: Sequence[Saying], start: int, end: int, after: bool) -> Iterator[Saying]:
    """Sayings right behind, or before, a quotation, the nearest first, nothing that ends a sentence between."""
    for saying in sayings if after else reversed(sayings):
        between = range(end + 1, saying.token) if after else range(saying.token + 1, start - 1)
        if (
            saying.token in (range(end, end + _NEAR) if after else range(max(0, start - _NEAR), start))
            and view.paragraph[saying.token] == view.paragraph[start]
            and saying.takes & {"quotation", "clause"}
            and saying.speaker is not None
            and not any(view.word[token] in _STOPS for token in between)
            and (not after or view.head[saying.speaker] == saying.token or saying.speaker >= end)
        ):
            yield saying


def _holds(view: View, saying: Saying, start: int, end: int) -> bool:
    """Whether a saying's clause has its head in the quotation."""
    return any(
        view.dep[child] in ("ccomp", "parataxis") and start <= child < end for child in view.children[saying.token]
    )


def _goes_on(view: View, last: tuple[int, Saying], start: int, end: int, sayings: Sequence[Saying]) -> bool:
    """Whether a quotation follows what was said last in the same paragraph, with no other cue in between."""
    spoken, saying = last
    if view.paragraph[saying.token] != view.paragraph[start]:
        return False
    begins = view.word[start - 1] in (*_STOPS, "”", '"', "''") or start == view.sentences[view.sentence[start]][0]
    return begins and not any(
        spoken <= other.token < start and other.takes & {"quotation", "clause"} and not _is_within(view, other, saying)
        for other in sayings
    )


def _is_within(view: View, inner: Saying, outer: Saying) -> bool:
    """Whether a cue hangs on another's speaker: "said the clerk, who had denied it"."""
    token = inner.token
    while view.head[token] != token:
        token = view.head[token]
        if token == outer.token:
            return True
    return False


def _announced(view: View, saying: Saying) -> Run | None:
    """The paragraph that a cue with a colon at the end of the one before announces."""
    number = view.paragraph[saying.token]
    end = view.paragraphs[number][1]
    if number + 1 == len(view.paragraphs) or view.word[end - 1] != ":":
        return None
    return view.paragraphs[number + 1] if view.sentence[end - 1] == view.sentence[saying.token] else None
