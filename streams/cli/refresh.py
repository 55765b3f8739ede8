"""`wireroom refresh`."""

from typing import Annotated

import typer

from models import reports
from models.database import connected
from streams.cli.bars import counting
from streams.cli.ledger import at_head
from streams.cli.moments import span
from streams.cli.schedule import repeat
from streams.settings import Settings


def refresh(
    every: Annotated[
        str | None, typer.Option(help="Go on for ever, once in so long: 1h, 15m. Without it, once.")
    ] = None,
) -> None:
    """Have the materialised views of schema `report` say what the ledger says now.

    They answer in milliseconds what counting anew would take minutes for; their column `refreshed_at` says as of when
    they are. They are read as before while this runs.

    Example: `wireroom refresh`, or, beside the workers, `wireroom refresh --every 1h`
    """
    pause = None if every is None else span(every)
    settings = Settings()
    with at_head(settings) as found:
        repeat(settings, pause, lambda: run(found.database))


def run(database: str) -> str:
    """Refresh once; what was done."""
    with connected(database) as connection, counting() as progress:
        views = reports.REFRESHED
        task = progress.add_task("refreshing", total=len(views))
        reports.refresh(connection, lambda name: progress.update(task, description=name, completed=views.index(name)))
        connection.commit()
    return f"refreshed {', '.join(views)}"
