"""Whom a pronoun means: the speaker of what is said, else the nearest subject that agrees with it; precision first."""

from collections import Counter, defaultdict
from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.mentions import Mention
from streams.extraction.slots import surface
from streams.extraction.view import View
from streams.extraction.words import words

_HIS: Final = words("he him his himself")
_HERS: Final = words("she her hers herself")
_PERSONAL: Final = _HIS | _HERS
_HER_TITLES: Final = words(
    "queen princess mrs ms chairwoman congresswoman spokeswoman mother daughter wife woman girl sister niece aunt "
    "actress policewoman businesswoman girlfriend widow nun"
)
_HIS_TITLES: Final = words(
    "king prince mr pope emir sultan chairman congressman father son husband man boy policeman brother nephew uncle "
    "businessman boyfriend imam bishop archbishop cardinal monk sheikh duke"
)
_ACTED_ON: Final = frozenset(("dobj", "pobj", "dative"))
_OTHERS: Final = words("accept demand seek request welcome urge reject order")
"""What nobody does with what is his own."""
_THEIRS: Final = words("they their")
_NEUTRAL: Final = frozenset(("it", "they"))
_NOMINAL: Final = frozenset(("NOUN", "PROPN"))
_SUBJECT: Final = frozenset(("nsubj", "nsubjpass"))
_JOINED: Final = _SUBJECT | {"conj"}
_SAID: Final = frozenset(("ccomp", "xcomp", "advcl", "conj"))
_PLURAL: Final = frozenset(("NNS", "NNPS"))
_EMPTY: Final = words("be seem appear take remain become happen rain snow")
"""Verbs whose "it" often means nothing."""
_BODIES: Final = frozenset(("country", "organisation", "group"))
_SENTENCES_BACK: Final = 2
_SUBJECTS_BACK: Final = 4


def find_pronouns(
    view: View, actors: dict[int, Mention], links: dict[int, Mention], predications: dict[int, Predication]
) -> dict[int, Mention]:
    """The best mention of the actor that a pronoun means, by token."""
    found = _persons(view, actors, links)
    found.update(_bodies(view, actors, links))
    found.update(_speakers(view, actors, links, found, predications))
    return _of_one_sex(view, found)


def _of_one_sex(view: View, found: dict[int, Mention]) -> dict[int, Mention]:
    """The pronouns without those that would make a person what the others of his do not."""
    sexes: dict[str, Counter[bool]] = defaultdict(Counter)
    for token, person in found.items():
        if view.lower[token] in _PERSONAL:
            sexes[person.name][view.lower[token] in _HERS] += 1
    return {
        token: person
        for token, person in found.items()
        if view.lower[token] not in _PERSONAL
        or sexes[person.name][view.lower[token] in _HERS] > sexes[person.name].total() / 2
    }


def _persons(view: View, actors: dict[int, Mention], links: dict[int, Mention]) -> dict[int, Mention]:
    """Each "he" and "she": the nearest subject before it that is one person and may be of that sex.

    Of a person that would be both, those of the sex that comes up more often; where neither does, none.
    """
    pronouns = [token for token, lower in enumerate(view.lower) if lower in _PERSONAL]
    if not pronouns:
        return {}
    found: dict[int, Mention] = {}
    subjects: list[tuple[int, Mention]] = []
    for token in sorted({*actors, *pronouns}):
        mention = actors.get(token)
        if mention is not None:
            person = links.get(token, mention)
            if person.kind == "person" and view.tag[token] not in _PLURAL and _is_subject(view, token):
                subjects.append((token, person))
        else:
            for before, person in reversed(subjects[-_SUBJECTS_BACK:]):
                if view.sentence[token] - view.sentence[before] > _SENTENCES_BACK:
                    break
                acting = _acting_on(view, token)
                if _agrees(view.lower[token], person) and all(
                    one != before and found.get(one) != person for one in acting
                ):
                    found[token] = person
                    break
    return _of_one_sex(view, found)


def _bodies(view: View, actors: dict[int, Mention], links: dict[int, Mention]) -> dict[int, Mention]:
    """Each "it" and "they" that is a subject: the one subject before it in its sentence, else in the one before."""
    found: dict[int, Mention] = {}
    for token in [token for token, lower in enumerate(view.lower) if lower in _NEUTRAL]:
        if view.dep[token] not in _SUBJECT or view.pos[token] in _NOMINAL or not _means(view, token):
            continue
        number = view.sentence[token]
        before = _nominal_subjects(view, view.sentences[number][0], token)
        if not before and number and token >= view.title:
            before = _nominal_subjects(view, *view.sentences[number - 1])
        if len(before) == 1 and before[0] in actors:
            actor = links.get(before[0], actors[before[0]])
            many = view.tag[before[0]] in _PLURAL and actor.kind != "country"
            if many if view.lower[token] == "they" else not many and actor.kind in _BODIES:
                found[token] = actor
    return found


def _nominal_subjects(view: View, start: int, end: int) -> list[int]:
    """The nouns and names among some tokens that are subjects."""
    return [
        token
        for token in range(start, end)
        if view.dep[token] in _JOINED and view.pos[token] in _NOMINAL and _is_subject(view, token)
    ]


def _means(view: View, pronoun: int) -> bool:
    """Whether a pronoun stands for somebody: what rains, seems or is that something is the case does not."""
    verb = view.head[pronoun]
    return view.lemma[verb] not in _EMPTY and (view.dep[pronoun] == "nsubj" or view.child(verb, "ccomp") is None)


def _speakers(
    view: View,
    actors: dict[int, Mention],
    links: dict[int, Mention],
    found: dict[int, Mention],
    predications: dict[int, Predication],
) -> dict[int, Mention]:
    """The pronoun that is subject of what somebody says, promises or fears, and "its" in that clause: the speaker."""
    spoken: dict[int, Mention] = {}
    for predication in predications.values():
        above = predications.get(predication.governor) if predication.governor is not None else None
        if above is None or above.kind != "verb" or predication.relation not in _SAID:
            continue
        if predication.relation == "xcomp" and ("object" in above.slots or "indirect" in above.slots):
            # "Told him to stop": he who stops, and what is his, is not who told.
            continue
        speakers = surface(above.slots, above.passive)
        if not speakers:
            continue
        one = speakers[0]
        speaker = links.get(one) or actors.get(one) or spoken.get(one) or found.get(one)
        if speaker is None:
            continue
        owners: list[int] = []
        if not _has_its_own(view, actors, predication):
            fillers = [token for tokens in predication.slots.values() for token in tokens]
            owners = [child for filler in fillers for child in view.children[filler] if view.dep[child] == "poss"]
        first = predication.relation == "ccomp" and predication.trigger < above.trigger
        for token in (*predication.slots.get("subject", ()), *owners):
            meant = _represented(view, actors, speaker) if view.lower[token] in _THEIRS else speaker
            personal = view.lower[token] in _PERSONAL
            if meant is None or (personal and (view.tag[one] in _PLURAL or (token < one and _is_new(view, one)))):
                continue
            joined = view.lower[token] == "they" and len(speakers) > 1
            if view.lower[token] == "they" and not joined and _several_between(view, one, token):
                # "The union named two firms, saying that they had sold arms."
                continue
            if joined or _may_be(view.lower[token], meant, first or view.quoted[token]):
                spoken[token] = meant
    return spoken


def _several_between(view: View, speaker: int, pronoun: int) -> bool:
    """Whether "they" may be several that the speaker does something to, and not the one that he is."""
    one = view.tag[speaker] not in _PLURAL
    return one and any(view.tag[token] == "NNS" and view.dep[token] == "dobj" for token in range(speaker, pronoun))


def _is_new(view: View, speaker: int) -> bool:
    """Whether a speaker is named for the first time, so that no word before means him: "he won, a doctor said"."""
    return any(view.lower[child] in ("a", "an", "one") for child in view.children[speaker])


def _has_its_own(view: View, actors: dict[int, Mention], predication: Predication) -> bool:
    """Whether a clause beside another names who acts in it, and what is "its" there is his: "since they made their"."""
    if not (predication.infinitive or predication.relation in ("advcl", "conj")):
        return False
    named = any(head in actors and view.pos[head] != "PRON" for head in predication.slots.get("subject", ()))
    return named and _has_subject(view, predication.trigger)


def _has_subject(view: View, verb: int) -> bool:
    return view.child(verb, "nsubj") is not None


def _represented(view: View, actors: dict[int, Mention], speaker: Mention) -> Mention | None:
    """Whom "they" means in the words of one person: those for whom he speaks ("a spokesman for the rebels")."""
    if speaker.kind != "person" or view.tag[speaker.head] in _PLURAL:
        return speaker
    for child in view.children[speaker.head]:
        brought = view.child(child, "pobj") if view.lower[child] in ("for", "of") else None
        if brought in actors:
            return actors[brought]
    return None


def _may_be(pronoun: str, speaker: Mention, quoted: bool) -> bool:
    if pronoun in _PERSONAL:
        return speaker.kind == "person" and _agrees(pronoun, speaker)
    if pronoun in ("it", "its"):
        return speaker.kind in (*_BODIES, None)
    if pronoun in ("they", "their"):
        return speaker.kind != "country"
    return quoted and pronoun in ("i", "we", "my", "our")


def _is_subject(view: View, token: int) -> bool:
    while view.dep[token] == "conj" and view.head[token] != token:
        token = view.head[token]
    return view.dep[token] in _SUBJECT


def _acting_on(view: View, pronoun: int) -> list[int]:
    """The subjects of the verb that acts on a pronoun, which it cannot mean: "he told him", but "he cut himself"."""
    verb = view.head[pronoun]
    if view.dep[pronoun] == "poss" and view.dep[verb] == "dobj" and view.lemma[view.head[verb]] in _OTHERS:
        # "He accepted his resignation."
        verb = view.head[verb]
    elif view.dep[pronoun] not in _ACTED_ON or view.lower[pronoun].endswith("self"):
        return []
    while view.dep[verb] in ("prep", "dative", "agent") and view.head[verb] != verb:
        verb = view.head[verb]
    while not any(view.dep[child] in _SUBJECT for child in view.children[verb]) and view.dep[verb] == "conj":
        # "He met him and asked him to leave."
        verb = view.head[verb]
    return [one for child in view.children[verb] if view.dep[child] in _SUBJECT for one in view.conjuncts(child)]


def _agrees(pronoun: str, person: Mention) -> bool:
    other = _HIS_TITLES if pronoun in _HERS else _HER_TITLES
    return (person.title or "") not in other
