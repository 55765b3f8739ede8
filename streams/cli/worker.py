"""`wireroom worker`."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final, TypeVar

import structlog
import typer
from faust import Worker
from sqlalchemy.exc import OperationalError

from models.database import is_refused
from streams import logs
from streams.access import BrokerUnreachable
from streams.agents.backoff import Backoff
from streams.app import build_app
from streams.cli.ledger import SchemaDiffers, require_schema
from streams.cli.terminal import addresses, err, plain
from streams.embedded import Addresses
from streams.settings import Settings
from streams.topics import identities

log = structlog.get_logger(__name__)

WRONG_SCHEMA: Final = 3
"""Exit code when the database's schema is not this version's."""

T = TypeVar("T")


def worker(
    web_port: Annotated[int | None, typer.Option(help="Port of /live, /ready and /metrics.")] = None,
) -> None:
    """Read articles and keep the ledger until told to stop. Start as many as you like; partitions are shared out.

    Example: `wireroom worker --web-port 6067`

    /live, /ready and /metrics answer on the web port. SIGTERM or Ctrl-C ends it cleanly. Exit code 1: it crashed
    (start it again, nothing is lost), 2: not started, 3: the schema is not this version's.
    """
    settings = Settings() if web_port is None else Settings(web_port=web_port)
    logs.configure(settings)
    with addresses(settings) as found:
        run(settings, found)


def run(settings: Settings, found: Addresses) -> None:
    """A worker on these servers, once they are there; ends the process's work with SystemExit."""
    topic_ids = patiently(lambda: identities(found.broker))
    try:
        patiently(lambda: require_schema(found.database))
    except SchemaDiffers as error:
        err.print(plain(f"wireroom: {error}"), style="red")
        sys.exit(WRONG_SCHEMA)
    with tempfile.TemporaryDirectory(prefix="wireroom-") as folder:
        app = build_app(settings, found.broker, found.database, topic_ids, Path(folder))
        faust = Worker(
            app, app, override_logging=False, redirect_stdouts=False, quiet=True, loglevel=settings.log_level
        )
        # It would write terminal codes among the log's lines.
        faust.spinner = None
        faust.execute_from_commandline()


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
