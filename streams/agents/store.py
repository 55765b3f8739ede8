"""Store: receipts, ledger rows and outbox of a batch of extractions, in one transaction."""

import asyncio
from collections.abc import Callable
from time import perf_counter
from typing import Final

import structlog
from faust import App, StreamT
from mode.supervisors import CrashingSupervisor
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from models.database import may_pass
from models.ledger import record
from streams.agents.backoff import Backoff
from streams.agents.limit import DeadLetterCount, DeadLetterLimit
from streams.agents.metrics import Metrics
from streams.records import Extracted, Rejected, dump, load_answer
from streams.topics import EXTRACTIONS

log = structlog.get_logger(__name__)

BATCH: Final = 32
WITHIN: Final = 0.2
"""Seconds that a batch waits to fill: a transaction costs as much as the rows of three articles."""


def add_store(
    app: App, engine: AsyncEngine, stored: Callable[[], None], limit: DeadLetterLimit, metrics: Metrics
) -> None:
    """Add the step to the app; `stored` is called after each commit."""
    letters = DeadLetterCount(limit)
    extractions = app.topic(EXTRACTIONS, key_serializer="raw", value_serializer="raw")

    @app.agent(extractions, name="store", concurrency=1, supervisor_strategy=CrashingSupervisor)
    async def store(stream: StreamT[bytes]) -> None:
        """Write every batch; acknowledge it when it is committed."""
        async for events in stream.noack_take(BATCH, within=WITHIN):
            await write([load_answer(event.message.value) for event in events], engine, metrics, letters)
            for event in events:
                event.ack()
            stored()


async def write(
    answers: list[Extracted | Rejected], engine: AsyncEngine, metrics: Metrics, letters: DeadLetterCount
) -> None:
    """Write a batch, however long Postgres is away; raises what waiting does not mend, and TooManyDeadLetters."""
    backoff = Backoff()
    while True:
        started = perf_counter()
        try:
            async with engine.begin() as connection:
                outcomes = await connection.run_sync(record, answers)
        except (DataError, IntegrityError) as error:
            return await write_apart(answers, error, engine, metrics, letters)
        except DBAPIError as error:
            if not may_pass(error):
                raise
            seconds = backoff.next()
            log.warning("ledger not reached, trying again", seconds=round(seconds, 1), error=str(error).splitlines()[0])
            await asyncio.sleep(seconds)
        else:
            metrics.stored(outcomes, perf_counter() - started)
            for answer, outcome in zip(answers, outcomes, strict=True):
                if isinstance(answer, Extracted):
                    letters.admit(dead=False)
                log.info(
                    outcome,
                    article_id=answer.article.id if isinstance(answer, Extracted) else answer.article_id,
                    partition=answer.origin.partition,
                    offset=answer.origin.offset,
                )
            return None


async def write_apart(
    answers: list[Extracted | Rejected],
    error: Exception,
    engine: AsyncEngine,
    metrics: Metrics,
    letters: DeadLetterCount,
) -> None:
    """Write one by one what Postgres refuses together; what it refuses alone is dead-lettered with its reason."""
    if len(answers) > 1:
        for answer in answers:
            await write([answer], engine, metrics, letters)
        return
    (answer,) = answers
    if isinstance(answer, Rejected):
        raise error
    log.error("ledger refuses an extraction", article_id=answer.article.id, error=str(error).splitlines()[0])
    letters.admit(dead=True)
    await write([refuse(answer, error)], engine, metrics, letters)


def refuse(answer: Extracted, error: Exception) -> Rejected:
    """What is recorded in the place of an extraction that Postgres does not take."""
    return Rejected(
        origin=answer.origin,
        reprocess=answer.reprocess,
        repairs=answer.repairs,
        key=answer.article.id.encode(),
        value=dump(answer.article),
        reason=type(error).__name__,
        message=str(error).splitlines()[0],
        article_id=answer.article.id,
        traceparent=answer.traceparent,
    )
