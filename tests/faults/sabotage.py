"""Every safety of the stream, and how to take it out of a process: what the campaign is worth is whether it notices."""

import os
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import Select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from models import acceptance, outbox, revision
from models.database import engine
from models.versions import Outcome, Standing
from streams.agents import announce, store
from streams.agents.window import Window


@dataclass(frozen=True)
class Sabotage:
    """A safety, how to take it out, and what has to notice."""

    safety: str
    take_out: Callable[[], None]
    kinds: tuple[str, ...] = ()
    """Faults of the campaign, one after another until it is noticed."""
    test: str = ""
    """Or a test that fails without it."""


def ack_before_the_send() -> None:
    put = Window.put

    async def acknowledge_and_put(self: Any, event: Any) -> None:
        event.ack()
        await put(self, event)

    Window.put = acknowledge_and_put  # type: ignore[method-assign]
    Window.acknowledge = _release  # type: ignore[method-assign]


def acks_out_of_order() -> None:
    put = Window.put

    async def put_and_acknowledge_when_read(self: Any, event: Any) -> None:
        work = self._work

        async def work_and_acknowledge(event: Any) -> Any:
            result = await work(event)
            event.ack()
            return result

        self._work = work_and_acknowledge
        try:
            await put(self, event)
        finally:
            self._work = work

    Window.put = put_and_acknowledge_when_read  # type: ignore[method-assign]
    Window.acknowledge = _release  # type: ignore[method-assign]


async def _release(self: Any) -> None:
    while True:
        _, durable = await self._sent.get()
        await durable
        self._room.release()


def no_constraint_on_receipts() -> None:
    made = engine(os.environ["WIREROOM_DATABASE"])
    # A database that is away has been told already, by the worker before.
    with suppress(SQLAlchemyError), made.begin() as connection:
        connection.execute(text("ALTER TABLE receipts DROP CONSTRAINT IF EXISTS pk_receipts"))
    made.dispose()


def no_guard_of_the_version() -> None:
    def judge(stored: Standing | None, incoming: Standing, *, canceled: bool) -> tuple[Outcome, Standing]:
        return "withdrawn" if canceled else "stored", incoming if stored is None else incoming.filled(stored)

    acceptance.judge = judge


def no_lock_on_the_article() -> None:
    Select.with_for_update = lambda self, **options: self  # type: ignore[method-assign,assignment,misc]


def no_lock_of_the_drainer() -> None:
    outbox.lock = lambda connection: True


def no_fence_of_the_producer() -> None:
    producer = announce.AIOKafkaProducer

    def unfenced(**options: Any) -> Any:
        return producer(**options | {"transactional_id": f"{options['transactional_id']}-{uuid4()}"})

    announce.AIOKafkaProducer = unfenced


def outbox_out_of_the_transaction() -> None:
    write: Callable[..., Awaitable[None]] = store.write
    decided: list[Any] = []

    async def write_then_enqueue(answers: Sequence[Any], to: AsyncEngine, *rest: Any) -> None:
        decided.clear()
        await write(answers, to, *rest)
        with suppress(SQLAlchemyError):
            async with to.begin() as connection:
                await connection.run_sync(outbox.enqueue, list(decided))

    revision.enqueue = lambda connection, announcements: decided.extend(announcements)
    store.write = write_then_enqueue


SABOTAGES: Final = {
    "early-ack": Sabotage(
        "acknowledged only after the send",
        ack_before_the_send,
        kinds=("worker killed",),
        test="tests/streams/agents/test_window.py::test_nothing_is_acknowledged_before_it_is_durable",
    ),
    "unordered-acks": Sabotage(
        "acknowledged in order",
        acks_out_of_order,
        test="tests/streams/agents/test_window.py::test_nothing_is_acknowledged_before_what_came_before_it",
    ),
    "receipt": Sabotage(
        "the receipt's constraint",
        no_constraint_on_receipts,
        kinds=("worker killed", "worker paused", "connections cut"),
    ),
    "version": Sabotage(
        "the guard of the version",
        no_guard_of_the_version,
        kinds=("reader killed",),
        test="tests/models/test_ledger.py::test_an_older_version_that_comes_late_changes_nothing",
    ),
    "article-lock": Sabotage(
        "the lock on the article's row",
        no_lock_on_the_article,
        test="tests/models/test_concurrency.py::test_a_message_is_judged_by_what_the_store_before_it_leaves",
    ),
    "drainer-lock": Sabotage(
        "the lock of the drainer",
        no_lock_of_the_drainer,
        test="tests/models/test_outbox.py::test_one_session_drains_until_it_ends",
    ),
    "fence": Sabotage(
        "the fence of the producer",
        no_fence_of_the_producer,
        test="tests/streams/agents/test_announce.py::test_what_a_stopped_drainer_has_on_its_way_is_fenced_off",
    ),
    "outbox": Sabotage(
        "the outbox in the transaction",
        outbox_out_of_the_transaction,
        kinds=("connections cut", "Postgres killed"),
    ),
}
