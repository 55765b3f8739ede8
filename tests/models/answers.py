"""Answers to test with, made from plain sentences by a reader that knows one pattern.

"Alpha struck Beta on Monday in Paris with 12 tanks, Gamma said." has an event from "struck", participants from the
words around it, a time, a place, a number and a statement, each where those words are there. Ids are made as the
real reader makes them, so that a sentence keeps them wherever it moves.
"""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from streams import records

TOPIC = UUID("3b0c9a52-5d0e-4f0e-9a51-0d9d9f3c1a01")
START = datetime(2025, 9, 5, 6, 0, tzinfo=UTC)
PATTERN = re.compile(
    r"(?P<source>\w+) (?P<trigger>\w+) (?P<target>\w+)(?: on (?P<time>\w+))?(?: in (?P<place>\w+))?"
    r"(?: with (?P<number>(?P<value>[\d.]+) (?P<counted>\w+)))?(?:, (?P<speaker>\w+) (?P<cue>said))?\."
)


def origin(offset: int, partition: int = 0, appended_at: datetime | None = None) -> records.Origin:
    """A place on the topic; unless told otherwise the broker took one message a second."""
    return records.Origin(
        topic="news.articles",
        topic_id=TOPIC,
        partition=partition,
        offset=offset,
        appended_at=appended_at or START + timedelta(seconds=offset),
    )


def answer(
    article_id: str,
    offset: int,
    *sentences: str,
    partition: int = 0,
    appended_at: datetime | None = None,
    traceparent: str | None = None,
    reprocess: records.Reprocess | None = None,
    repairs: tuple[records.Origin, ...] = (),
    revision: str = "test",
    **fields: object,
) -> records.Extracted:
    """What the reader makes of an article that has these sentences for its paragraphs."""
    stated: dict[str, object] = {
        "source": "Wire",
        "url": "https://example.org/1",
        "published_at": "2025-09-05T08:00:00+02:00",
    }
    article = records.Article.model_validate({"id": article_id, "body": "\n\n".join(sentences), **stated, **fields})
    return records.Extracted(
        origin=origin(offset, partition, appended_at),
        reprocess=reprocess,
        repairs=repairs,
        article=article,
        extraction=read(article, revision),
        traceparent=traceparent,
    )


def rejected(offset: int, **fields: object) -> records.Rejected:
    """A message that is no article."""
    stated: dict[str, object] = {
        "origin": origin(offset),
        "value": b"{not json",
        "reason": "ValidationError",
        "message": "Invalid JSON",
    }
    return records.Rejected.model_validate({**stated, **fields})


def read(article: records.Article, revision: str = "test") -> records.Extraction:
    """Every sentence of the pattern, in order."""
    seen: Counter[str] = Counter()
    sentences = []
    for found in PATTERN.finditer(article.text):
        sentences.append(Sentence(found, (article.id, found[0], seen[found[0]])))
        seen[found[0]] += 1
    return records.Extraction(
        article_id=article.id,
        language="en",
        revision=revision,
        events=tuple(sentence.event for sentence in sentences),
        numbers=tuple(sentence.number for sentence in sentences if sentence.number),
        times=tuple(sentence.time for sentence in sentences if sentence.time),
        places=tuple(sentence.place for sentence in sentences if sentence.place),
        statements=tuple(sentence.statement for sentence in sentences if sentence.statement),
    )


class Sentence:
    """What one sentence says."""

    def __init__(self, found: re.Match[str], identity: tuple[str, str, int]) -> None:
        self._found = found
        self._identity = identity

    @property
    def event(self) -> records.Event:
        speaker = self._span("speaker")
        return records.Event(
            id=self._event_id,
            type="ASSAULT",
            mode="aerial",
            contexts=("military",),
            trigger=records.Span.model_validate(self._words("trigger")),
            participants=(self._participant("source", "FRA"), self._participant("target", None)),
            time=self.time,
            place=self.place,
            attribution=records.Reading(source=speaker, cue=self._span("cue")) if speaker else None,
            numbers=(self.number.id,) if self.number else (),
        )

    @property
    def number(self) -> records.Number | None:
        if self._found["number"] is None:
            return None
        words, value, speaker = self._words("number"), Decimal(self._found["value"]), self._span("speaker")
        return records.Number(
            id=self._id("number"),
            value=value,
            counted=self._span("counted"),
            event_id=self._event_id,
            attribution=records.Attribution(source=speaker, cue=self._span("cue")) if speaker else None,
            **words,
        )

    @property
    def time(self) -> records.Time | None:
        if self._found["time"] is None:
            return None
        return records.Time(id=self._id("time"), type="DATE", value="2025-09-01", **self._words("time"))

    @property
    def place(self) -> records.Place | None:
        if self._found["place"] is None:
            return None
        words = self._words("place")
        return records.Place(
            id=self._id("place"),
            name=words["text"],
            country="FRA",
            latitude=48.85,
            longitude=2.35,
            division="Île-de-France",
            geonames_id=2988507,
            confidence=0.97,
            **words,
        )

    @property
    def statement(self) -> records.Statement | None:
        if self._found["speaker"] is None:
            return None
        start, end = self._found.start(), self._found.start("speaker") - len(", ")
        content = records.Span(text=self._found.string[start:end], start=start, end=end)
        return records.Statement(
            id=self._id("statement"),
            source=self._span("speaker"),
            cue=self._span("cue"),
            content=content,
            speaker=records.Actor(name=self._found["speaker"], kind="group", country="DEU"),
        )

    def _participant(self, role: str, country: str | None) -> records.Participant:
        words = self._words(role)
        actor = records.Actor(name=words["text"], kind="group", country=country)
        return records.Participant(id=self._id(role), role=role, actor=actor, **words)

    @property
    def _event_id(self) -> UUID:
        return self._id(self._found.start("trigger") - self._found.start(), "ASSAULT")

    def _id(self, *parts: object) -> UUID:
        return records.identify(*self._identity, *parts)

    def _words(self, group: str) -> dict[str, Any]:
        return {"text": self._found[group], "start": self._found.start(group), "end": self._found.end(group)}

    def _span(self, group: str) -> records.Span | None:
        return None if self._found[group] is None else records.Span(**self._words(group))
