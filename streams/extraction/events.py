"""Events: what the lexicon's frames find among the predications, one record a predicate."""

from collections.abc import Iterable, Iterator
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.asking import ABOUT, with_mode
from streams.extraction.casualties import harm_told, with_counted, with_harm
from streams.extraction.circumstances import circumstances
from streams.extraction.clauses import Predication
from streams.extraction.confidence import confidence
from streams.extraction.consequences import as_consequence, with_victims, without_assailants, without_blows
from streams.extraction.deaths import without_the_dying
from streams.extraction.decoys import decoy_paragraphs
from streams.extraction.eventmention import EventMention
from streams.extraction.extents import extent, together
from streams.extraction.figures import is_figure
from streams.extraction.framing import BUSINESS, HOSTILE, fitting
from streams.extraction.framing import wished as nouns_wished
from streams.extraction.generic import is_generic, is_history
from streams.extraction.lexicon import FRAMES, RECEIVING, Frame
from streams.extraction.nature import WILLED, as_befallen, is_blamed, natural_causes
from streams.extraction.results import as_result
from streams.extraction.resumption import resumed
from streams.extraction.roles import Casting
from streams.extraction.telling import is_told
from streams.extraction.view import View
from streams.extraction.words import words
from streams.records import EventType

Doc.set_extension("events", default=())

_REFUSABLE: Final = words("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT TRANSFER-MONEY")
_GIVEN: Final = words("AID CONCEDE RETREAT")
_OFFERING: Final = words("offer pledge promise")
"""Light verbs that only say that something will be given: "offered five million in assistance"."""
_OUTER: Final = frozenset(("DISRUPTION",))
"""What befalls another act, which is told of beside it: "delayed the launch"."""
_NEAR: Final = 6
"""Tokens behind a verb within which its own words stand: "left 17 people dead"."""
_BESIDE: Final = words("after before amid following despite since until")
"""What brings another event of the same kind: "fell after a rise"."""
_REFUSALS: Final = frozenset(("will", "would", "'ll", "’ll", "wo", "ca", "can"))


@Language.component(
    "events",
    requires=[
        "doc._.view",
        "doc._.predications",
        "doc._.actors",
        "doc._.coreference",
        "doc._.times",
        "doc._.numbers",
        "doc._.places",
    ],
    assigns=["doc._.events"],
)
def mark_events(doc: Doc) -> Doc:
    """Leave on the document every event that a frame finds, in reading order."""
    casting = Casting.of(doc)
    view, predications = casting.view, casting.predications
    decoys = decoy_paragraphs(view, doc._.paragraphs)
    found = find_events(casting, decoys)
    found = with_counted(view, predications, doc._.numbers, found)
    published = doc._.article.published_at
    placed = circumstances(view, predications, found, doc._.times, doc._.places, published)
    news = with_harm(view, (event for event in placed if not is_history(view, event, published)))
    doc._.events = tuple(without_the_dying(view, predications, doc._.coreference.best, list(news)))
    return doc


def find_events(casting: Casting, decoys: Iterable[tuple[int, int]]) -> list[EventMention]:
    """Events by trigger; a noun and its light verb, or a verb and the object that its frame asks for, are one."""
    view, predications = casting.view, casting.predications
    found: dict[int, EventMention] = {}
    merged: set[int] = set()
    hidden = {token for start, end in decoys for token in range(start, end)}
    for token, predication in predications.items():
        if (predication.kind, predication.lemma) in FRAMES and token not in hidden:
            event = _event(casting, predication)
            if event is not None:
                found[token] = event
    found.update((event.at, event) for event in list(resumed(view, predications, found, hidden)))
    for token, event in list(found.items()):
        predication = predications[token]
        if token in merged:
            continue
        if predication.kind == "verb" and event.frame.objects and event.type not in _OUTER:
            nouns = {
                member
                for filler in predication.slots.get("object", ())
                for member in (filler, *view.children[filler])
                if member in found and predications[member].kind != "verb" and not _is_besides(event, found[member])
            }
            said = [noun for noun in nouns if _says_more(found[noun], event)]
            merged.update([token] if said else nouns)
            for noun in said or nouns:
                teller, other = (found[noun], found[token]) if said else (found[token], found[noun])
                found[teller.at] = _told_with(view, teller, other)
        elif predication.light in found and merged.isdisjoint((token, predication.light)):
            carrier = found[predication.light]
            if _is_besides(carrier, event):
                continue
            if predication.lemma in carrier.frame.words and carrier.frame.words[0] in RECEIVING:
                merged.add(token)
            elif not carrier.frame.objects:
                merged.add(predication.light)
            elif carrier.type == event.type:
                merged.add(predication.light if event.confidence > carrier.confidence else token)
    merged.update(_merge_figures(view, predications, found, merged))
    for token, event in found.items():
        merged.update(_wished_for(predications, found, token))
        before = [one for one in range(event.start, token) if one in found and predications[one].kind == "noun"]
        if predications[token].kind == "noun":
            # "An assassination attempt" is one attack.
            merged.update(one for one in before if found[one].type == event.type)
        merged.update(_told_within(predications, found, token))
    kept = [event for token, event in sorted(found.items()) if token not in merged]
    kept = [with_mode(view, predications, found, event) for event in kept]
    kept = [as_consequence(view, predications, found, event) for event in kept]
    return with_victims(view, predications, without_assailants(view, without_blows(predications, kept)))


def _merge_figures(
    view: View, predications: dict[int, Predication], found: dict[int, EventMention], merged: set[int]
) -> list[int]:
    """Nouns for what a company earns, told with the verb that moves it, which gets whose it is: "its profit rose"."""
    told: list[int] = []
    for token, event in list(found.items()):
        if event.frame.type != "PRICE-MOVE" or token in merged or predications[token].kind != "verb":
            continue
        for noun in predications[token].slots.get("subject", ()):
            figure = found.get(noun)
            if figure is not None and figure.type == "RESULT":
                event = found[token] = _told_with(view, event, figure)
                if event.type == "RESULT" and figure.sources:
                    event = found[token] = event._replace(sources=figure.sources)
                told.append(noun)
    return told


def _told_with(view: View, event: EventMention, other: EventMention) -> EventMention:
    """The event, its trigger with that of another that tells the same."""
    start, end = together(view, (event.start, event.end), (other.start, other.end))
    return event._replace(start=start, end=end)


def _told_within(predications: dict[int, Predication], found: dict[int, EventMention], token: int) -> Iterator[int]:
    """What says the same once more: "pronounced dead", "filed for bankruptcy", "an outbreak of bird flu".

    Likewise a noun that hangs on a verb and has nobody to itself: "was elected in a runoff".
    """
    event, predication = found[token], predications[token]
    for one in range(token + 1, max(event.end, token + _NEAR)):
        if one in found and found[one].type == event.type:
            noun = predications[one].kind == "noun" and predications[one].light != token
            own = one < event.end or predications[one].governor == token
            if own and (
                predications[one].kind == "adjective" or (noun and predications[one].lemma in event.frame.words)
            ):
                yield one
    for one in predication.slots.get("prep:of", ()) if predication.kind == "noun" else ():
        if one in found and found[one].type == event.type:
            yield one
    above = None if predication.governor is None else found.get(predication.governor)
    if above is None or predications[above.at].kind != "verb":
        return
    if event.type == "CONSULT" == above.frame.type and predication.relation == "advcl" and _are_same(event, above):
        # "Met to discuss", "will meet to talk about".
        yield token
    if above.type != event.type:
        return
    if event.type == "PRICE-MOVE" and predication.slots.get("subject") == predications[above.at].slots.get(
        "object", ()
    ):
        # "Sent shares tumbling."
        yield above.at
    if event.sources:
        return
    if event.type == "ASSAULT":
        # "Wounded in the attack" is the harm and the attack.
        return
    hung, _, by = predication.relation.partition(":")
    bare = predication.kind == "noun" and predication.light is None and hung == "pobj" and by not in _BESIDE
    again = predication.kind == "verb" and predication.relation == "advcl"
    if (bare and not event.targets) or (again and event.targets == above.targets):
        yield token


def _are_same(one: EventMention, other: EventMention) -> bool:
    return {*one.sources, *one.targets} == {*other.sources, *other.targets}


def _wished_for(predications: dict[int, Predication], found: dict[int, EventMention], token: int) -> Iterator[int]:
    """The cooperative acts that somebody only wants to do, and with nobody else: "wants to help Mali"."""
    if found[token].frame.entry.wanting:
        act = predications[token]
        clauses = {one for one in act.complements if one in predications and predications[one].relation != "ccomp"}
        wished = {*clauses, *nouns_wished(act)}
        for other, event in found.items():
            told = event.type in _REFUSABLE and set(event.targets) <= {*found[token].sources, *found[token].targets}
            if told and not wished.isdisjoint((other, predications[other].light)):
                yield other


def _is_besides(verb: EventMention, noun: EventMention) -> bool:
    """Whether what somebody does about a matter of business leaves that as it is: "approved the merger"."""
    return verb.frame.type in WILLED and noun.type in BUSINESS


def _says_more(noun: EventMention, verb: EventMention) -> bool:
    """Whether a verb only carries the noun that tells the same, and how: "launched airstrikes".

    That something was held says less than what the verb says of those at it: "met at a conference".
    """
    if noun.type == "GATHERING":
        return False
    if len(noun.frame.words) > 1:
        return True
    return noun.type == verb.type and noun.mode is not None and verb.mode is None and bool(noun.sources)


def _event(casting: Casting, predication: Predication) -> EventMention | None:
    view, predications = casting.view, casting.predications
    causes: tuple[int, ...] | None = None
    for frame in fitting(view, predications, predication, casting.known):
        if causes is None:
            causes = natural_causes(view, predication, casting.actors)
            harm = harm_told(view, predication.trigger) if causes else None
        parts = casting.cast(predication, frame)
        told = is_told(view, frame, predication, parts) and not is_blamed(view, frame.type, predication)
        told = told and not is_figure(view, frame, predication, parts)
        befallen = as_befallen(view, frame.type, causes, harm)
        if befallen is not None and told and not is_generic(view, frame.type, predication, parts):
            kind, turned = (befallen, False) if causes else _turned(view, frame, predications, predication)
            if kind == "THREATEN" != frame.type and not parts.sources:
                # "The law would ban smoking": nobody threatens.
                kind, turned = frame.type, False
            kind = as_result(view, kind, predication, parts.sources)
            start, end = extent(view, predications, predication, frame)
            sure = confidence(predications, predication, frame, parts)
            mode = ABOUT.get(frame.type) if kind == "REJECT" else None
            return EventMention(
                at=predication.trigger,
                start=start,
                end=end,
                type=kind,
                frame=frame,
                sources=parts.sources,
                targets=parts.targets,
                confidence=sure,
                turned=turned,
                mode=mode if turned else frame.entry.mode if kind == frame.type else None,
            )
    return None


def _turned(
    view: View, frame: Frame, predications: dict[int, Predication], predication: Predication
) -> tuple[EventType, bool]:
    """What is announced is not done: "will not lift" is a refusal, "will boycott" a threat, "will visit" a promise.

    Who "will attend the summit" promises nobody anything.
    """
    kind = frame.type
    if frame.entry.wanting and _is_unwilling(predications, predication):
        return "REJECT", True
    if predication.light is not None:
        if kind in _GIVEN and view.lemma[predication.light] in _OFFERING:
            return "AGREE", True
        noun, predication = predication.trigger, predications[predication.light]
        if noun in predication.slots.get("subject", ()):
            # "The talks will take place": nobody promises them.
            return kind, False
    if predication.kind != "verb" or predication.modal not in _REFUSALS or predication.question or predication.premise:
        return kind, False
    if view.tag[predication.trigger] == "VBN" and not predication.passive:
        # "Would have lifted" announces nothing.
        return kind, False
    if predication.negated:
        return ("REJECT", True) if kind in _REFUSABLE and predication.modal not in ("can", "ca") else (kind, False)
    if predication.modal in ("will", "would") and not predication.passive and "subject" in predication.slots:
        if kind in HOSTILE or (kind in _REFUSABLE and _is_ultimatum(view, predication)):
            return "THREATEN", True
        if kind in _REFUSABLE and frame.entry.mode != "multilateral":
            return "AGREE", True
    return kind, False


def _is_unwilling(predications: dict[int, Predication], predication: Predication) -> bool:
    """Whether a wish is denied: "does not want talks", "is not ready to help"."""
    above = predications.get(predication.governor) if predication.governor is not None else None
    ascribed = predication.kind == "adjective" and predication.relation == "acomp" and above is not None
    return predication.negated or (ascribed and above is not None and above.negated)


def _is_ultimatum(view: View, predication: Predication) -> bool:
    """Whether an announcement hangs on an "unless"."""
    clauses = [child for child in view.children[predication.trigger] if view.dep[child] == "advcl"]
    return any(view.lower[child] == "unless" for clause in clauses for child in view.children[clause])
