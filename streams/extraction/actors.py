"""Actors: who is named or described, with kind, country and sector from the text's own words."""

from collections.abc import Iterator
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.descriptions import (
    LABELS,
    NOMINAL,
    described,
    named_entity,
    plain_name,
    population,
    title_holder,
    trade,
)
from streams.extraction.lexicon import COUNTRIES
from streams.extraction.mentions import Mention
from streams.extraction.origins import Origins, origins
from streams.extraction.view import View
from streams.extraction.words import words

Doc.set_extension("actors", default=None)

_COUNTS: Final = frozenset(("dozen", "score", "hundred", "thousand", "million", "other"))
_INSIDE: Final = frozenset(("poss", "compound", "amod", "nmod", "appos", "nummod", "npadvmod"))
_DEPTH: Final = 4
WHERE: Final = frozenset(("in", "near", "on", "outside"))
"""Prepositions behind which a name is where somebody is, not who acts."""
_DATELINE: Final = 6
_PLACES: Final = frozenset(("GPE", "LOC"))
_FILED: Final = frozenset((":", "--", "–", "—", "-"))
PRONOUNS: Final = words("he him his she her hers they them their it its we us our i me my you who")


@Language.component("actors", requires=["doc._.view", "doc._.places"], assigns=["doc._.actors"])
def mark_actors(doc: Doc) -> Doc:
    """Leave on the document its actors by head token: `{token: Mention}`."""
    doc._.actors = find_actors(origins(doc._.view, doc._.places))
    return doc


def find_actors(told: Origins) -> dict[int, Mention]:
    """Named actors, then those described by a noun of office or trade, then other names."""
    view = told.view
    found: dict[int, Mention] = {}
    named = [False] * len(view)
    for start, end in view.entities:
        if view.label[start] in LABELS:
            mention = named_entity(told, start, end)
            if mention is not None:
                found[mention.head] = mention
                named[start:end] = [True] * (end - start)
    surnames = {
        mention.name.split()[-1]
        for mention in found.values()
        if mention.kind == "person" and mention.end - mention.start > 1
    }
    for token in [token for token, pos in enumerate(view.pos) if pos in NOMINAL and not named[token]]:
        if view.word[token] in surnames:
            found[token] = Mention(token, token + 1, token, view.word[token], "person")
            continue
        row = trade(view, token)
        if row is None:
            mention = population(view, token)
        else:
            mention = title_holder(view, token, found) or described(told, token, row)
        if mention is None and _is_name(view, token):
            mention = plain_name(told, token)
        if mention is not None:
            found[token] = mention
    return {head: mention for head, mention in found.items() if not _is_dateline(view, mention)}


def _is_name(view: View, token: int) -> bool:
    """Whether a noun is a name: by its tag, or because it is capitalised and joined to a person."""
    if view.pos[token] == "PROPN":
        return True
    joined = view.child(token, "conj") if token in view.joined else None
    return (
        joined is not None and view.label[joined] == "PERSON" and view.word[token].istitle() and not view.label[token]
    )


def _is_dateline(view: View, mention: Mention) -> bool:
    """Whether a name only says where a text was written: "Quito: The rebels …"."""
    first, last = view.sentences[view.sentence[mention.start]]
    if first < view.title or mention.start - first > _DATELINE:
        return False
    opening = view.word[first : min(first + _DATELINE, last)]
    if _FILED.isdisjoint(opening):
        return False
    end = next(first + at for at, word in enumerate(opening) if word in _FILED)
    placed = any(view.label[token] in _PLACES for token in range(first, end))
    return (
        placed
        and mention.end <= end
        and all(
            view.word[token] == "," or (view.pos[token] in ("PROPN", "ADJ") and view.word[token][:1].isupper())
            for token in range(first, end)
        )
    )


def actors_in(view: View, actors: dict[int, Mention], head: int, depth: int = 0) -> Iterator[Mention]:
    """The actor that a token heads; where it heads none, those inside its noun phrase."""
    mention = actors.get(head)
    if mention is not None and not _is_shell(view, mention):
        yield mention
        return
    inner = 0
    if depth < _DEPTH:
        for child in view.children[head]:
            dep = view.dep[child]
            if dep in _INSIDE:
                for member in view.conjuncts(child):
                    for nested in actors_in(view, actors, member, depth + 1):
                        inner += 1
                        yield nested
            elif dep == "prep" and view.lower[child] not in ("as", "during", "after", "before", "without", "at"):
                for member in (one for grandchild in view.children[child] for one in view.conjuncts(grandchild)):
                    for nested in actors_in(view, actors, member, depth + 1):
                        there = view.lower[child] in WHERE
                        if not there or (nested.name.lower() in COUNTRIES.names and not _is_count(view, head)):
                            inner += 1
                            yield nested
            elif dep == "acl" and view.tag[child] == "VBN":
                for nested in _by_whom(view, actors, child, depth):
                    inner += 1
                    yield nested
    if mention is not None and not inner:
        yield mention


def _is_count(view: View, head: int) -> bool:
    """Whether a noun only counts people: "killed hundreds in Nepal", who are not the country that they are in."""
    return view.pos[head] == "NUM" or view.lemma[head] in _COUNTS


def _by_whom(view: View, actors: dict[int, Mention], participle: int, depth: int) -> Iterator[Mention]:
    """Who did what a participle says of its noun: "a report released by the ministry"."""
    for child in view.children[participle]:
        if view.dep[child] == "agent":
            for member in (one for grandchild in view.children[child] for one in view.conjuncts(grandchild)):
                yield from actors_in(view, actors, member, depth + 1)


def _is_shell(view: View, mention: Mention) -> bool:
    """Whether a noun only measures or represents the actor inside it ("members of", "a group of")."""
    return mention.title in ("group", "member", "side", "number") and any(
        view.lower[child] == "of" for child in view.children[mention.head]
    )
