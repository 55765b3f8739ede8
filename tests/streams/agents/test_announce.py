"""Of two drainers one announces: what the other has on its way when it is succeeded comes to nothing."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs

from models import outbox
from models.database import async_engine
from streams.agents.announce import Announcer
from streams.agents.metrics import Metrics
from streams.embedded import Addresses
from streams.reader import consumer, messages
from streams.settings import Settings
from streams.topics import EVENTS, create
from tests.faults.proxy import Proxy

STOPPED_SECONDS = 1.5
"""After which the database gives up on a drainer, and its successor is elected."""

ELECTED = f"SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = {outbox.LOCK & 0xFFFFFFFF})"
ASKING = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ~ 'FROM outbox')"
DRAINED = "SELECT NOT EXISTS (SELECT FROM outbox)"


@pytest.fixture(scope="module")
def broker(addresses: Addresses, embedded_settings: Settings) -> str:
    create(addresses.broker, embedded_settings)
    return addresses.broker


@pytest.fixture
async def engine(ledger: str) -> AsyncIterator[AsyncEngine]:
    made = async_engine(ledger)
    yield made
    await made.dispose()


@pytest.fixture
def way(ledger: str) -> Iterator[Proxy]:
    port = make_url(ledger).port
    assert port is not None
    with Proxy(port) as made:
        yield made


@pytest.fixture
async def elsewhere(ledger: str, way: Proxy) -> AsyncIterator[AsyncEngine]:
    made = async_engine(make_url(ledger).set(port=way.port).render_as_string(hide_password=False))
    yield made
    await made.dispose()


@asynccontextmanager
async def drainer(engine: AsyncEngine, broker: str, group: str) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.ensure_future(Announcer(engine, broker, group, STOPPED_SECONDS, Metrics()).run())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def busy(engine: AsyncEngine) -> AsyncIterator[None]:
    """The sessions of a pool in use, as the other steps of a worker use them: Postgres ends none as idle."""

    async def ask() -> None:
        while True:
            async with engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
            await asyncio.sleep(0.1)

    task = asyncio.ensure_future(ask())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def row(key: str, value: str) -> Any:
    return {"topic": EVENTS, "key": key, "headers": [], "value": value}


async def until(condition: str, engine: AsyncEngine) -> None:
    async with asyncio.timeout(60):
        while True:
            async with engine.connect() as connection:
                if await connection.scalar(text(condition)):
                    return
            await asyncio.sleep(0.05)


def told(broker: str, key: str) -> list[bytes]:
    client = consumer(broker)
    try:
        found = messages(client, EVENTS, beginning=True, follow=False)
        return [message.value for message in found if message.key == key.encode()]
    finally:
        client.close(autocommit=False)


async def test_what_a_stopped_drainer_has_on_its_way_is_fenced_off(
    engine: AsyncEngine, elsewhere: AsyncEngine, way: Proxy, broker: str
) -> None:
    key, group = str(uuid4()), f"group-{uuid4()}"
    async with drainer(elsewhere, broker, group) as zombie:
        await until(ELECTED, engine)
        async with engine.begin() as connection:
            # It asks for what there is, and hears of the first word only when it is over.
            await connection.execute(text("LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE"))
            await connection.run_sync(outbox.enqueue, [row(key, "first")])
            await until(ASKING, engine)
            way.hold()
        async with drainer(engine, broker, group):
            await until(DRAINED, engine)
            async with engine.begin() as connection:
                await connection.run_sync(outbox.enqueue, [row(key, "second")])
            await until(DRAINED, engine)
            way.release()
            await asyncio.sleep(2.0)
            assert not zombie.done()
    assert told(broker, key) == [b"first", b"second"]


async def test_a_drainer_that_is_stopped_is_succeeded_and_none_of_its_messages_is_lost(
    engine: AsyncEngine, elsewhere: AsyncEngine, way: Proxy, broker: str
) -> None:
    key, group = str(uuid4()), f"group-{uuid4()}"
    async with drainer(elsewhere, broker, group):
        await until(ELECTED, engine)
        way.hold()
        async with engine.begin() as connection:
            await connection.run_sync(outbox.enqueue, [row(key, str(number)) for number in range(20)])
        async with drainer(engine, broker, group):
            await until(DRAINED, engine)
        way.release()
    assert told(broker, key) == [str(number).encode() for number in range(20)]


async def test_a_drainer_that_finds_no_broker_leaves_the_place_to_another(
    engine: AsyncEngine, elsewhere: AsyncEngine, broker: str
) -> None:
    key, group = str(uuid4()), f"group-{uuid4()}"
    async with drainer(elsewhere, "127.0.0.1:1", group):
        with capture_logs() as logs:
            async with asyncio.timeout(60):
                # Elected for too short a time to be seen in the database.
                while not any(entry["event"] == "announcing waits" for entry in logs):
                    await asyncio.sleep(0.05)
        async with engine.begin() as connection:
            await connection.run_sync(outbox.enqueue, [row(key, "word")])
        async with drainer(engine, broker, group), busy(elsewhere):
            await until(DRAINED, engine)
    assert told(broker, key) == [b"word"]
