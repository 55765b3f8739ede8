"""`wireroom rebuild`."""

import sys
from typing import Annotated, Final

import typer

from models.database import connected
from streams.cli.audit import patient
from streams.cli.bars import counting
from streams.cli.ledger import at_head
from streams.cli.terminal import err
from streams.rebuild import LedgerInUse, LedgerNotEmpty, Rebuilt
from streams.rebuild import rebuild as rebuild_ledger
from streams.settings import Settings

REFUSED: Final = 1
INTERRUPTED: Final = 130


def rebuild(
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on in a ledger that is not empty: what has its receipt is skipped.")
    ] = False,
) -> None:
    """Rebuild the ledger in an empty database from what the topics have kept. No worker may run.

    Extractions are stored again without parsing; only articles whose extraction is gone are read again. Receipts,
    events, numbers, actors and dead letters come back as they were, with their ids; what retention has taken does
    not, and what news.events and news.numbers still say of that is retracted; what was forgotten stays so. What they
    say already is not announced again. While workers of the group run, on whatever ledger, it refuses.

    Example: `wireroom migrate && wireroom rebuild && wireroom worker`, after WIREROOM_DATABASE was set to a new,
    empty database

    Exit code 0: done, 1: refused (the ledger is not empty, or in use), 2: a server or the schema is not there,
    130: interrupted; `--resume` goes on.
    """
    settings = Settings()
    with (
        at_head(settings) as found,
        connected(found.database) as connection,
        counting() as progress,
    ):
        tasks = {}

        def advance(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what)
            progress.update(tasks[what], completed=done, total=total)

        patient(connection)
        try:
            done = rebuild_ledger(connection, settings, found.broker, advance, resume=resume)
        except (LedgerInUse, LedgerNotEmpty) as refusal:
            err.print(f"wireroom: {refusal}", style="red")
            sys.exit(REFUSED)
        except KeyboardInterrupt:
            err.print("interrupted: `wireroom rebuild --resume` goes on; start no worker before it is done")
            sys.exit(INTERRUPTED)
    _report(done)


def _report(done: Rebuilt) -> None:
    told = ", ".join(f"{number:,} {outcome}" for outcome, number in sorted(done.outcomes.items()))
    err.print(f"{done.recorded:,} messages recorded, {done.read:,} of them read again: {told or 'nothing was kept'}")
    err.print(f"{done.announced:,} messages left to announce, {done.retracted:,} of them retract what is gone")
    err.print("start the workers, then let `wireroom audit --deep` see it")
