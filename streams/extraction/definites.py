"""Whom a description means again: "the country", "the ministry", "the group", "the two leaders", "its army"."""

from collections.abc import Iterator
from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.descriptions import RELATIONAL
from streams.extraction.lexicon import COUNTRIES, FRAMES
from streams.extraction.mentions import Mention
from streams.extraction.slots import surface
from streams.extraction.view import View
from streams.extraction.words import words

_POINTING: Final = words("the that this")
_COUNTRIES: Final = words("country nation republic kingdom")
_PAIRS: Final = {
    **dict.fromkeys(("country", "nation", "government", "neighbour", "neighbor"), ("country",)),
    **dict.fromkeys(("leader", "president", "minister", "prime minister", "man", "official"), ("person",)),
    **dict.fromkeys(("side", "party", "rival", "ally"), ("country", "organisation", "group", "person")),
}
"""Noun → kinds of those that "the two …" or "both …" may be."""
_ANY: Final = words("group organisation organization movement company firm agency bloc alliance party union bank")
"""Nouns that a named organisation is called, whatever its name says."""
_BANDS: Final = frozenset(("group", "movement"))
_STATES: Final = frozenset(("IGO", "GOV", "MIL", "MED"))
"""Sectors of those that nobody calls a group."""
_PROPER: Final = frozenset(("NNP", "NNPS"))
_HARMING: Final = frozenset(
    lemma for (kind, lemma), frames in FRAMES.items() if kind == "verb" and any(f.type == "ASSAULT" for f in frames)
)
_OWNERS: Final = words("its their his her")
_SENTENCES_BACK: Final = 2


def find_definites(view: View, actors: dict[int, Mention], links: dict[int, Mention]) -> dict[int, Mention]:
    """The one earlier actor that a definite noun can mean, by token; where two could be meant, none."""
    found: dict[int, Mention] = {}
    bodies: list[tuple[int, str, Mention]] | None = None
    for token in sorted(actors):
        mention = actors[token]
        if view.tag[token] != "NN" or not _is_bare(view, mention):
            continue
        if mention.title in _COUNTRIES:
            meant = _country(view, actors, links, token)
        elif mention.kind in ("organisation", "group"):
            bodies = _named(actors, links) if bodies is None else bodies
            meant = _namesake(bodies, mention) or _body(view, actors, links, mention)
        else:
            meant = None
        if meant is not None:
            found[token] = meant
    return found


def find_pairs(view: View, actors: dict[int, Mention], links: dict[int, Mention]) -> dict[int, tuple[Mention, ...]]:
    """The two actors that "both sides" or "the two leaders" are, where the sentences just before name two.

    Likewise those that "they" are where several do what governs it: "Chad and Niger said they had agreed".
    """
    found: dict[int, tuple[Mention, ...]] = {}
    for token, mention in actors.items():
        if mention.title is None:
            continue
        if view.tag[token] == "NNS" and (pair := _of_several(view, actors, mention)):
            found[token] = pair
            continue
        kinds = _PAIRS.get(mention.title)
        if kinds is None:
            continue
        beside = {view.lower[child] for child in view.children[token]}
        several = "both" in beside or ("two" in beside and not beside.isdisjoint(_POINTING | _OWNERS))
        if not several or "other" in beside:
            continue
        for window in _windows(view, token):
            named = {one.name: one for one in _before(actors, links, *window) if one.kind in kinds}
            if len(named) == 2:
                found[token] = tuple(named.values())
            if named:
                break
    for token, first in links.items():
        if view.lower[token] != "they":
            continue
        if first.head in found:
            found[token] = found[first.head]
        elif len(joined := view.conjuncts(first.head)) > 1:
            named = {one.name: one for head in joined if (one := links.get(head, actors.get(head))) is not None}
            if len(named) == len(joined):
                found[token] = tuple(named.values())
    return found


def _of_several(view: View, actors: dict[int, Mention], mention: Mention) -> tuple[Mention, ...]:
    """Those of several countries that one noun names: "Peruvian and Chilean troops", "the envoys of Chad and Niger"."""
    told: dict[str, str] = {}
    noun = view.lower[mention.head]
    for child in view.children[mention.head]:
        if view.dep[child] == "amod":
            for adjective in view.conjuncts(child):
                if (code := COUNTRIES.demonyms.get(view.lower[adjective])) is not None:
                    told[code] = f"{view.word[adjective]} {noun}"
        elif view.lower[child] in ("of", "from", "for"):
            brought = (one for first in view.children[child] for one in view.conjuncts(first))
            for one in (actors[head] for head in brought if head in actors):
                if one.kind == "country" and one.country is not None:
                    told[one.country] = f"{noun} of {one.name}"
    return tuple(mention._replace(country=code, name=name) for code, name in told.items()) if len(told) > 1 else ()


def find_owned(
    view: View, actors: dict[int, Mention], links: dict[int, Mention], predications: dict[int, Predication]
) -> dict[int, Mention]:
    """What is "its", "their", "his": of the country of the subject of its clause, or of the one above."""
    found: dict[int, Mention] = {}
    for token, mention in actors.items():
        if mention.country is not None or mention.title in RELATIONAL:
            continue
        owner = next((child for child in view.children[token] if view.lower[child] in _OWNERS), None)
        if owner is None:
            continue
        holder = links.get(owner) or _subject_above(view, actors, links, predications, token)
        if holder is not None and holder.country is not None and _owns(view.lower[owner], holder):
            found[token] = links.get(token, mention)._replace(country=holder.country)
    return found


def _subject_above(
    view: View,
    actors: dict[int, Mention],
    links: dict[int, Mention],
    predications: dict[int, Predication],
    token: int,
) -> Mention | None:
    """The one subject of the nearest clause above that is not the token itself."""
    at = token
    while view.head[at] != at:
        at = view.head[at]
        predication = predications.get(at)
        if predication is None or predication.kind != "verb":
            continue
        subjects = surface(predication.slots, predication.passive)
        counted = view.head[view.head[token]]
        if predication.lemma in _HARMING and not {token, counted}.isdisjoint(predication.slots.get("object", ())):
            # Nobody kills his own men.
            continue
        if token not in subjects and subjects:
            return (links.get(subjects[0]) or actors.get(subjects[0])) if len(subjects) == 1 else None
    return None


def _owns(pronoun: str, holder: Mention) -> bool:
    return (holder.kind == "person") == (pronoun in ("his", "her"))


def _is_bare(view: View, mention: Mention) -> bool:
    """Whether a noun stands alone behind "the": it says nothing of its own that tells whom it means."""
    return (
        mention.title is not None
        and mention.country is None
        and mention.end - mention.start <= 1 + mention.title.count(" ")
        and any(view.lower[child] in _POINTING for child in view.children[mention.head])
        and not any(view.dep[child] in ("prep", "relcl", "acl", "appos") for child in view.children[mention.head])
    )


def _windows(view: View, token: int) -> Iterator[tuple[int, int]]:
    """The sentence as far as the token, then those before, nearest first."""
    number = view.sentence[token]
    yield view.sentences[number][0], token
    for back in range(1, min(_SENTENCES_BACK, number) + 1):
        start, end = view.sentences[number - back]
        if start >= view.title:
            yield start, end


def _before(actors: dict[int, Mention], links: dict[int, Mention], start: int, end: int) -> Iterator[Mention]:
    for token in range(start, end):
        if token in actors:
            yield links.get(token, actors[token])


def _country(view: View, actors: dict[int, Mention], links: dict[int, Mention], token: int) -> Mention | None:
    """The one country that the sentence, or the nearest before that names any, has named so far."""
    for start, end in _windows(view, token):
        named = {one.country: one for one in _before(actors, links, start, end) if one.country is not None}
        if named:
            (code, one), *others = named.items()
            return None if others else actors[token]._replace(country=code) if one.kind != "country" else one
    return None


def _named(actors: dict[int, Mention], links: dict[int, Mention]) -> list[tuple[int, str, Mention]]:
    """Everybody that a text names, in its order, by token, with the name in small letters."""
    meant = ((token, links.get(token, actors[token])) for token in sorted(actors))
    return [(token, one.name.lower(), one) for token, one in meant if one.name[0].isupper()]


def _namesake(bodies: list[tuple[int, str, Mention]], mention: Mention) -> Mention | None:
    """The one named body before it whose name has the noun in it: "the Interior Ministry … the ministry"."""
    title = mention.title or ""
    named = {
        one.name: one
        for token, name, one in bodies
        if title in name and token < mention.start and name != title and title in name.split()
    }
    return next(iter(named.values())) if len(named) == 1 else None


def _body(view: View, actors: dict[int, Mention], links: dict[int, Mention], mention: Mention) -> Mention | None:
    """The one named organisation just before it that may be called so."""
    if mention.title not in _ANY:
        return None
    for start, end in _windows(view, mention.head):
        named = {
            one.name: one
            for token, one in (
                (token, links.get(token, actors[token])) for token in range(start, end) if token in actors
            )
            if one.kind == "organisation" and view.tag[token] in _PROPER and one.title is None
        }
        if named:
            (one, *others) = named.values()
            fits = mention.sector is None or one.sector in (None, mention.sector)
            fits = fits and not (mention.title in _BANDS and one.sector in _STATES)
            return one if fits and not others else None
    return None
