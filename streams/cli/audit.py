"""`wireroom audit`."""

import json
import sys
from dataclasses import asdict
from typing import Annotated, Final

import typer

from models.database import connected
from models.receipts import offsets
from streams.audit import Verdict
from streams.audit import audit as hold_against
from streams.cli.terminal import addresses, err, out
from streams.settings import Settings

LOST: Final = 1
SHOWN: Final = 50


def audit(
    as_json: Annotated[bool, typer.Option("--json", help="The verdict as JSON.")] = False,
) -> None:
    """Hold every record of news.articles against the receipts of the ledger: nothing lost, or what.

    Example: `wireroom audit` or `wireroom audit --json | jq .losses`

    Exit code 0: complete, 1: something is lost, and named by partition and offset.
    """
    settings = Settings()
    with addresses(settings) as found:
        verdict = examine(found.broker, found.database, settings.group)
    if as_json:
        typer.echo(json.dumps({**asdict(verdict), "complete": verdict.complete}))
    else:
        report(verdict)
    sys.exit(0 if verdict.complete else LOST)


def examine(broker: str, database: str, group: str) -> Verdict:
    """The verdict on these servers."""
    with connected(database) as connection:
        return hold_against(broker, group, lambda topic_id, number: offsets(connection, topic_id, number))


def report(verdict: Verdict) -> None:
    """The verdict for a person."""
    for loss in verdict.losses[:SHOWN]:
        err.print(f"lost: news.articles partition {loss.partition} offset {loss.offset}: {loss.why}", style="red")
    out.print(
        f"{verdict.records:,} records, {verdict.receipts:,} with receipt, {verdict.in_flight:,} in flight, "
        f"{len(verdict.losses):,} lost: {'complete' if verdict.complete else 'NOT COMPLETE'}",
        style="green" if verdict.complete else "red",
    )
