"""`wireroom worker`."""

import signal
import sys
import tempfile
import threading
from pathlib import Path
from typing import Annotated, Final

import structlog
import typer

from streams import logs
from streams.agents.limit import TooManyDeadLetters
from streams.app import build_app
from streams.cli.ledger import SchemaDiffers
from streams.cli.patience import wait_for
from streams.cli.terminal import addresses, err, plain
from streams.embedded import Addresses
from streams.process import Process
from streams.settings import Settings

log = structlog.get_logger(__name__)

WRONG_SCHEMA: Final = 3
"""Exit code when the database's schema is not this version's."""
TOO_MANY_DEAD_LETTERS: Final = 4
"""Exit code when more messages could not be read than the limit allows."""


def worker(
    web_port: Annotated[int | None, typer.Option(help="Port of /live, /ready and /metrics.")] = None,
    hold: Annotated[
        bool,
        typer.Option("--hold", help="After exit code 4, stay and do nothing until told to end, as containers need it."),
    ] = False,
) -> None:
    """Read articles and keep the ledger until told to stop. Start as many as you like; partitions are shared out.

    Example: `wireroom worker --web-port 6067`

    /live, /ready and /metrics answer on the web port. SIGTERM or Ctrl-C ends it cleanly. Exit code 1: it crashed
    (start it again, nothing is lost), 2: not started, 3: the schema is not this version's, 4: more than
    WIREROOM_DEAD_LETTER_SHARE of the latest WIREROOM_DEAD_LETTER_WINDOW messages could not be read, as after a bad
    deploy. What was over the limit is not acknowledged: mend what is wrong, start again, and `wireroom dead-letters
    replay` what was dead-lettered before it stopped. Have nothing start it again by itself on 4; where a supervisor
    does that whatever the code, as Docker's `restart: unless-stopped` does, `--hold` keeps the process, without work.
    """
    settings = Settings() if web_port is None else Settings(web_port=web_port)
    logs.configure(settings)
    with addresses(settings) as found:
        try:
            run(settings, found)
        except TooManyDeadLetters as error:
            log.critical(
                "stopped by the limit on dead letters", why=str(error), held=hold, exit_code=TOO_MANY_DEAD_LETTERS
            )
            if hold:
                wait_to_be_ended()
            sys.exit(TOO_MANY_DEAD_LETTERS)


def run(settings: Settings, found: Addresses) -> None:
    """A worker on these servers, once they are there; ends with SystemExit, or raises TooManyDeadLetters."""
    try:
        topics = wait_for(found)
    except SchemaDiffers as error:
        err.print(plain(f"wireroom: {error}"), style="red")
        sys.exit(WRONG_SCHEMA)
    with tempfile.TemporaryDirectory(prefix="wireroom-") as folder:
        app = build_app(settings, found.broker, found.database, topics, Path(folder))
        process = Process(
            app, app, override_logging=False, redirect_stdouts=False, quiet=True, loglevel=settings.log_level
        )
        # It would write terminal codes among the log's lines.
        process.spinner = None
        try:
            process.execute_from_commandline()
        except SystemExit:
            if isinstance(process.crash_reason, TooManyDeadLetters):
                raise process.crash_reason from None
            raise


def wait_to_be_ended() -> None:
    """Do nothing until SIGTERM or Ctrl-C comes."""
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    ended.wait()
