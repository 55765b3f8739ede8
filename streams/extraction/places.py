"""Places: what the text names that has a place on the map, and which country that is in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.lexicon import COUNTRIES
from streams.extraction.view import View

Doc.set_extension("places", default=())

_LABELS: Final = frozenset(("GPE", "LOC", "FAC"))
_IN: Final = frozenset(("in", "at", "near", "outside", "inside", "across", "around", "to", "from", "into", "of"))


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name: tokens `start` to `end`, or where it was `filed`, characters of the article (`at` is -1).

    `inner`: a preposition of place stands before it.
    """

    start: int
    end: int
    at: int
    name: str
    country: str | None
    inner: bool = False


@Language.component("places", requires=["doc._.view", "doc._.datelines"], assigns=["doc._.places"])
def mark_places(doc: Doc) -> Doc:
    """Leave on the document every place name, those of datelines first."""
    filed = [
        PlaceMention(
            offset,
            offset + len(text),
            -1,
            _titled(text),
            COUNTRIES.code(text.split(",")[-1].strip()) or COUNTRIES.code(text.split(",")[0]),
        )
        for dateline in doc._.datelines
        if dateline.place is not None
        for text, offset in [dateline.place]
    ]
    doc._.places = (*filed, *find_places(doc._.view))
    return doc


def find_places(view: View) -> Iterator[PlaceMention]:
    """Place names in reading order."""
    surnames = {view.word[end - 1] for start, end in view.entities if view.label[start] == "PERSON" and end - start > 1}
    for start, end in view.entities:
        if view.label[start] not in _LABELS or (end - start == 1 and view.word[start] in surnames):
            continue
        if view.lower[start] == "the" and end - start > 1:
            start += 1
        while end - start > 1 and view.lower[end - 1] in ("'s", "’s", "’", "'"):
            end -= 1
        if not any(view.word[token][:1].isupper() for token in range(start, end)):
            continue
        name = " ".join(view.word[start:end])
        before = view.lower[start - 1] if start else ""
        yield PlaceMention(start, end, start, name, COUNTRIES.code(name), before in _IN or before == ",")


def _titled(name: str) -> str:
    return " ".join(word.capitalize() if word.isupper() and len(word) > 2 else word for word in name.split())
