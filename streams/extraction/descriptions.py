"""An actor's mention from the words that stand there: names, offices, trades, and the country they tell."""

from functools import lru_cache
from typing import Final

from streams.extraction.lexicon import COUNTRIES, ORGANISATIONS, SECTORS
from streams.extraction.lexicon.names import Kind, Sector
from streams.extraction.mentions import Mention
from streams.extraction.origins import Origins
from streams.extraction.view import View
from streams.extraction.words import words

LABELS: Final[dict[str, Kind | None]] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": None,
    "NORP": "population",
    "LOC": None,
    "FAC": None,
}
_POSSESSIVE: Final = frozenset(("'s", "’s", "'", "’"))
NOMINAL: Final = frozenset(("ADJ", "NOUN", "PROPN"))
RELATIONAL: Final = words("ally neighbour neighbor rival partner enemy opponent counterpart adversary foe")
"""Who is so to somebody, and seldom of the same country."""
_CROWDS: Final = words("thousands hundreds dozens scores tens")
_ARGUMENTS: Final = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "conj"))
_ONTO: Final = words("to in on over through")
_LEFT: Final = 8
_SECONDS: Final = frozenset(form.replace("-", " ").split()[-1] for form in SECTORS if "-" in form or " " in form)
_REMEMBERED: Final = 16_384
"""Words kept with what is known of them; a language's common nouns are fewer."""


def trade(view: View, token: int) -> Sector | None:
    """What the lexicon knows of a noun for those who act, however it is written, and with the word before it."""
    lemma = view.lemma[token]
    if lemma in _SECONDS and token:
        before = view.lower[token - 1]
        row = SECTORS.get(f"{view.lower[token - 2]}-{lemma}" if before == "-" and token > 1 else f"{before} {lemma}")
        if row is not None:
            return row
    return _known(view.lower[token], lemma)


@lru_cache(_REMEMBERED)
def _known(lower: str, lemma: str) -> Sector | None:
    for form in (lower, lemma, lower.removesuffix("s"), lower.replace("men", "man"), lower.removesuffix("ren")):
        row = SECTORS.get(form)
        if row is not None:
            return row
    return None


def named_entity(origins: Origins, start: int, end: int) -> Mention | None:
    """The actor that a named entity is; None where it only describes another ("German chancellor")."""
    view = origins.view
    while start < end - 1 and view.lower[start] in ("the", "a", "an"):
        start += 1
    while end - 1 > start and (view.lower[end - 1] in _POSSESSIVE or view.pos[end - 1] == "PUNCT"):
        end -= 1
    label = view.label[start]
    if view.word[start].islower() and all(view.word[token].islower() for token in range(start, end)):
        return None
    head = _head(view, start, end)
    name = " ".join(view.word[start:end])
    if "'" in name or "’" in name:
        for mark in _POSSESSIVE:
            name = name.replace(f" {mark}", mark)
    organisation = ORGANISATIONS.get(name.lower())
    country = origins.named(start, end)
    if country is not None:
        return Mention(start, end, head, name, "country", country, "GOV")
    if organisation is not None:
        told = _told(origins, start, head)[1] if organisation.country is not None else None
        return Mention(start, end, head, name, organisation.kind, told or organisation.country, organisation.sector)
    if end - start == 1 and (row := trade(view, start)) is not None:
        return described(origins, start, row)
    if label == "NORP" or (end - start == 1 and view.lower[start] in COUNTRIES.demonyms):
        above = view.head[head]
        if view.dep[head] in ("amod", "compound", "nmod") and above > head and trade(view, above) is not None:
            return None
        return Mention(start, end, head, name, "population", COUNTRIES.code(name), "CVL")
    while label == "PERSON" and start < end - 1 and trade(view, start) is not None:
        start += 1
    if label == "PERSON":
        name = " ".join(view.word[start:end])
    title, country, sector = _told(origins, start, head)
    office = SECTORS.get(title or "")
    if office is not None and office.kind == "person":
        # The model takes many a person for something else: "Volodymyr Zelenskyy, the Ukrainian president".
        return Mention(start, end, head, name, "person", country, sector, title)
    if label == "ORG":
        country = origins.within(start, end) or country or origins.brought(head)
        first = SECTORS.get(view.lower[start])
        # "General Electric" is no general.
        left = start + (end - start > 1 and first is not None and first.kind == "person")
        inner = next((row for token in range(end - 1, left - 1, -1) if (row := SECTORS.get(view.lower[token]))), None)
        sector = inner.sector if inner is not None else sector
    elif label != "PERSON":
        country = origins.within(start, end)
    return Mention(start, end, head, name, LABELS[label], country, sector, title)


def _head(view: View, start: int, end: int) -> int:
    """The first word of a name that hangs on none of its own, else its last."""
    for token in range(start, end):
        if not start <= view.head[token] < end:
            return token
    return end - 1


def plain_name(origins: Origins, token: int) -> Mention | None:
    """A capitalised name that is no entity, as far to the left as it goes."""
    view = origins.view
    if (
        view.lower[token] in SECTORS
        or view.word[token].islower()
        or (view.dep[token] == "compound" and view.head[token] > token)
        or len(view.word[token]) < 2
    ):
        return None
    start = token
    while (
        start
        and view.pos[start - 1] == "PROPN"
        and view.head[start - 1] == token
        and view.word[start - 1][:1].isupper()
    ):
        start -= 1
    name = " ".join(view.word[start : token + 1])
    organisation = ORGANISATIONS.get(name.lower())
    if organisation is not None:
        return Mention(start, token + 1, token, name, organisation.kind, organisation.country, organisation.sector)
    country = origins.named(start, token + 1)
    if country is not None:
        return Mention(start, token + 1, token, name, "country", country, "GOV")
    if view.label[token]:
        return None
    title, country, sector = _told(origins, start, token)
    return Mention(start, token + 1, token, name, "person" if title else None, country, sector, title)


def title_holder(view: View, token: int, found: dict[int, Mention]) -> Mention | None:
    """The person whose title a token is, where the parser takes the title for the head."""
    after = token + 1
    if view.label[token] or after >= len(view) or view.label[after] != "PERSON" or view.lower[token] not in SECTORS:
        return None
    start, end = view.entities[view.entity[after]]
    return next((found[inner] for inner in range(start, end) if inner in found), None) if start == after else None


def population(view: View, token: int) -> Mention | None:
    """A people by its country's name: "the Estonians"; or so many of them that act: "thousands marched"."""
    crowd = view.lower[token] in _CROWDS and view.dep[token] == "nsubj" and view.tag[token] == "NNS"
    if crowd and view.of(token) is None:
        return Mention(token, token + 1, token, view.word[token], "population", None, "CVL")
    demonym = COUNTRIES.demonyms.get(view.lower[token]) if view.pos[token] != "ADJ" else None
    return None if demonym is None else Mention(token, token + 1, token, view.word[token], "population", demonym, "CVL")


def described(origins: Origins, token: int, row: Sector) -> Mention | None:
    """A noun of office or trade with its modifiers: "Estonian diplomat", "Ukraine's forces"."""
    view = origins.view
    if (row.noun == "office" and _is_term(view, token)) or _is_body(view, token, row):
        return None
    if row.noun == "force" and view.tag[token] == "NN" and not view.children[token]:
        # "The use of force."
        return None
    if token + 1 < len(view) and view.label[token + 1] == "PERSON" and not view.label[token]:
        return None
    governor = view.head[token]
    if (view.pos[token] == "ADJ" and view.dep[token] not in _ARGUMENTS) or (
        view.dep[token] == "compound" and governor > token and (trade(view, governor) or view.label[governor])
    ):
        return None
    start = _phrase_start(view, token)
    country = origins.within(start, token)
    if row.noun in RELATIONAL and (owners := [one for one in view.children[token] if view.dep[one] == "poss"]):
        country = origins.within(max(owners[-1] + 1, start), token)
    elif country is None:
        country = origins.brought(token)
    sector = row.sector
    for left in range(token - 1 - (" " in row.noun), start - 1, -1):
        inner = SECTORS.get(view.lower[left])
        if inner is not None and inner.sector is not None:
            sector = inner.sector
            break
    name = view.written(start, token + 1)
    return Mention(start, token + 1, token, name, row.kind, country, sector, row.noun)


def _is_term(view: View, office: int) -> bool:
    """Whether an office is what somebody holds: "removed from office"."""
    return view.dep[office] == "pobj" and not view.children[office]


def _is_body(view: View, head: int, row: Sector) -> bool:
    """Whether a head is a part of somebody: "a gunshot to the head"."""
    if row.noun != "head" or view.dep[head] != "pobj" or view.lower[view.head[head]] not in _ONTO:
        return False
    return all(view.dep[child] in ("det", "poss") for child in view.children[head])


def _phrase_start(view: View, head: int) -> int:
    start = head
    while start and head - start < _LEFT:
        left = start - 1
        joined = start <= view.head[left] <= head or view.lower[left] in _POSSESSIVE
        nominal = view.pos[left] in NOMINAL or view.lower[left] in _POSSESSIVE or view.tag[left] == "HYPH"
        if not joined or not nominal or view.dep[left] in ("appos", "relcl", "det", "nsubj", "dobj", "pobj", "conj"):
            break
        start = left
    while start < head and (view.tag[start] in ("HYPH", "POS") or view.lower[start] in _POSSESSIVE):
        start += 1
    return start


def _told(origins: Origins, start: int, head: int) -> tuple[str | None, str | None, str | None]:
    """Title, country and sector that stand before a name, or after it in apposition."""
    view = origins.view
    left = start
    while (
        left
        and start - left < _LEFT
        and (view.pos[left - 1] in NOMINAL or view.lower[left - 1] in _POSSESSIVE or view.tag[left - 1] == "HYPH")
    ):
        left -= 1
    title, sector = _office(view, left, start)
    country = origins.within(left, start) if left < start else None
    if title is None or country is None:
        for child in view.children[head]:
            if view.dep[child] == "appos" and view.lemma[child] in SECTORS:
                first = _phrase_start(view, child)
                country = country or origins.within(first, child) or origins.brought(child)
                if title is None:
                    title, sector = _office(view, first, child + 1)
    return title, country, sector


def _office(view: View, start: int, end: int) -> tuple[str | None, str | None]:
    for token in range(end - 1, start - 1, -1):
        row = trade(view, token)
        if row is not None and row.kind in ("person", "office"):
            return row.noun, row.sector
    return None, None
