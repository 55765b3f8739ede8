"""What is done once, or again and again: commands that keep the ledger in order."""

import time
from collections.abc import Callable
from datetime import timedelta

import structlog
from sqlalchemy.exc import DBAPIError

from models.database import may_pass
from streams import logs
from streams.agents.backoff import Backoff
from streams.cli.terminal import err, plain
from streams.settings import Settings

log = structlog.get_logger(__name__)


def repeat(settings: Settings, pause: timedelta | None, run: Callable[[], str]) -> None:
    """Do it and say what it says, once where there is no pause; else until told to stop.

    A database that is away is then waited for.
    """
    if pause is None:
        err.print(plain(run()), soft_wrap=True)
        return
    logs.configure(settings)
    backoff = Backoff()
    while True:
        try:
            log.info(run())
        except DBAPIError as error:
            if not may_pass(error):
                raise
            seconds = backoff.next()
            log.warning("the ledger is waited for", seconds=round(seconds, 1), error=str(error).splitlines()[0])
            time.sleep(seconds)
        else:
            backoff.reset()
            time.sleep(pause.total_seconds())
