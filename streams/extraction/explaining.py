"""Why a sentence yields the events that it does: which entries of the lexicon fired, and which nearly did."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from streams.extraction.clauses import Predication
from streams.extraction.decoys import decoy_paragraphs
from streams.extraction.eventmention import EventMention
from streams.extraction.factuality import Factuality, event_links
from streams.extraction.framing import misfit
from streams.extraction.lexicon import FRAMES, Frame
from streams.extraction.modality import SURE, Link
from streams.extraction.roles import Casting
from streams.extraction.telling import untold
from streams.extraction.view import View

WHY: Final = {
    "words": "{rest} stands not with it",
    "object": "its object ({objects}) is none of {object}",
    "subject": "its subject ({subjects}) is none of {subject}",
    "unless": "its object ({objects}) makes it something else",
    "source": "nobody found who acts (looked in {source})",
    "target": "nobody found who is acted upon (looked in {target})",
    "complement": "no clause hangs on it",
    "obligation": "the clause that hangs on it says not what somebody must do",
    "order": "no clause that hangs on it says what somebody is to do",
    "hostility": "the clause that hangs on it tells of no attack, arrest or sanction",
    "conflict": "the clause that hangs on it tells of no hostile act",
    "cooperation": "the clause that hangs on it tells of no friendly act",
    "unnamed": "it says what its object is",
    "counted": "no number counts its object",
    "post": "it says what somebody is called",
    "alone": "an object or a clause hangs on it",
    "bare": 'an object, a clause, or a "to", "for" or "on" hangs on it',
    "happened": "a modal stands before it",
    "verbal": "nothing says that it was done with words",
    "bodily": "it was done with words",
    "own": "somebody else does what its object tells of",
    "others": "the clause that hangs on it is not the act of somebody else",
    "deed": "the clause that hangs on it tells of no friendly or hostile act",
    "attended": "nothing is said to be at it",
    "told": "it only says what somebody is like",
    "anybody": "nobody found who acts or is acted upon",
}
_LATER: Final = "a narrower entry comes first"
_HIDDEN: Final = "the paragraph is no news of events (sport, weather, fiction, opinion)"
_MERGED: Final = "another word tells it"
_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one entry at one word: the event that it made, or why it made none.

    `chain`: the predicates that the word hangs on, the nearest first.
    """

    frame: Frame
    at: int
    trigger: str
    event: EventMention | None
    why: str | None
    chain: tuple[str, ...]


def explain(doc: Doc) -> Iterator[Verdict]:
    """The verdict on every entry for the words of a document, in reading order, as they are tried.

    Of longer entries ("step down") only those are told whose other words stand in the sentence.
    """
    view: View = doc._.view
    predications: dict[int, Predication] = doc._.predications
    casting = Casting.of(doc)
    events: dict[int, EventMention] = {event.at: event for event in doc._.events}
    decoys = [range(*stretch) for stretch in decoy_paragraphs(view, doc._.paragraphs)]
    for token, predication in predications.items():
        event = events.get(token)
        passed = False
        for frame in FRAMES.get((predication.kind, predication.lemma), ()):
            if not _is_near(view, frame):
                continue
            why = None
            if event is None or event.frame is not frame:
                why = _why_not(casting, predication, frame) or (_LATER if passed else None)
            if why is None and event is None:
                hidden = any(token in stretch for stretch in decoys)
                why = _HIDDEN if hidden else _MERGED
            passed = passed or why in (None, _MERGED)
            chain = tuple(view.word[one] for one in _governors(predications, predication))
            yield Verdict(frame, token, view.word[token], event if why is None else None, why, chain)


def explain_factuality(doc: Doc, event: EventMention) -> str:
    """An event's factuality, and the words that lead to it, the nearest first: what each is, and what it does."""
    judged: Factuality = doc._.factuality[event.at]
    value = f"{judged.polarity} {judged.certainty}{' to come' if judged.future else ''}"
    steps = [f"{doc._.view.word[link.token]} ({link.why}: {_effect(link)})" for link in event_links(doc, event)]
    return " ← ".join((value, *steps))


def _effect(link: Link) -> str:
    effects = ("turns round" * link.negative, SURE[link.unsure] if link.unsure else "", "to come" * link.future)
    return ", ".join(effect for effect in effects if effect) or "no change"


def _is_near(view: View, frame: Frame) -> bool:
    return len(frame.words) < 2 or set(frame.words) <= {*view.lemma, *view.lower}


def _why_not(casting: Casting, predication: Predication, frame: Frame) -> str | None:
    lack: str | None = misfit(casting.view, casting.predications, frame, predication, casting.known)
    if lack is None:
        lack = untold(casting.view, frame, predication, casting.cast(predication, frame))
    if lack is None:
        return None
    entry, slots, word = frame.entry, predication.slots, casting.view.word
    return WHY[lack].format(
        rest=" ".join(frame.beside),
        objects=", ".join(word[one] for one in slots.get("object", ())) or "none",
        subjects=", ".join(word[one] for one in slots.get("subject", ())) or "none",
        object=_some(entry.object),
        subject=_some(entry.subject),
        source=_some(frame.source),
        target=_some(frame.target),
    )


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")


def _governors(predications: dict[int, Predication], predication: Predication) -> Iterator[int]:
    while predication.governor is not None:
        yield predication.governor
        predication = predications[predication.governor]
