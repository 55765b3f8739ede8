"""One answer for every message: what the article yields, or why it could not be read."""

import json
import pickle
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Final, NamedTuple, Protocol, TypeVar

from pydantic import ValidationError

from streams.limits import ANSWER_BYTES
from streams.records import (
    REPAIRS,
    REPROCESS,
    Article,
    Extracted,
    Extraction,
    Origin,
    Record,
    Rejected,
    Reprocess,
    dump,
    explain,
)

MARGIN: Final = 65_536
"""Bytes of an answer's message that are key, headers and framing."""

_R = TypeVar("_R", bound=Record)

Header = tuple[str, bytes | None]


class Reads(Protocol):
    """What turns articles into extractions."""

    def read_all(self, articles: Sequence[Article]) -> Iterable[Extraction]: ...


class ArticleTooLong(ValueError):
    """More characters than this deployment reads; split it, or raise WIREROOM_MAX_CHARACTERS."""


class ArticleMissing(ValueError):
    """A message without a value is no article; to withdraw one, publish it with status canceled."""


class AnswerTooLarge(ValueError):
    """What came out of the article is more than the broker takes."""


class HeaderMalformed(ValueError):
    """A header of ours that does not say which message is brought again: it must not pass for a version."""


class Incoming(NamedTuple):
    """A message of `news.articles`, as it crosses to a process of the pool."""

    origin: Origin
    key: bytes | None
    value: bytes | None
    headers: tuple[Header, ...]

    @property
    def traceparent(self) -> str | None:
        """W3C trace context of the producer, where it sent one."""
        found = (value for name, value in self.headers if name.lower() == "traceparent" and value)
        return next((value.decode("ascii", "replace") for value in found), None)

    @property
    def reprocess(self) -> Reprocess | None:
        """What is to be read anew, if the message is no version of its own; raises HeaderMalformed."""
        return next(self._headers(REPROCESS, Reprocess), None)

    @property
    def repairs(self) -> tuple[Origin, ...]:
        """The lost messages that it was sent for, the first sent first; raises HeaderMalformed."""
        return tuple(self._headers(REPAIRS, Origin))

    def _headers(self, wanted: str, model: type[_R]) -> Iterator[_R]:
        for name, value in self.headers:
            if name == wanted:
                try:
                    yield model.model_validate_json(value or b"")
                except ValidationError as error:
                    raise HeaderMalformed(f"header {name}: {explain(error)}") from error

    def pack(self) -> bytes:
        """For the pipe to a process."""
        return pickle.dumps(self, pickle.HIGHEST_PROTOCOL)


class Reply(NamedTuple):
    """An answer as it comes back from a process of the pool: the bytes for the topic, and what the log says."""

    value: bytes
    article_id: str | None
    reason: str | None
    events: int
    seconds: float

    def pack(self) -> bytes:
        """For the pipe from a process."""
        return pickle.dumps(self, pickle.HIGHEST_PROTOCOL)

    @staticmethod
    def unpack(raw: bytes) -> "Reply":
        """From the pipe."""
        reply = pickle.loads(raw)
        assert isinstance(reply, Reply)
        return reply


def load(model: str, cache: Path, max_characters: int) -> Callable[[list[bytes]], list[bytes]]:
    """The work of a process of the pool: packed Incomings in, packed Replies out."""
    # Here, because spaCy takes seconds and 100 MB, and the worker itself has no use for it.
    from streams.agents.beforehand import reader

    found = reader(model, cache)

    def run(jobs: list[bytes]) -> list[bytes]:
        return [reply.pack() for reply in answer([pickle.loads(job) for job in jobs], found, max_characters)]

    return run


def answer(messages: Sequence[Incoming], reader: Reads, max_characters: int) -> list[Reply]:
    """The reply to each message, whatever is in it."""
    started = perf_counter()
    parsed = [_parsed(message, max_characters) for message in messages]
    articles = [article for article in parsed if isinstance(article, Article)]
    readings = zip(articles, _read(articles, reader), strict=True)
    found = [next(readings) if isinstance(article, Article) else article for article in parsed]
    seconds = (perf_counter() - started) / max(1, len(messages))
    return [_reply(message, reading, seconds) for message, reading in zip(messages, found, strict=True)]


def _parsed(message: Incoming, max_characters: int) -> Article | ValueError:
    try:
        return parse(message.value, max_characters)
    except ValueError as error:
        return error


def _read(articles: Sequence[Article], reader: Reads) -> list[Extraction | Exception]:
    """Each article's extraction, or what its reading raised: a defect must not stop the feed, nor its neighbours."""
    try:
        return list(reader.read_all(articles))
    except MemoryError:
        # The process is of no more use: it dies, and the pool tries the articles alone.
        raise
    except Exception as error:
        if len(articles) > 1:
            return [reading for article in articles for reading in _read([article], reader)]
        traceback.print_exc()
        return [error]


def _reply(message: Incoming, reading: ValueError | tuple[Article, Extraction | Exception], seconds: float) -> Reply:
    if isinstance(reading, ValueError):
        return reject(message, reading, seconds)
    article, extraction = reading
    if isinstance(extraction, Exception):
        return reject(message, extraction, seconds)
    try:
        reprocess, repairs = message.reprocess, message.repairs
    except HeaderMalformed as error:
        return reject(message, error, seconds)
    extracted = Extracted(
        origin=message.origin,
        reprocess=reprocess,
        repairs=repairs,
        article=article,
        extraction=extraction,
        traceparent=message.traceparent,
    )
    value = dump(extracted)
    if len(value) > ANSWER_BYTES - MARGIN:
        return reject(message, AnswerTooLarge(f"its extraction has {len(value):,} bytes"), seconds)
    return Reply(value, article.id, None, len(extraction.events), seconds)


def parse(value: bytes | None, max_characters: int) -> Article:
    """An article of the wire; raises ValueError (ValidationError, ArticleTooLong, ArticleMissing)."""
    if value is None:
        raise ArticleMissing("a message without a value; to withdraw an article, publish it with status canceled")
    article = Article.model_validate_json(value)
    if len(article.text) > max_characters:
        raise ArticleTooLong(f"{len(article.text):,} characters, more than {max_characters:,}")
    return article


def reject(incoming: Incoming, error: Exception, seconds: float = 0.0) -> Reply:
    """The reply that dead-letters a message."""
    article_id = id_in(incoming.value)
    try:
        reprocess, repairs = incoming.reprocess, incoming.repairs
    except HeaderMalformed:
        reprocess, repairs = None, ()
    rejected = Rejected(
        origin=incoming.origin,
        reprocess=reprocess,
        repairs=repairs,
        key=incoming.key,
        value=incoming.value,
        headers=incoming.headers,
        reason=type(error).__name__,
        message=explain(error),
        article_id=article_id,
        traceparent=incoming.traceparent,
    )
    return Reply(dump(rejected), article_id, rejected.reason, 0, seconds)


def id_in(value: bytes | None) -> str | None:
    """The article's id in what may be no article; None: none can be read."""
    try:
        found = json.loads(value or b"null")
    except (ValueError, RecursionError):
        return None
    given = found.get("id") if isinstance(found, dict) else None
    return given.encode(errors="replace").decode() if isinstance(given, str) and given else None
