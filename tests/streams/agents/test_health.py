"""Whether a worker does its work, and when it had better begin anew."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from models.database import async_engine
from streams.agents.health import Health, Stranded
from streams.agents.metrics import Metrics


class Signal:
    """As Faust's, as far as it is used."""

    def connect(self, handler: Any, weak: bool) -> None:
        self.send = handler


class App:
    """A worker whose broker answers, or not; it has no partitions."""

    def __init__(self, broker_answers: bool) -> None:
        async def update() -> bool:
            return broker_answers

        self.on_partitions_assigned, self.on_partitions_revoked = Signal(), Signal()
        self.producer = SimpleNamespace(_producer=SimpleNamespace(client=SimpleNamespace(force_metadata_update=update)))
        self.consumer = SimpleNamespace(assignment=set)


@pytest.fixture
async def engine():
    made = async_engine("postgresql://nobody:x@127.0.0.1:1/none")
    yield made
    await made.dispose()


async def watch(app: App, engine: Any, assigned: bool) -> None:
    health = Health(app, engine, 0.1, Metrics())
    await app.on_partitions_revoked.send(app, set())
    if assigned:
        await app.on_partitions_assigned.send(app, set())
    await asyncio.wait_for(health.watch(), 5)


async def test_a_worker_out_of_its_group_for_long_is_stranded(engine: Any) -> None:
    with pytest.raises(Stranded, match="rebalancing for more than 0.3 s"):
        await watch(App(broker_answers=True), engine, assigned=False)


@pytest.mark.parametrize(("broker_answers", "assigned"), [(False, False), (True, True)])
async def test_it_is_not_while_the_broker_is_away_nor_when_it_has_an_assignment(
    engine: Any, broker_answers: bool, assigned: bool
) -> None:
    with pytest.raises(TimeoutError):
        await watch(App(broker_answers), engine, assigned)
