"""Places: what the text names that has a place on the map, and where that is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.gazetteer import FOLDER, Gazetteer, ready
from streams.extraction.lexicon import COUNTRIES
from streams.extraction.lexicon.placewords import ABBREVIATIONS, HINTS, PLACE_WORDS
from streams.extraction.paragraphs import Filed
from streams.extraction.placenames import PlaceName, find_place_names
from streams.extraction.view import View
from streams.extraction.whereabouts import Site, locate

Doc.set_extension("places", default=())

_BEFORE: Final = PLACE_WORDS["locating"] | {"of", ","}
_HINTS: Final = COUNTRIES.demonyms | HINTS


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
    site: Site | None = None


@Language.factory(
    "places",
    default_config={"folder": str(FOLDER)},
    requires=["doc._.view", "doc._.datelines"],
    assigns=["doc._.places"],
)
def mark_places(nlp: Language, name: str, folder: str) -> "Places":
    """The step that leaves on a document every place name; the gazetteer's index is kept in a folder."""
    return Places(ready(Path(folder)))


class Places:
    """Leaves on the document every place name, those of datelines first."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        doc._.places = tuple(find_places(doc._.view, doc._.datelines, self._gazetteer))
        return doc


def find_places(view: View, datelines: Sequence[Filed], gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    """Place names, each with where it lies, as far as the text tells."""
    filed = [part for dateline in datelines if dateline.place is not None for part in _parts(*dateline.place)]
    names = find_place_names(view, gazetteer)
    hints = [_HINTS[word] for word in view.lower if word in _HINTS]
    sites, country = locate([*(name for name, _ in filed), *names], gazetteer, hints)
    for (name, offset), site in zip(filed, sites, strict=False):
        end = offset + name.end - name.start
        shown = name.text if site is None or site.entry.kind != "division" else site.entry.name
        yield PlaceMention(offset, end, -1, shown, _country(name, site, None), site=site)
    for name, site in zip(names, sites[len(filed) :], strict=True):
        before = name.start - 1
        if before > 0 and view.lower[before] in PLACE_WORDS["direction"]:
            before -= 1
        inner = before >= 0 and view.lower[before] in _BEFORE and not _opens(view, before)
        shown = view.written(name.start, name.end)
        yield PlaceMention(
            name.start, name.end, name.start, shown, _country(name, site, country if inner else None), inner, site
        )


def _opens(view: View, token: int) -> bool:
    """Whether a comma closes an adverb that a sentence begins with: "Overnight, Peru …"."""
    return token > 0 and view.word[token] == "," and view.pos[token - 1] == "ADV"


def _parts(text: str, offset: int) -> Iterator[tuple[PlaceName, int]]:
    """The town of a dateline and, behind a comma, what holds it, each with where it stands."""
    town, comma, holder = text.partition(",")
    at = len(town) + 1 + len(holder) - len(holder.lstrip())
    held = _spelled(holder.strip()) if holder.strip() else None
    yield PlaceName(0, len(town), _titled(town), held), offset
    if held is not None:
        yield PlaceName(0, len(holder.strip()), held, None, "division" if "." in held else None), offset + at


def _spelled(holder: str) -> str:
    """A country's or division's name, or the code of an abbreviated one."""
    return ABBREVIATIONS.get(holder) or ABBREVIATIONS.get(f"{holder}.") or _titled(holder)


def _country(name: PlaceName, site: Site | None, told: str | None) -> str | None:
    """Of an unknown place, the country that the text is about, if a preposition says that it is a place there."""
    return (COUNTRIES.code(name.text) or told) if site is None else site.entry.country


def _titled(name: str) -> str:
    return " ".join(word.capitalize() if word.isupper() and len(word) > 2 else word for word in name.split())
