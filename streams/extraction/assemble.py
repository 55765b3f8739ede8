"""Records out of what the steps left on a document: offsets into the article, ids, links."""

from collections.abc import Iterator
from typing import Final, TypedDict
from uuid import UUID

from spacy.tokens import Doc

from streams.extraction.attributions import by_its_word, is_nameless, speaker, statement_around
from streams.extraction.coreference import References
from streams.extraction.eventmention import EventMention
from streams.extraction.factuality import Factuality
from streams.extraction.identities import Names
from streams.extraction.mentions import Mention
from streams.extraction.parties import parties
from streams.extraction.places import PlaceMention
from streams.extraction.quantities import Quantity
from streams.extraction.statements import Reported
from streams.extraction.times import TimeMention
from streams.extraction.view import View
from streams.records import (
    Actor,
    Article,
    Attribution,
    Event,
    Extraction,
    Number,
    Participant,
    Place,
    Reading,
    Span,
    Statement,
    Time,
)

_HYPHENS: Final = frozenset("-‐‑")


class _Where(TypedDict):
    text: str
    start: int
    end: int


def assemble(doc: Doc, language: str, revision: str) -> Extraction:
    """The extraction of an article whose document went through every step."""
    article: Article = doc._.article
    view: View = doc._.view
    text, names = article.text, Names(article, view)
    reported: tuple[Reported, ...] = doc._.statements
    factuality: dict[int, Factuality] = doc._.factuality
    known = {**doc._.actors, **doc._.coreference.best}
    mentions: tuple[EventMention, ...] = doc._.events
    ids = {id(mention): names.of(mention.at, mention.type) for mention in mentions}
    times = {time: _time(text, view, names, time) for time in doc._.times}
    places = {place: _place(text, view, names, place) for place in doc._.places}
    measured: tuple[tuple[Quantity, EventMention | None], ...] = doc._.measured
    numbers = [
        _number(text, view, names, reported, quantity, None if owner is None else ids[id(owner)])
        for quantity, owner in measured
    ]
    events = []
    for mention in mentions:
        judged = factuality[mention.at]
        events.append(
            Event(
                id=ids[id(mention)],
                type=mention.type,
                mode=mention.mode,
                contexts=mention.frame.entry.contexts,
                trigger=_span(text, view, mention.start, mention.end),
                participants=tuple(_participants(text, doc, names, mention)),
                time=times[mention.time] if mention.time else None,
                place=places[mention.place] if mention.place else None,
                polarity=judged.polarity,
                certainty=judged.certainty,
                future=judged.future,
                attribution=_reading(text, doc, reported, mention),
                numbers=tuple(
                    number.id for number, (_, owner) in zip(numbers, measured, strict=True) if owner is mention
                ),
                confidence=mention.confidence,
            )
        )
    return Extraction(
        article_id=article.id,
        language=language,
        revision=revision,
        events=tuple(events),
        numbers=tuple(numbers),
        times=tuple(times.values()),
        places=tuple(places.values()),
        statements=tuple(_statement(text, view, names, known, piece) for piece in reported),
    )


def _span(text: str, view: View, start: int, end: int) -> Span:
    return Span(**_at(text, *_tokens(view, start, end)))


def _characters(view: View, start: int, end: int) -> tuple[int, int]:
    """Where in the article characters of what was parsed stand."""
    return view.offset(start), view.offset(end - 1) + 1


def _tokens(view: View, start: int, end: int) -> tuple[int, int]:
    """Where in the article tokens stand."""
    return view.starts[start], view.ends[end - 1]


def _at(text: str, start: int, end: int) -> _Where:
    """The fields of a span."""
    return {"text": text[start:end], "start": start, "end": end}


def _time(text: str, view: View, names: Names, time: TimeMention) -> Time:
    if time.filed:
        name = names.filed(time.text, "time")
        return Time(
            id=name, text=text[time.start : time.end], start=time.start, end=time.end, type=time.type, value=time.value
        )
    at = _at(text, *_characters(view, time.start, time.end))
    return Time(id=names.of(time.at, "time"), type=time.type, value=time.value, **at)


def _place(text: str, view: View, names: Names, place: PlaceMention) -> Place:
    if place.at < 0:
        name = names.filed(place.name, "place")
        at = _at(text, place.start, place.end)
    else:
        name = names.of(place.at, "place")
        at = _at(text, *_tokens(view, place.start, place.end))
    site = place.site
    if site is None:
        return Place(id=name, name=place.name, country=place.country, **at)
    entry = site.entry
    return Place(
        id=name,
        name=place.name,
        country=place.country,
        latitude=entry.latitude,
        longitude=entry.longitude,
        division=entry.division_name,
        geonames_id=None if site.inside else entry.geonames_id,
        confidence=site.confidence,
        **at,
    )


def _number(
    text: str, view: View, names: Names, reported: tuple[Reported, ...], quantity: Quantity, event: UUID | None
) -> Number:
    return Number(
        id=names.of(quantity.at, "number"),
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        bound=quantity.bound,
        unit=quantity.unit,
        unit_kind=quantity.kind,
        counted=None if quantity.counted is None else _span(text, view, *quantity.counted[:2]),
        period=quantity.period,
        change=quantity.change,
        concept=quantity.concept,
        event_id=event,
        attribution=_attribution(text, view, reported, quantity.at),
        **_at(text, *_characters(view, quantity.start, quantity.end)),
    )


def _participants(text: str, doc: Doc, names: Names, event: EventMention) -> Iterator[Participant]:
    view: View = doc._.view
    actors: dict[int, Mention] = doc._.actors
    references: References = doc._.coreference
    for role, mention, best in parties(event, references):
        shown = _shown(view, actors, references.best, mention, best)
        yield Participant(
            id=names.of(event.at, event.type, role, mention.start - event.at),
            role=role,
            actor=Actor(
                name=best.name,
                kind=best.kind or mention.kind,
                country=best.country or mention.country,
                sector=best.sector or mention.sector,
            ),
            mention=None if shown is mention else _span(text, view, mention.start, mention.end),
            **_at(text, *_whole(text, *_tokens(view, shown.start, shown.end))),
        )


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A mention from the beginning of its first word, should that be cut at a hyphen: "34-year-old man"."""
    while start and text[start - 1] in _HYPHENS:
        start -= 1
        while start and text[start - 1].isalnum():
            start -= 1
    return start, end


def _shown(
    view: View, actors: dict[int, Mention], links: dict[int, Mention], mention: Mention, best: Mention
) -> Mention:
    """The mention to show: for a pronoun, a name of the same actor in its sentence, if there is one."""
    if view.pos[mention.head] != "PRON" or best is mention:
        return mention
    start, end = view.sentences[view.sentence[mention.head]]
    same = [
        actors[token]
        for token in range(start, end)
        if token in actors and links.get(token, actors[token]).name == best.name
    ]
    return max(same, key=lambda other: other.end - other.start, default=mention)


def _reading(text: str, doc: Doc, reported: tuple[Reported, ...], mention: EventMention) -> Reading | None:
    piece = statement_around(reported, mention.at)
    if piece is None:
        return None
    said = by_its_word(doc, piece, mention)
    return Reading(
        source=None if piece.source is None else _span(text, doc._.view, *piece.source),
        cue=_span(text, doc._.view, *piece.cue),
        polarity=said.polarity,
        certainty=said.certainty,
        future=said.future,
    )


def _attribution(text: str, view: View, reported: tuple[Reported, ...], token: int) -> Attribution | None:
    piece = statement_around(reported, token)
    if piece is None:
        return None
    return Attribution(
        source=None if piece.source is None else _span(text, view, *piece.source), cue=_span(text, view, *piece.cue)
    )


def _statement(text: str, view: View, names: Names, known: dict[int, Mention], piece: Reported) -> Statement:
    who = speaker(known, piece)
    return Statement(
        id=names.of(piece.cue[0], "statement", piece.content[0] - piece.cue[0]),
        kind="speech" if piece.speech else "attitude",
        source=None if piece.source is None else _span(text, view, *piece.source),
        cue=_span(text, view, *piece.cue),
        content=_span(text, view, *piece.content),
        speaker=None if who is None else Actor(name=who.name, kind=who.kind, country=who.country, sector=who.sector),
        anonymous=is_nameless(view, known, piece),
    )
