"""Servers that may not be up yet."""

import time
from collections.abc import Callable
from typing import TypeVar

import structlog
from sqlalchemy.exc import OperationalError

from models.database import is_refused
from streams.access import BrokerUnreachable
from streams.agents.backoff import Backoff

log = structlog.get_logger(__name__)

T = TypeVar("T")


def patiently(ask: Callable[[], T]) -> T:
    """The answer of a server that may not be up yet; raises what waiting does not mend, as a wrong password."""
    backoff = Backoff(first=0.5)
    while True:
        try:
            return ask()
        except (BrokerUnreachable, OperationalError) as error:
            if is_refused(error):
                raise
            seconds = backoff.next()
            log.warning("waiting", seconds=round(seconds, 1), error=str(error).splitlines()[0])
            time.sleep(seconds)
