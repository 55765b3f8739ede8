"""Factuality: whether an event is said to be so, how surely, and whether it is still to come."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.clauses import Predication
from streams.extraction.eventmention import EventMention
from streams.extraction.lexicon import EMBEDDING, WORD_CLASSES, Certainty, Embedding, Polarity
from streams.extraction.modality import SURE, Link, own_links
from streams.extraction.schedules import is_to_come
from streams.extraction.view import View
from streams.extraction.words import words

Doc.set_extension("factuality", default=None)

_PAPERS: Final = WORD_CLASSES["@instrument"]
_DEEPEST: Final = 8
_CARRYING: Final = words(
    "dobj nsubjpass pobj pobj:of pobj:for pobj:to pobj:from pobj:about pobj:on pobj:against pobj:over"
)
_TOPICS: Final = words("pobj:about pobj:on pobj:against pobj:over")
_BROUGHT: Final = words("pcomp:of pcomp:for pcomp:from pcomp:with pcomp:into")
_TRANSPARENT: Final = words("xcomp")
_POLITE: Final = words("like want wish")
_SAID_SO: Final = words("thank congratulate apologise apologize welcome commend applaud praise salute")
"""Acts that are done by saying that one would like to do them."""
_ENTAILED: Final = frozenset(("loss",))
_ASCRIBED: Final = words("acomp oprd")


@dataclass(frozen=True, slots=True)
class Factuality:
    """FactBank's values."""

    polarity: Polarity = "POS"
    certainty: Certainty = "CERTAIN"
    future: bool = False


@Language.component("factuality", requires=["doc._.predications", "doc._.events"], assigns=["doc._.factuality"])
def mark_factuality(doc: Doc) -> Doc:
    """Leave on the document each event's factuality, by the author's word, by its trigger: `{token: Factuality}`."""
    doc._.factuality = {event.at: compose(event_links(doc, event)) for event in doc._.events}
    return doc


def event_links(doc: Doc, event: EventMention, until: int | None = None) -> Iterator[Link]:
    """The words that decide on an event, with the time at which it is to be."""
    predications: dict[int, Predication] = doc._.predications
    if event.frame.entry.future:
        yield Link(event.at, "entry's future", future=True)
    if is_to_come(doc._.view, predications[event.at], event, doc._.article.published_at):
        yield Link(event.at, "time to come", future=True)
    yield from links(doc._.view, predications, event.at, event.refused, until)


def judge(
    view: View,
    predications: Mapping[int, Predication],
    token: int,
    refused: bool = False,
    until: int | None = None,
) -> Factuality:
    """What a predication's own words and all that it is embedded in make of it.

    `refused`: its negation and modality have gone into its type. `until`: a word of saying beyond which nothing
    counts; what it does to what is said does, so that the values are the speaker's own.
    """
    return compose(links(view, predications, token, refused, until))


def compose(chain: Iterable[Link]) -> Factuality:
    """The value that a chain comes to: negations cancel out, the least sure word wins."""
    negative, unsure, future = False, 0, False
    for link in chain:
        negative ^= link.negative
        unsure, future = max(unsure, link.unsure), future or link.future
    return Factuality("NEG" if negative else "POS", SURE[unsure], future)


def links(
    view: View,
    predications: Mapping[int, Predication],
    token: int,
    refused: bool = False,
    until: int | None = None,
) -> Iterator[Link]:
    """The words that decide, from the predication outwards."""
    predication = predications[token]
    if refused and predication.kind == "adjective" and predication.governor is not None:
        # "Is not ready": the negation stands by the verb.
        predication = predications[predication.governor]
    if not refused:
        yield from own_links(view, predications, predication)
        if predication.light is not None and predication.light in predications:
            denied, predication = predication.negated, predications[predication.light]
            # The "no" of a noun denies the verb that carries it too, and is one denial: "launched no attack".
            yield from (
                link for link in own_links(view, predications, predication) if not denied or link.why != "negation"
            )
    for _ in range(_DEEPEST):
        if predication.governor is None or predication.trigger == until:
            return
        above = predications[predication.governor]
        written = _written(view, predications, predication)
        if written is not None:
            # "Refused to sign a statement condemning": who does not sign it condemns nothing.
            above = written
            if embedding_of(above) is not None:
                yield _effect(above, above.trigger == until)
            yield from own_links(view, predications, above)
        elif predication.relation == "pobj:with" and predication.lemma in _ENTAILED:
            # "Will shut with the loss of 240 jobs": they go when it does.
            if embedding_of(above) is not None and not _reports(above):
                yield _effect(above, above.trigger == until)
            yield from own_links(view, predications, above)
        elif predication.relation == "conj":
            if _shares(view, predication):
                yield from _shared(view, predications, above)
        else:
            embedded = _embedding(view, predication, above)
            planned = list(_planned(view, predication, above))
            if embedded is None and not planned:
                return
            last = above.trigger == until
            if embedded:
                yield _effect(above, last)
            yield from planned
            if last:
                return
            for link in own_links(view, predications, above):
                if link.why == "negation" or not _reports(above):
                    yield link
        predication = above


def _written(view: View, predications: Mapping[int, Predication], predication: Predication) -> Predication | None:
    """What is done with the paper that does what a participle says: "signed a statement condemning"."""
    noun = view.head[predication.trigger]
    if predication.relation != "acl" or view.tag[predication.trigger] != "VBG" or view.lemma[noun] not in _PAPERS:
        return None
    return predications.get(view.head[noun]) if view.dep[noun] == "dobj" else None


def _shares(view: View, predication: Predication) -> bool:
    """Whether a conjunct has no subject and no auxiliary of its own: "will attack and occupy"."""
    return all(view.dep[child] not in ("nsubj", "nsubjpass", "aux") for child in view.children[predication.trigger])


def _shared(view: View, predications: Mapping[int, Predication], above: Predication) -> Iterator[Link]:
    """What a conjunct takes over from the first: its modal and what it is for; a negation only over "or"."""
    disjunct = any(view.lower[child] in ("or", "nor", "neither") for child in view.children[above.trigger])
    for link in own_links(view, predications, above):
        if link.why != "adverb" and (link.why != "negation" or disjunct):
            yield link


def _embedding(view: View, predication: Predication, above: Predication) -> bool | None:
    """Whether the lexicon says what the one above does to this one; None where it is not embedded in it."""
    embedding = embedding_of(above)
    clause = predication.trigger in above.complements and not _is_participle(view, predication)
    if embedding is not None:
        # What takes no clause but through a noun ("dismissed reports that") was given another's.
        clause = clause and not (embedding.nouns == () and predication.relation == "ccomp")
        clause = clause or predication.relation in _BROUGHT or predication.relation == f"pcomp:{embedding.brings}"
        clause = clause or (predication.infinitive and predication.relation == "advcl" and embedding.future)
        clause = clause or (embedding.polarity == "NEG" and _is_gerund_behind(view, predication, above))
    noun = predication.trigger in above.slots.get("object", ()) or (
        predication.kind == "noun" and predication.relation in _CARRYING and _is_its_own(view, predication, above)
    )
    if noun and embedding is not None and embedding.polarity == "NEG" and predication.relation in _TOPICS:
        # "Called off their march against the raid": what it was about is none of what is called off.
        noun = False
    if noun and embedding is not None and embedding.nouns is not None:
        said = not embedding.nouns and bool(predication.complements)
        noun = said or predication.relation.removeprefix("pobj:") in embedding.nouns
    if noun and embedding is not None and embedding.bare:
        noun = all(view.dep[child] not in ("det", "poss") for child in view.children[predication.trigger])
    if predication.kind == "adjective" and predication.relation in _ASCRIBED:
        # "Feared dead", "believed dead": the one above says how sure that is.
        return above.passive and embedding is not None
    if predication.infinitive and predication.relation == "relcl" and above.lemma == "be":
        # "Will be the first to land": that it lands is as sure as that it is the first.
        return False
    if not clause and not noun:
        return None
    if above.lemma in _POLITE and predication.lemma in _SAID_SO:
        # "Would like to thank the miners" thanks them.
        return False
    if embedding is not None and (predication.infinitive or not embedding.infinitive):
        return True
    return False if clause and predication.relation in _TRANSPARENT else None


def _is_gerund_behind(view: View, predication: Predication, above: Predication) -> bool:
    """Whether a gerund right behind a verb, or its particle, was taken for an aside: "ruled out attacking Niger"."""
    apart = predication.trigger - above.trigger - (above.particle is not None)
    return view.tag[predication.trigger] == "VBG" and predication.relation == "advcl" and apart == 1


def embedding_of(above: Predication) -> Embedding | None:
    """What a predicate does to what it embeds; with a particle it is another word ("call off", no "call")."""
    if above.particle is None:
        return EMBEDDING.get((above.kind, above.lemma))
    embedding = EMBEDDING.get((above.kind, f"{above.lemma} {above.particle}"))
    if embedding is None:
        embedding = EMBEDDING.get((above.kind, above.lemma))
        # "Set up to serve" is no "set to serve".
        return None if embedding is not None and embedding.infinitive else embedding
    return embedding


def _is_its_own(view: View, predication: Predication, above: Predication) -> bool:
    """Whether a noun, or one that it is part of, is the argument: no "those who know of the attack are asked"."""
    head = view.head[predication.trigger]
    while head != above.trigger:
        if view.dep[head] == "prep" and view.lower[head] != "of":
            return view.head[head] == above.trigger
        head = view.head[head]
    return True


def _planned(view: View, predication: Predication, above: Predication) -> Iterator[Link]:
    """The plan that an infinitive carries out, where a word stands between them: "announced plans Friday to close".

    Likewise what is not given or had ("gave the firm no permission to sell"), and what others are to do ("gave
    permission for the firm to sell").
    """
    refuses = predication.relation == "advcl" and _denies(above)
    withheld = predication.relation == "advcl" and (above.negated or refuses)
    others = predication.relation == "advcl" and any(
        view.lower[child] == "for" and view.dep[child] == "mark" for child in view.children[predication.trigger]
    )
    if (withheld or others or predication.relation == "xcomp") and predication.infinitive and above.kind == "verb":
        for noun in above.slots.get("object", ()):
            embedding = EMBEDDING.get(("noun", view.lemma[noun]))
            if embedding is not None and (embedding.future or withheld) and above.trigger < noun < predication.trigger:
                negative = embedding.polarity == "NEG"
                yield Link(noun, "embedding", negative, SURE.index(embedding.certainty), embedding.future)
                if refuses:
                    yield _effect(above, last=False)


def _is_participle(view: View, predication: Predication) -> bool:
    """Whether a noun is only described by it: "the plan called Forward", not "the plan to sell"."""
    finite = any(view.dep[child] in ("aux", "nsubj", "nsubjpass") for child in view.children[predication.trigger])
    return predication.relation == "acl" and view.tag[predication.trigger] in ("VBN", "VBG") and not finite


def _effect(above: Predication, last: bool) -> Link:
    embedding = embedding_of(above)
    assert embedding is not None
    negative = embedding.polarity == "NEG"
    if last and embedding.reporting:
        return Link(above.trigger, "speaker's word", negative, 0, embedding.future)
    return Link(above.trigger, "embedding", negative, SURE.index(embedding.certainty), embedding.future)


def _denies(above: Predication) -> bool:
    embedding = EMBEDDING.get((above.kind, above.lemma))
    return embedding is not None and embedding.polarity == "NEG"


def _reports(above: Predication) -> bool:
    embedding = embedding_of(above)
    return embedding is not None and embedding.reporting
