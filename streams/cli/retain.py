"""`wireroom retain`."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from models import reports, tallies
from models.database import connected
from models.erasure import Erased
from streams.cli.bars import counting
from streams.cli.ledger import at_head
from streams.cli.moments import span
from streams.cli.schedule import repeat
from streams.cli.terminal import err
from streams.settings import Settings


def retain(
    older_than: Annotated[str, typer.Option(help="Age from which words are dropped: 90d, 36h.")],
    every: Annotated[
        str | None, typer.Option(help="Go on for ever, once in so long: 1d, 6h. Without it, once.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say how many articles are due, and drop nothing.")
    ] = False,
) -> None:
    """Drop the words of old articles, and keep counts: of what they told, when, by whose country, and whether it was.

    An article is as old as its newest message is on the broker. Its title, body, events, numbers and statements go
    from the ledger, and by tombstones from news.events and news.numbers; `report.daily` counts on as before, and the
    article's row stays, so that its older versions stay superseded. A newer version brings words again, until it is
    as old. Dead letters of that age go with their bytes; receipts stay. What a rebuild brings back from topics that
    keep longer, the next run drops.

    Example: `wireroom retain --older-than 365d`, or, beside the workers, `wireroom retain --older-than 365d --every 1d`
    """
    age = span(older_than)
    pause = None if every is None else span(every)
    settings = Settings()
    with at_head(settings) as found:
        if dry_run:
            with connected(found.database) as connection:
                err.print(f"{tallies.due(connection, datetime.now(UTC) - age):,} articles would lose their words")
            return
        repeat(settings, pause, lambda: told(run(found.database, datetime.now(UTC) - age)))


def told(dropped: Erased) -> str:
    """What was dropped, for a person."""
    return (
        f"{dropped.articles:,} articles have lost their words, {dropped.events:,} events are counted on, "
        f"{dropped.dead_letters:,} dead letters are gone; {dropped.tombstones:,} tombstones are on their way"
    )


def run(database: str, before: datetime) -> Erased:
    """Drop what is older than that, some articles a transaction; what was dropped."""
    whole = Erased()
    with (
        connected(database) as connection,
        counting() as progress,
    ):
        task = progress.add_task("dropping words", total=tallies.due(connection, before))
        connection.commit()
        while True:
            dropped = tallies.drop(connection, before, datetime.now(UTC))
            connection.commit()
            whole += dropped
            progress.advance(task, dropped.articles)
            if not dropped.articles:
                reports.refresh(connection)
                connection.commit()
                return whole
