"""From records to rows: what one version of an article says, as the ledger keeps it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import chain
from typing import Protocol, TypeVar
from uuid import UUID

from models.bulk import Row
from models.keys import actor_key, place_key
from streams import records


@dataclass(frozen=True)
class Said:
    """Something that an article says: its row, and the JSON whose hash tells whether it changed."""

    row: Row
    value: bytes
    content_hash: bytes


@dataclass(frozen=True)
class Reading:
    """All that one version of an article says, by id."""

    statements: Mapping[UUID, Said] = field(default_factory=dict)
    events: Mapping[UUID, Said] = field(default_factory=dict)
    numbers: Mapping[UUID, Said] = field(default_factory=dict)
    participants: Mapping[UUID, list[Row]] = field(default_factory=dict)
    """By the id of their event."""
    times: Mapping[UUID, Row] = field(default_factory=dict)
    mentions: Mapping[UUID, Row] = field(default_factory=dict)
    actors: Mapping[UUID, Row] = field(default_factory=dict)
    places: Mapping[UUID, Row] = field(default_factory=dict)


def read(article: records.Article, extraction: records.Extraction, at: datetime) -> Reading:
    """The rows of an extraction, recorded at that time. Of several records with one id the first counts."""
    article_id = article.key
    reference = records.dump(
        records.Reference(id=article.id, source=article.source, url=article.url, published_at=article.published_at)
    )
    events = _by_id(extraction.events)
    times = _by_id((*extraction.times, *(event.time for event in events.values() if event.time)))
    places = (*extraction.places, *(event.place for event in events.values() if event.place))
    actors = chain(
        (part.actor for event in events.values() for part in event.participants),
        (statement.speaker for statement in extraction.statements if statement.speaker),
    )
    spoken = _Spoken(extraction.statements)
    return Reading(
        statements={
            key: _said(records.dump(statement), article_id, at, _statement(statement))
            for key, statement in _by_id(extraction.statements).items()
        },
        events={
            key: _said(_message(event, reference), article_id, at, _event(event, article, spoken))
            for key, event in events.items()
        },
        numbers={
            key: _said(_message(number, reference), article_id, at, _number(number, spoken))
            for key, number in _by_id(extraction.numbers).items()
        },
        participants={key: _participants(event) for key, event in events.items()},
        times={key: _time(time, article_id) for key, time in times.items()},
        mentions={key: _mention(place, article_id) for key, place in _by_id(extraction.places).items()},
        actors={actor_key(actor): _actor(actor) for actor in set(actors)},
        places={place_key(place): _place(place) for place in places},
    )


class _Spoken:
    """Finds the statement that an event or a number is part of."""

    def __init__(self, statements: Iterable[records.Statement]) -> None:
        self._by_voice: dict[object, list[records.Statement]] = {}
        for statement in statements:
            self._by_voice.setdefault((statement.source, statement.cue), []).append(statement)

    def around(self, attribution: records.Attribution | None, span: records.Span) -> UUID | None:
        """The statement of that source and cue whose content holds the span."""
        if attribution is None:
            return None
        for statement in self._by_voice.get((attribution.source, attribution.cue), ()):
            if statement.content.start <= span.start and span.end <= statement.content.end:
                return statement.id
        return None


class _Identified(Protocol):
    @property
    def id(self) -> UUID: ...


_I = TypeVar("_I", bound=_Identified)


def _by_id(found: Iterable[_I]) -> dict[UUID, _I]:
    by_id: dict[UUID, _I] = {}
    for one in found:
        by_id.setdefault(one.id, one)
    return by_id


def _said(value: bytes, article: UUID, at: datetime, row: Row) -> Said:
    content_hash = sha256(value).digest()
    whole = {
        **row,
        "article_id": article,
        "content_hash": content_hash,
        "recorded_at": at,
        "retracted_at": None,
        "retracted_by": None,
    }
    return Said(row=whole, value=value, content_hash=content_hash)


def _message(record: records.Event | records.Number, reference: bytes) -> bytes:
    """The record's message: the same as dumping an EventMessage or NumberMessage, whose last field is the article."""
    return b'%s,"article":%s}' % (records.dump(record)[:-1], reference)


def _span(prefix: str, span: records.Span | None) -> Row:
    if span is None:
        return {f"{prefix}text": None, f"{prefix}start": None, f"{prefix}end": None}
    return {f"{prefix}text": span.text, f"{prefix}start": span.start, f"{prefix}end": span.end}


def _statement(statement: records.Statement) -> Row:
    return {
        "id": statement.id,
        "kind": statement.kind,
        "anonymous": statement.anonymous,
        "actor_id": statement.speaker and actor_key(statement.speaker),
        **_span("source_", statement.source),
        **_span("cue_", statement.cue),
        **_span("content_", statement.content),
    }


def _event(event: records.Event, article: records.Article, spoken: _Spoken) -> Row:
    attribution = event.attribution
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": event.contexts,
        **_span("trigger_", event.trigger),
        "statement_id": spoken.around(attribution, event.trigger),
        **_attribution(attribution),
        "attribution_polarity": attribution and attribution.polarity,
        "attribution_certainty": attribution and attribution.certainty,
        "attribution_future": None if attribution is None else attribution.future,
        "time_id": event.time and event.time.id,
        "place_id": event.place and place_key(event.place),
        **_span("place_", event.place),
        "polarity": event.polarity,
        "certainty": event.certainty,
        "future": event.future,
        "confidence": event.confidence,
        "published_at": article.published_at,
        "source_countries": _countries(event, "source"),
        "target_countries": _countries(event, "target"),
    }


def _countries(event: records.Event, role: str) -> list[str]:
    return sorted({part.actor.country for part in event.participants if part.role == role and part.actor.country})


def _attribution(attribution: records.Attribution | None) -> Row:
    said = attribution or records.Attribution()
    return {**_span("attribution_source_", said.source), **_span("attribution_cue_", said.cue)}


def _participants(event: records.Event) -> list[Row]:
    return [
        {
            "id": part.id,
            "event_id": event.id,
            "ordinal": ordinal,
            "role": part.role,
            **_span("", part),
            **_span("mention_", part.mention),
            "actor_id": actor_key(part.actor),
        }
        for ordinal, part in enumerate(_by_id(event.participants).values())
    ]


def _number(number: records.Number, spoken: _Spoken) -> Row:
    return {
        "id": number.id,
        "event_id": number.event_id,
        **_span("", number),
        "value": number.value,
        "low": number.low,
        "high": number.high,
        "bound": number.bound,
        "unit": number.unit,
        "unit_kind": number.unit_kind,
        **_span("counted_", number.counted),
        "period": number.period,
        "change": number.change,
        "concept": number.concept,
        "statement_id": spoken.around(number.attribution, number),
        **_attribution(number.attribution),
    }


def _time(time: records.Time, article: UUID) -> Row:
    return {"id": time.id, "article_id": article, **_span("", time), "type": time.type, "value": time.value}


def _mention(place: records.Place, article: UUID) -> Row:
    return {
        "id": place.id,
        "article_id": article,
        **_span("", place),
        "place_id": place_key(place),
        "confidence": place.confidence,
    }


def _actor(actor: records.Actor) -> Row:
    return {
        "id": actor_key(actor),
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
    }


def _place(place: records.Place) -> Row:
    return {
        "id": place_key(place),
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "division": place.division,
        "geonames_id": place.geonames_id,
    }
