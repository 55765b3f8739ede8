"""Whether a worker is alive, and whether it does its work."""

import asyncio
import time
from typing import Final

from faust import App
from faust.types import TP
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from streams.agents.metrics import Metrics

CHECK_SECONDS: Final = 2.0
PATIENCE_SECONDS: Final = 5.0
SESSIONS: Final = 3.0
"""Session timeouts that a worker may be out of its group while the broker answers."""


class Stranded(Exception):
    """Out of the group, though the broker answers. Faust does not find back from there; a new process does."""


class Health:
    """What stands between a worker and its work, by name. `watch` is a task for the app."""

    def __init__(self, app: App, engine: AsyncEngine, session_timeout: float, metrics: Metrics) -> None:
        self._app = app
        self._engine = engine
        self._stranded_after = SESSIONS * session_timeout
        self._outside_since: float | None = None
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
        """Ask broker and database every two seconds, for ever; raises Stranded."""
        while True:
            await asyncio.gather(
                self._check("database", self._ask_database()), self._check("broker", self._ask_broker())
            )
            self._look_for_group(time.monotonic())
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

    def _look_for_group(self, now: float) -> None:
        if "assignment" not in self.troubles or "broker" in self.troubles:
            self._outside_since = None
        elif self._outside_since is None:
            self._outside_since = now
        elif now - self._outside_since > self._stranded_after:
            raise Stranded(f"{self.troubles['assignment']} for more than {self._stranded_after:g} s")

    def _measure_lag(self) -> None:
        consumer = self._app.consumer
        for tp in consumer.assignment():
            end, committed = consumer.highwater(tp), consumer._committed_offset.get(tp)
            if end is not None:
                self._metrics.lag(tp.topic, tp.partition, max(0, end - (committed or 0)))
