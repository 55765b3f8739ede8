"""Who is meant again: shortened names, acronyms, offices and pronouns, precision first."""

from dataclasses import replace
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.clauses import Predication
from streams.extraction.mentions import Mention
from streams.extraction.slots import surface
from streams.extraction.view import View
from streams.extraction.words import words

Doc.set_extension("coreference", default=None)

_SINGULAR: Final = words("he him his she her hers himself herself")
_FEMALE: Final = frozenset(("she", "her", "hers", "herself"))
_HER_TITLES: Final = words("queen princess mrs ms chairwoman congresswoman spokeswoman mother daughter wife woman girl")
_HIS_TITLES: Final = words("king prince mr pope emir sultan chairman congressman father son husband man boy policeman")
_SUBJECT: Final = frozenset(("nsubj", "nsubjpass"))
_SAID: Final = frozenset(("ccomp", "xcomp", "advcl", "conj"))
_SENTENCES_BACK: Final = 2


@Language.component(
    "coreference",
    requires=["doc._.view", "doc._.actors", "doc._.predications"],
    assigns=["doc._.coreference"],
)
def mark_coreference(doc: Doc) -> Doc:
    """Leave on the document what is said of an actor elsewhere: `{token: best mention}`."""
    doc._.coreference = find_coreference(doc._.view, doc._.actors, doc._.predications)
    return doc


def find_coreference(
    view: View, actors: dict[int, Mention], predications: dict[int, Predication]
) -> dict[int, Mention]:
    """The best mention of the actor that a token heads, where that is another or knows more."""
    full = _full_names(actors)
    links: dict[int, Mention] = {}
    for token, mention in actors.items():
        best = full.get(mention.name.lower()) or (
            full.get(mention.name.lower().split()[-1]) if _may_be_short(mention) else None
        )
        if best is not None and best != mention:
            links[token] = best
    links.update(_acronyms(view, actors))
    links.update(_offices(actors, links))
    links.update(_pronouns(view, actors, links))
    links.update(_speakers(view, actors, links, predications))
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
            people[mention.name.lower()] = replace(
                known,
                country=known.country or mention.country,
                sector=known.sector or mention.sector,
                title=known.title or mention.title,
            )
    surnames: dict[str, Mention | None] = {}
    for name, person in people.items():
        surname = name.split()[-1]
        surnames[surname] = None if surname in surnames else person
    return {**{name: person for name, person in surnames.items() if person is not None}, **people}


def _acronyms(view: View, actors: dict[int, Mention]) -> dict[int, Mention]:
    """ "The Northern Grain Council (NGC)": what the letters stand for from there on."""
    known: dict[str, Mention] = {}
    for mention in actors.values():
        opening = mention.end
        if opening + 2 < len(view) and view.word[opening] == "(" and view.word[opening + 2] == ")":
            short = view.word[opening + 1]
            if short.isupper() and 2 <= len(short) <= 8 and short[0] == mention.name[0].upper():
                known[short.lower()] = mention
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


def _pronouns(view: View, actors: dict[int, Mention], links: dict[int, Mention]) -> dict[int, Mention]:
    """Each "he" and "she": the nearest subject before it that is one person and may be of that sex."""
    found: dict[int, Mention] = {}
    subjects: list[tuple[int, Mention]] = []
    for token in range(len(view)):
        mention = actors.get(token)
        if mention is not None:
            person = links.get(token, mention)
            if person.kind == "person" and view.tag[token] not in ("NNS", "NNPS") and _is_subject(view, token):
                subjects.append((token, person))
        elif view.lower[token] in _SINGULAR:
            for before, person in reversed(subjects[-4:]):
                if view.sentence[token] - view.sentence[before] > _SENTENCES_BACK:
                    break
                if _agrees(view.lower[token], person):
                    found[token] = person
                    break
    return found


def _speakers(
    view: View, actors: dict[int, Mention], links: dict[int, Mention], predications: dict[int, Predication]
) -> dict[int, Mention]:
    """The pronoun that is subject of what somebody says, promises or fears, and "its" in that clause: the speaker."""
    found: dict[int, Mention] = {}
    for predication in predications.values():
        above = predications.get(predication.governor) if predication.governor is not None else None
        if above is None or above.kind != "verb" or predication.relation not in _SAID:
            continue
        speakers = surface(above.slots, above.passive)
        speaker = next((links.get(token) or actors.get(token) or found.get(token) for token in speakers), None)
        if speaker is None:
            continue
        fillers = [token for tokens in predication.slots.values() for token in tokens]
        owners = [child for filler in fillers for child in view.children[filler] if view.dep[child] == "poss"]
        for token in (*predication.slots.get("subject", ()), *owners):
            if _may_be(view.lower[token], speaker, view.quoted[token]):
                found[token] = speaker
    return found


def _may_be(pronoun: str, speaker: Mention, quoted: bool) -> bool:
    if pronoun in _SINGULAR:
        return speaker.kind == "person" and _agrees(pronoun, speaker)
    if pronoun in ("it", "its"):
        return speaker.kind in ("country", "organisation", "group", None)
    if pronoun in ("they", "their"):
        return speaker.kind != "country"
    return quoted and pronoun in ("i", "we", "my", "our")


def _is_subject(view: View, token: int) -> bool:
    while view.dep[token] == "conj" and view.head[token] != token:
        token = view.head[token]
    return view.dep[token] in _SUBJECT


def _agrees(pronoun: str, person: Mention) -> bool:
    other = _HIS_TITLES if pronoun in _FEMALE else _HER_TITLES
    return (person.title or "") not in other
