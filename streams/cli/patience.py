"""Servers that may not be up yet."""

import time
from collections.abc import Callable, Mapping
from typing import TypeVar

import structlog
from sqlalchemy.exc import OperationalError

from models.database import is_refused
from streams.access import BrokerUnreachable
from streams.agents.backoff import Backoff
from streams.cli.ledger import require_schema
from streams.embedded import Addresses
from streams.topics import Described, describe

log = structlog.get_logger(__name__)

T = TypeVar("T")


def wait_for(found: Addresses) -> Mapping[str, Described]:
    """The topics, once broker and database are there; raises TopicsMissing and SchemaDiffers."""
    topics = patiently(lambda: describe(found.broker))
    patiently(lambda: require_schema(found.database))
    return topics


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
