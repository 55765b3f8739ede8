"""Announce: what the outbox holds goes to its topics, by one drainer in the whole group.

A session-level advisory lock elects the drainer. The lock alone does not stop what a woken zombie has buffered; the
fixed `transactional.id` does: whoever holds the lock fences whoever held it before. Rows leave the outbox after the
broker has committed them, so a crash in between sends them again, the same keys with the same bytes.
"""

import asyncio
from typing import Final

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaConnectionError, KafkaError
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from models import outbox
from models.database import may_pass
from streams.access import access
from streams.agents.backoff import Backoff
from streams.agents.metrics import Metrics
from streams.limits import ANSWER_BYTES

log = structlog.get_logger(__name__)

BATCH: Final = 500
POLL_SECONDS: Final = 0.25
PAUSE_SECONDS: Final = 0.2
"""Between two batches that are not full: a transaction writes a marker into every partition that it touches."""
ELECTION_SECONDS: Final = 1.0
IDLE_SECONDS: Final = 15.0
"""After how long, at most, Postgres ends the session of a drainer that is stopped, and frees its lock."""


def transactional_id(group: str) -> str:
    """Of the producer of a group's one drainer; whoever takes it fences off whoever had it."""
    return f"{group}-announce"


class Announcer:
    """The drainer, or a candidate to be it. `run` is a task for the app."""

    def __init__(self, engine: AsyncEngine, broker: str, group: str, session_timeout: float, metrics: Metrics) -> None:
        self._engine = engine
        self._idle_seconds = min(session_timeout, IDLE_SECONDS)
        self._broker = broker
        self._transactional_id = transactional_id(group)
        self._metrics = metrics
        self._news = asyncio.Event()

    def wake(self) -> None:
        """There is something in the outbox."""
        self._news.set()

    async def run(self) -> None:
        """Drain whenever elected, for ever; waits for servers that are away, raises what waiting does not mend."""
        backoff = Backoff()
        while True:
            try:
                async with self._engine.connect() as connection:
                    if await self._elected(connection):
                        try:
                            await self._drain(connection, backoff)
                        finally:
                            # The lock is the session's: in the pool it would be kept, and nobody else could announce.
                            await connection.invalidate()
                await asyncio.sleep(ELECTION_SECONDS)
            except (DBAPIError, KafkaError, OSError) as error:
                if isinstance(error, DBAPIError) and not may_pass(error):
                    raise
                seconds = backoff.next()
                log.warning("announcing waits", seconds=round(seconds, 1), error=str(error).splitlines()[0])
                await asyncio.sleep(seconds)

    async def _elected(self, connection: AsyncConnection) -> bool:
        # Before the lock: a session that is stopped right after it loses it as well. Undone with a lock not had.
        for name in ("idle_session_timeout", "idle_in_transaction_session_timeout"):
            await connection.execute(text(f"SET {name} = '{self._idle_seconds:.3f}s'"))
        elected = await connection.run_sync(outbox.lock)
        await (connection.commit() if elected else connection.rollback())
        return elected

    async def _drain(self, connection: AsyncConnection, backoff: Backoff) -> None:
        producer = AIOKafkaProducer(
            **access(self._broker).options(),
            transactional_id=self._transactional_id,
            max_request_size=ANSWER_BYTES,
        )
        try:
            await _start(producer)
            log.info("announcing", transactional_id=self._transactional_id)
            while True:
                self._news.clear()
                sent = await self._announce(connection, producer)
                backoff.reset()
                if not sent:
                    await self._wait()
                elif sent < BATCH:
                    await asyncio.sleep(PAUSE_SECONDS)
        finally:
            await producer.stop()

    async def _announce(self, connection: AsyncConnection, producer: AIOKafkaProducer) -> int:
        """Send one batch and take it out of the outbox; how many messages it had."""
        rows = await connection.run_sync(outbox.take, BATCH)
        if rows:
            async with producer.transaction():
                # Together: every failure is heard, where the first one ends the transaction.
                await asyncio.gather(
                    *[await producer.send(row.topic, row.value, row.key, headers=row.headers) for row in rows]
                )
            await connection.run_sync(outbox.remove, [row.id for row in rows])
        await connection.commit()
        for row in rows:
            self._metrics.announced(row.topic)
        return len(rows)

    async def _wait(self) -> None:
        try:
            await asyncio.wait_for(self._news.wait(), POLL_SECONDS)
        except TimeoutError:
            # Another worker may have stored something.
            return


async def _start(producer: AIOKafkaProducer) -> None:
    try:
        await producer.start()
    except AssertionError as error:
        # aiokafka's word for a broker that has just come up, and names no brokers yet.
        raise KafkaConnectionError(str(error)) from error
