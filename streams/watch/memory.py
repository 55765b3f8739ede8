"""What is known of feeds, in the ledger's database."""

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar
from uuid import UUID

import structlog
from anyio import to_thread
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from models import watched
from models.database import may_pass
from models.watched import Kept

log = structlog.get_logger(__name__)

AGAIN_SECONDS: Final = 5.0

T = TypeVar("T")


class Ledger:
    """Keeps it there. While the database is away whoever asks waits for it: a feed is not asked meanwhile."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.trouble: str | None = None

    async def load(self, feed_id: UUID) -> Kept | None:
        """What is known of a feed; None: it is new."""
        return await self._patiently(lambda: self._load(feed_id))

    async def keep(self, feed_id: UUID, name: str, known: Kept) -> None:
        """Write down what is known of a feed now."""
        await self._patiently(lambda: self._keep(feed_id, name, known))

    def _load(self, feed_id: UUID) -> Kept | None:
        with self._engine.connect() as connection:
            return watched.load(connection, feed_id)

    def _keep(self, feed_id: UUID, name: str, known: Kept) -> None:
        with self._engine.begin() as connection:
            watched.keep(connection, feed_id, name, known)

    async def _patiently(self, ask: Callable[[], T]) -> T:
        while True:
            try:
                answer = await to_thread.run_sync(ask)
            except DBAPIError as error:
                if not may_pass(error):
                    raise
                self.trouble = str(error.orig).strip().splitlines()[0]
                log.warning("waiting for the database", why=self.trouble)
                await asyncio.sleep(AGAIN_SECONDS)
            else:
                self.trouble = None
                return answer
