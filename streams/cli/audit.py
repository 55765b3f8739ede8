"""`wireroom audit`."""

import json
import sys
from dataclasses import asdict
from typing import Annotated, Any, Final

import typer
from sqlalchemy import Connection, text

from models import comparison
from models.database import connected
from models.receipts import offsets
from streams.audit import Loss, Verdict
from streams.audit import audit as hold_against
from streams.cli.ledger import at_head
from streams.cli.terminal import err, out, plain
from streams.deep import Deep, Finding, deep_audit, read_again
from streams.settings import Settings

LOST: Final = 1
SHOWN: Final = 50


def audit(
    deep: Annotated[
        bool, typer.Option("--deep", help="Also hold news.events, news.numbers and all offsets against the ledger.")
    ] = False,
    repair: Annotated[
        bool, typer.Option("--repair", help="With --deep: mend the topics where they do not say what the ledger says.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The verdict as JSON.")] = False,
) -> None:
    """Hold every record of news.articles against the receipts of the ledger: nothing lost, or what.

    --deep also reads news.events and news.numbers as a consumer does and holds them against the ledger, both ways:
    what is missing there, left over, or says something else; and each event's and number's offsets against its
    article's text. What is still on its way is in flight, and no fault.

    Each loss is named by partition and offset, with the command that mends it. --repair sends tombstones for what is
    left over on the topics, and has the rest announced by the `wireroom reprocess` that it names.

    Example: `wireroom audit`, `wireroom audit --deep` or `wireroom audit --json | jq .losses`

    Exit code 0: complete, 1: something is lost or wrong, and named.
    """
    if repair and not deep:
        raise typer.BadParameter("only with --deep, which finds what to mend", param_hint="--repair")
    settings = Settings()
    with at_head(settings) as found:
        verdict = examine(found.broker, found.database, settings.group)
        depth = examine_deep(found.broker, found.database) if deep else None
        if as_json:
            typer.echo(json.dumps(as_document(verdict, depth)))
        else:
            report(verdict)
            if depth is not None:
                report_deep(depth)
        if repair and depth is not None:
            mend(found.database, depth)
    sys.exit(0 if verdict.complete and (depth is None or depth.complete) else LOST)


def examine(broker: str, database: str, group: str) -> Verdict:
    """The verdict on these servers."""
    with connected(database) as connection:
        patient(connection)
        return hold_against(broker, group, lambda topic_id, number: offsets(connection, topic_id, number))


def examine_deep(broker: str, database: str) -> Deep:
    """What the topics and the offsets are worth, on these servers."""
    with connected(database) as connection:
        patient(connection)
        return deep_audit(broker, connection)


def patient(connection: Connection) -> None:
    """Have the database wait while the broker is read, however long that takes."""
    connection.execute(text("SET idle_in_transaction_session_timeout = 0"))
    connection.commit()


def mend(database: str, depth: Deep) -> None:
    """Send tombstones, have the rest announced again, and say what is left to do."""
    with connected(database) as connection:
        tombstones, articles = comparison.repair(connection, depth.faults)
        connection.commit()
    err.print(f"{tombstones:,} tombstones are on their way, {len(articles):,} articles are to be read again")
    for article_id in articles:
        err.print(plain(read_again(article_id)), soft_wrap=True)


def as_document(verdict: Verdict, depth: Deep | None) -> dict[str, Any]:
    """The verdict as JSON."""
    document = {**asdict(verdict), "complete": verdict.complete and (depth is None or depth.complete)}
    if depth is None:
        return document
    found = {name: value for name, value in asdict(depth).items() if name != "faults"}
    return {**document, "deep": {**found, "complete": depth.complete}}


def report(verdict: Verdict) -> None:
    """The verdict for a person."""
    for loss in verdict.losses[:SHOWN]:
        err.print(plain(describe(loss)), style="red", soft_wrap=True)
    if verdict.lost > SHOWN:
        err.print(f"and {verdict.lost - SHOWN:,} more; --json names {len(verdict.losses):,}", style="red")
    out.print(
        f"{verdict.records:,} records, {verdict.receipts:,} with receipt, {verdict.in_flight:,} in flight, "
        f"{verdict.lost:,} lost: {'complete' if verdict.complete else 'NOT COMPLETE'}",
        style="green" if verdict.complete else "red",
    )


def report_deep(depth: Deep) -> None:
    """What the deep part found, for a person."""
    for finding in depth.findings[:SHOWN]:
        err.print(plain(describe_deep(finding)), style="red", soft_wrap=True)
    if depth.wrong > SHOWN:
        err.print(f"and {depth.wrong - SHOWN:,} more; --json names {len(depth.findings):,}", style="red")
    out.print(
        f"{depth.messages:,} messages of news.events and news.numbers, {depth.in_flight:,} differences in flight, "
        f"{depth.wrong:,} wrong: {'as the ledger says' if depth.complete else 'NOT AS THE LEDGER SAYS'}",
        style="green" if depth.complete else "red",
    )


def describe(loss: Loss) -> str:
    """A loss on one line."""
    mends = f"; {loss.repair} brings it again" if loss.repair else ""
    return f"lost: news.articles partition {loss.partition} offset {loss.offset}: {loss.why}{mends}"


def describe_deep(finding: Finding) -> str:
    """Something wrong on one line."""
    where = "" if finding.offset is None else f" partition {finding.partition} offset {finding.offset}"
    article = "" if finding.article_id is None else f" of article {finding.article_id}"
    return f"wrong: {finding.topic or finding.table}{where}: {finding.id}{article}: {finding.why}; {finding.repair}"
