"""Who is meant again: shortened names, acronyms, offices and pronouns, precision first."""

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.clauses import Predication
from streams.extraction.definites import find_definites, find_owned, find_pairs
from streams.extraction.mentions import Mention
from streams.extraction.pronouns import find_pronouns
from streams.extraction.view import View

Doc.set_extension("coreference", default=None)


@dataclass(frozen=True, slots=True)
class References:
    """Who is meant: by token the best mention of an actor said elsewhere, and the two actors named together."""

    best: dict[int, Mention]
    pairs: dict[int, tuple[Mention, ...]]


@Language.component(
    "coreference",
    requires=["doc._.view", "doc._.actors", "doc._.predications"],
    assigns=["doc._.coreference"],
)
def mark_coreference(doc: Doc) -> Doc:
    """Leave on the document its references."""
    view, actors = doc._.view, doc._.actors
    best = find_coreference(view, actors, doc._.predications)
    doc._.coreference = References(best, find_pairs(view, actors, best))
    return doc


def find_coreference(
    view: View, actors: dict[int, Mention], predications: dict[int, Predication]
) -> dict[int, Mention]:
    """The best mention of the actor that a token heads, where that is another or knows more."""
    full = _full_names(actors)
    links: dict[int, Mention] = {}
    for token, mention in actors.items() if full else ():
        name = mention.name.lower()
        best = full.get(name) or (full.get(name.split()[-1]) if _may_be_short(mention) else None)
        if best is not None and best != mention:
            links[token] = best
    links.update(_acronyms(view, actors))
    links.update(_offices(actors, links))
    links.update(_appositions(view, actors, links))
    links.update(find_definites(view, actors, links))
    links.update(find_pronouns(view, actors, links, predications))
    links.update(find_owned(view, actors, links, predications))
    return links


def _may_be_short(mention: Mention) -> bool:
    return (
        mention.end - mention.start == 1
        and mention.kind != "country"
        and mention.title is None
        or mention.kind == "person"
    )


def _full_names(actors: dict[int, Mention]) -> dict[str, Mention]:
    """Person by full name and by surname; a surname that two share is nobody's."""
    people: dict[str, Mention] = {}
    for mention in actors.values():
        if (
            mention.kind == "person"
            and mention.end - mention.start > 1
            and mention.name[0].isupper()
            and mention.title != mention.name.lower()
        ):
            known = people.setdefault(mention.name.lower(), mention)
            if known is not mention:
                people[mention.name.lower()] = _told_by_both(known, mention)
    surnames: dict[str, Mention | None] = {}
    for name, person in people.items():
        surname = name.split()[-1]
        surnames[surname] = None if surname in surnames else person
    return {**{name: person for name, person in surnames.items() if person is not None}, **people}


def _acronyms(view: View, actors: dict[int, Mention]) -> dict[int, Mention]:
    """ "The Northern Grain Council (NGC)": what the letters stand for from there on."""
    known: dict[str, Mention] = {}
    last = len(view) - 3
    for mention in actors.values():
        opening = mention.end
        if opening <= last and view.word[opening] == "(" and view.word[opening + 2] == ")":
            short = view.word[opening + 1]
            if short.isupper() and 2 <= len(short) <= 8 and short[0] == mention.name[0].upper():
                known[short.lower()] = mention
    if not known:
        return {}
    return {token: known[m.name.lower()] for token, m in actors.items() if known.get(m.name.lower(), m) != m}


def _offices(actors: dict[int, Mention], links: dict[int, Mention]) -> dict[int, Mention]:
    """ "The chancellor": the one person of that title, if there is one."""
    holders: dict[str, set[str]] = {}
    best: dict[str, Mention] = {}
    for token, mention in actors.items():
        person = links.get(token, mention)
        if (
            person.kind == "person"
            and person.title
            and person.title != person.name.lower()
            and person.name[0].isupper()
        ):
            holders.setdefault(person.title, set()).add(person.name)
            best[person.title] = person
    return {
        token: best[mention.title]
        for token, mention in actors.items()
        if mention.title and mention.name.lower() == mention.title and len(holders.get(mention.title, ())) == 1
    }


def _appositions(view: View, actors: dict[int, Mention], links: dict[int, Mention]) -> dict[int, Mention]:
    """ "The US commander, General Otto Brandt": the office beside a name is that person's, with its country."""
    found: dict[int, Mention] = {}
    for token, office in actors.items():
        if office.kind != "person" or office.title is None or view.label[token] == "PERSON":
            continue
        named = next(
            (actors[child] for child in view.children[token] if view.dep[child] == "appos" if child in actors), None
        )
        if named is not None and named.kind == "person" and view.label[named.head] == "PERSON":
            known = links.get(named.head, named)
            found[token] = found[named.head] = _told_by_both(known, office)
    return found


def _told_by_both(one: Mention, other: Mention) -> Mention:
    return one._replace(
        country=one.country or other.country,
        sector=one.sector or other.sector,
        title=one.title or other.title,
    )
