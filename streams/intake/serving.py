"""An intake at work: its server, its pages, and its eyes on keys and broker."""

import asyncio
from typing import Final

import structlog
from anyio import to_thread
from sqlalchemy import Engine

from streams.access import access, knock
from streams.errors import NotThere
from streams.feeds.apart import Apart
from streams.feeds.delivering import delivering
from streams.intake.app import Intake, build
from streams.intake.documents import Documents
from streams.intake.keys import Keys
from streams.intake.limits import Limits
from streams.intake.metrics import Metrics
from streams.web import Place, pages, served, while_not_told

log = structlog.get_logger(__name__)

READ_SECONDS: Final = 20.0
"""How long it may take to find the articles of one body."""
CHECK_SECONDS: Final = 2.0
"""How long it takes, at most, until a new key is good and a revoked one is not."""


class Eyes:
    """What stands between the intake and its work."""

    def __init__(self, engine: Engine, broker: str, keys: Keys) -> None:
        self._engine = engine
        self._broker = broker
        self._keys = keys
        self.troubles: dict[str, str] = {}

    def check(self) -> None:
        """Ask the database for keys, and the broker whether it is there."""
        if self._keys.load(self._engine):
            self.troubles.pop("database", None)
        else:
            self.troubles["database"] = "does not answer"
        try:
            knock(access(self._broker))
        except NotThere as error:
            self.troubles["broker"] = str(error)
        else:
            self.troubles.pop("broker", None)

    async def keep(self) -> None:
        """Check every two seconds, for ever."""
        while True:
            await to_thread.run_sync(self.check)
            await asyncio.sleep(CHECK_SECONDS)


async def serve(
    engine: Engine,
    broker: str,
    limits: Limits,
    delivery_seconds: float,
    intake_place: Place,
    pages_place: Place,
    processes: int,
) -> None:
    """Take articles until told to stop; what is under way is answered first."""
    keys, metrics = Keys(), Metrics()
    eyes = Eyes(engine, broker, keys)
    await to_thread.run_sync(eyes.check)
    async with delivering(broker, delivery_seconds) as deliverer:
        documents = Documents(Apart(READ_SECONDS, processes).read)
        intake = Intake(keys, documents, deliverer.deliver, limits, metrics)
        async with (
            served(pages(metrics.registry, lambda: eyes.troubles), pages_place),
            served(build(intake, limits), intake_place) as port,
        ):
            log.info("taking articles", host=intake_place.host, port=port, tls=intake_place.certificate is not None)
            await while_not_told(eyes.keep())
            log.info("stopping")
