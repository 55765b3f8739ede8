"""Whether a worker is alive, and whether it does its work."""

import asyncio
from typing import Final

from faust import App
from faust.types import TP
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from streams.agents.metrics import Metrics

CHECK_SECONDS: Final = 2.0
PATIENCE_SECONDS: Final = 5.0


class Health:
    """What stands between a worker and its work, by name. `watch` is a task for the app."""

    def __init__(self, app: App, engine: AsyncEngine, metrics: Metrics) -> None:
        self._app = app
        self._engine = engine
        self._metrics = metrics
        self.troubles: dict[str, str] = {
            "assignment": "not joined yet",
            "broker": "not asked yet",
            "database": "not asked yet",
            "pool": "loading",
        }
        app.on_partitions_assigned.connect(self._assigned, weak=False)
        app.on_partitions_revoked.connect(self._revoked, weak=False)

    @property
    def ready(self) -> bool:
        """Joined, an assignment received (be it empty), pool loaded, broker and database answering."""
        return not self.troubles

    def pool_loaded(self) -> None:
        """Every process has its pipeline."""
        self.troubles.pop("pool", None)

    async def watch(self) -> None:
        """Ask broker and database every two seconds, for ever."""
        while True:
            await asyncio.gather(
                self._check("database", self._ask_database()), self._check("broker", self._ask_broker())
            )
            self._measure_lag()
            await asyncio.sleep(CHECK_SECONDS)

    async def _assigned(self, sender: object, assigned: set[TP], **kwargs: object) -> None:
        self.troubles.pop("assignment", None)

    async def _revoked(self, sender: object, revoked: set[TP], **kwargs: object) -> None:
        self.troubles["assignment"] = "rebalancing"

    async def _check(self, name: str, question: object) -> None:
        try:
            await asyncio.wait_for(question, PATIENCE_SECONDS)  # type: ignore[arg-type]
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            self.troubles[name] = str(error).splitlines()[0] if str(error) else "does not answer"
        else:
            self.troubles.pop(name, None)

    async def _ask_database(self) -> None:
        async with self._engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def _ask_broker(self) -> None:
        producer = self._app.producer._producer
        if producer is None or not await producer.client.force_metadata_update():
            raise OSError("no broker answers")

    def _measure_lag(self) -> None:
        consumer = self._app.consumer
        for tp in consumer.assignment():
            end, committed = consumer.highwater(tp), consumer._committed_offset.get(tp)
            if end is not None:
                self._metrics.lag(tp.topic, tp.partition, max(0, end - (committed or 0)))
