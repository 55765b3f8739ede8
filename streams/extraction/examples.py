"""Whether the lexicon's examples hold: each is read as an article is, and its own entry has to find it."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from spacy.tokens import Doc

from streams.extraction.eventmention import EventMention
from streams.extraction.lexicon import Frame
from streams.extraction.mentions import Mention
from streams.extraction.reader import Reader
from streams.records import Article

TOGETHER: Final = 256
"""Examples that are parsed in one go."""


def unfound(reader: Reader, frames: Iterable[Frame]) -> Iterator[tuple[Frame, str]]:
    """The frames whose example they do not find, or find with others in its roles; and what is found instead."""
    waiting = iter(frames)
    while some := list(islice(waiting, TOGETHER)):
        articles = [Article(id="example", body=frame.entry.example, language="en") for frame in some]
        for frame, doc in zip(some, reader.documents(articles), strict=True):
            events: tuple[EventMention, ...] = doc._.events
            if not any(_is_expected(doc, frame, event) for event in events):
                yield frame, "; ".join(_told(doc, event) for event in events) or "no event"


def _is_expected(doc: Doc, frame: Frame, event: EventMention) -> bool:
    expected = frame.entry.expect
    return (
        (event.frame.type, event.frame.line) == (frame.type, frame.line)
        and event.type == frame.type
        and _touches(expected.source, _texts(doc, event.sources))
        and _touches(expected.target, _texts(doc, event.targets))
    )


def _touches(wanted: str | None, found: list[str]) -> bool:
    return wanted is None or any(wanted in one or one in wanted for one in found)


def _texts(doc: Doc, mentions: Iterable[Mention]) -> list[str]:
    return [doc._.view.written(one.start, one.end) for one in mentions]


def _told(doc: Doc, event: EventMention) -> str:
    """An event in a line: "ASSAULT “attacked” by attack: Chad → Niger"."""
    sources, targets = (", ".join(_texts(doc, mentions)) or "nobody" for mentions in (event.sources, event.targets))
    trigger = doc._.view.written(event.start, event.end)
    return f"{event.type} “{trigger}” by {event.frame.entry.lemma}: {sources} → {targets}"
