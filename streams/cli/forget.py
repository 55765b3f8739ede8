"""`wireroom forget`."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from models import reports
from models.database import connected
from models.erasure import Erased
from streams import forgetting
from streams.cli.ledger import at_head
from streams.cli.terminal import By, err, myself, out, plain
from streams.forgetting import Kept
from streams.settings import Settings


def forget(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE…", help="The producer's ids of the articles.")],
    allow: Annotated[
        bool, typer.Option("--allow", help="Take it back: what comes of them from now on is read again.")
    ] = False,
    by: By = None,
    as_json: Annotated[bool, typer.Option("--json", help="What was done, as JSON.")] = False,
) -> None:
    """Forget articles for good, as a legal request asks: their words, and all that came from them.

    The ledger erases the articles, their events, numbers and statements, actors that nobody else names, and dead
    letters of theirs; tombstones take events and numbers from the compacted topics, whose readers see them as
    retractions. What the other topics hold goes by their retention: the command says by when. Receipts stay, and say
    "forgotten". Whatever comes of such an article later, a redelivery, a newer version, a reprocessing or a rebuilt
    ledger, leaves a receipt and nothing else, until `--allow`. An id may be named that the ledger does not have.

    The decision stands on news.forgotten, by a hash of the id: who reads the other topics and keeps something has to
    follow it. Postgres reuses the room of erased rows at its next vacuum; backups are yours to see to. The memory of
    a worker holds a paragraph for an hour at most.

    Example: `wireroom forget https://example.org/2026/03/1` or `wireroom forget --allow https://example.org/2026/03/1`
    """
    who = by or myself()
    settings = Settings()
    with at_head(settings) as found, connected(found.database) as connection:
        if allow:
            forgetting.allow(connection, found.broker, articles, who)
            connection.commit()
            err.print(f"{len(articles):,} articles may come again; what the broker has of them today stays forgotten")
            return
        erased = forgetting.forget(connection, found.broker, articles, who)
        connection.commit()
        # After it, because stores waited for it, and this takes longer.
        reports.refresh(connection)
        connection.commit()
        until = forgetting.kept(found.broker, datetime.now(UTC))
    if as_json:
        topics = {kept.topic: kept.until and kept.until.isoformat(timespec="seconds") for kept in until}
        typer.echo(json.dumps({**asdict(erased), "kept_until": topics}))
    else:
        _report(erased, until)


def _report(erased: Erased, until: list[Kept]) -> None:
    counts = {name: number for name, number in asdict(erased).items() if name != "tombstones"}
    told = ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in counts.items())
    out.print(plain(f"forgotten: {told}"), soft_wrap=True)
    out.print(f"{erased.tombstones:,} tombstones are on their way; a worker sends them", soft_wrap=True)
    for kept in until:
        when = (
            "for ever: its retention is unlimited" if kept.until is None else f"until {_day(kept.until)} at the latest"
        )
        out.print(plain(f"{kept.topic} may hold what it has of them {when}"), soft_wrap=True)


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
