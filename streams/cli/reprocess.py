"""`wireroom reprocess`."""

import sys
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

import typer

from models.database import connected
from models.forgotten import barriers, bars
from models.receipts import outcomes
from models.rereading import Selection, count, stored
from streams.cli.audit import examine
from streams.cli.bars import counting
from streams.cli.ledger import at_head
from streams.cli.moments import moment
from streams.cli.terminal import err, out, plain
from streams.embedded import Addresses
from streams.extraction import pipeline
from streams.feeds.publisher import Publisher
from streams.reader import consumer, partitions
from streams.reprocess import Resent, Spot, Unsent, anew, repairs, send
from streams.settings import Settings
from streams.topics import ARTICLES, describe

SOME_NOT: Final = 1
NOT_DELIVERED: Final = 2
INTERRUPTED: Final = 130
SHOWN: Final = 20


def reprocess(
    all_: Annotated[bool, typer.Option("--all", help="All articles, where nothing else is said of which.")] = False,
    stale: Annotated[bool, typer.Option("--stale", help="Only those read by another version of the pipeline.")] = False,
    since: Annotated[str | None, typer.Option(help="Only those that came since: 2h, 7d, 2026-03-01T06:00:00Z.")] = None,
    until: Annotated[str | None, typer.Option(help="Only those that came before that.")] = None,
    article: Annotated[list[str] | None, typer.Option(help="The article of this id; may be given often.")] = None,
    offset: Annotated[
        list[str] | None,
        typer.Option(metavar="PARTITION:OFFSET", help="The message there, answered for or lost; may be given often."),
    ] = None,
    lost: Annotated[bool, typer.Option("--lost", help="All messages that an audit finds lost.")] = False,
    rate: Annotated[
        float | None, typer.Option(min=0.01, help="So many articles a second at most; default: all at once.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent, and send nothing.")] = False,
) -> None:
    """Have articles read again by the workers, and only the difference applied.

    What an article still says keeps its id and is not announced again; what it says no longer is retracted. An
    article of which a newer version comes meanwhile is left alone, and so is one that was canceled. Only a worker of
    this same version of pipeline, lexicon and model counts: deploy the workers first. Articles queue behind what is
    on the topic already, and before what comes after them: `--rate` leaves room for fresh news.

    Example: `wireroom reprocess --stale --rate 20` after a new lexicon; `wireroom reprocess --stale --dry-run` tells
    how far that is. `wireroom reprocess --lost`, or `wireroom reprocess --offset 2:17`, repairs what
    `wireroom audit` names.

    Exit code 0: all sent, 1: some cannot be sent, and are named, 2: the broker did not take all, 130: interrupted;
    what was sent until then is read.
    """
    settings = Settings()
    named = tuple(article or ())
    revision = pipeline(settings.model)
    wanted = Selection(named, moment(since), moment(until), revision if stale else None)
    spots = [_spot(given) for given in offset or ()]
    if (spots or lost) and (all_ or wanted != Selection()):
        raise typer.BadParameter("messages by --offset or --lost, or articles by the other options, not both")
    if not (spots or lost or all_ or wanted != Selection()):
        raise typer.BadParameter("say which: --all, --stale, --since, --until, --article, --offset or --lost")
    with at_head(settings) as found:
        if spots or lost:
            if lost:
                verdict = examine(found.broker, found.database, settings.group)
                spots += [(loss.partition, loss.offset) for loss in verdict.losses]
            sys.exit(_messages(found, sorted(set(spots)), revision, rate, dry_run))
        sys.exit(_articles(found, wanted, revision, rate, dry_run))


def _articles(found: Addresses, wanted: Selection, revision: str, rate: float | None, dry_run: bool) -> int:
    with connected(found.database) as connection:
        # Who sends slowly must not keep a transaction open.
        connection.execution_options(isolation_level="AUTOCOMMIT")
        readers = count(connection, wanted)
        total = sum(readers.values())
        for reader, number in sorted(readers.items(), key=lambda pair: -pair[1]):
            out.print(plain(f"{number:,} articles read by {reader}{' (the current one)' * (reader == revision)}"))
        missing = len(set(wanted.articles)) - total if wanted.articles else 0
        if missing:
            err.print(f"{missing:,} articles named are not in the ledger, canceled, or not meant", style="yellow")
        if dry_run:
            err.print(f"{total:,} articles would be read again")
            return SOME_NOT if missing else 0
        code = _send(found, anew(stored(connection, wanted, ARTICLES), revision), total, rate)
        return code or (SOME_NOT if missing else 0)


def _messages(found: Addresses, spots: list[Spot], revision: str, rate: float | None, dry_run: bool) -> int:
    """Repair those that are lost; those that were answered for are read anew while their article stands there."""
    topic_id = describe(found.broker)[ARTICLES].id
    with connected(found.database) as connection:
        answered = outcomes(connection, topic_id, spots)
        standing = list(
            stored(connection, Selection(spots=tuple((topic_id, *spot) for spot in answered)), ARTICLES)
            if answered
            else ()
        )
    current = {(one.origin.partition, one.origin.offset) for one in standing}
    overtaken = [
        Unsent(f"{spot[0]}:{spot[1]}", f"it was answered for ({answered[spot]}), and its article does not stand there")
        for spot in answered
        if spot not in current
    ]
    missing = [spot for spot in spots if spot not in answered]
    if dry_run:
        err.print(f"{len(missing):,} lost messages would be sent again, {len(standing):,} articles would be read anew")
        return _name(overtaken)
    with connected(found.database) as connection:

        def forgotten(article: UUID, taken: datetime) -> bool:
            return bars(barriers(connection, [article]), article, taken)

        messages = [*overtaken, *anew(standing, revision), *repairs(found.broker, missing, forgotten)]
    return _send(found, messages, len(messages), rate)


def _send(found: Addresses, messages: Iterable[Resent | Unsent], total: int, rate: float | None) -> int:
    client = consumer(found.broker)
    try:
        width = len(partitions(client, ARTICLES))
    finally:
        client.close(autocommit=False)
    unsent: list[Unsent] = []
    interrupted = False
    with (
        Publisher(found.broker, report=lambda line: err.print(plain(line))) as publisher,
        counting() as progress,
    ):
        task = progress.add_task("sending", total=total)
        pace = _pace(rate)

        def advance() -> None:
            progress.advance(task)
            pace()

        try:
            unsent = send(publisher, messages, width, advance)
        except KeyboardInterrupt:
            interrupted = True
        delivery = publisher.flush()
    code = _name([*unsent, *(Unsent(reject.where, reject.reason) for reject in delivery.rejects)])
    _name([Unsent(reject.where, reject.reason) for reject in delivery.undelivered])
    err.print(f"{delivery.acknowledged:,} of {total:,} sent; a worker reads them, `wireroom audit` tells when it has")
    if interrupted:
        return INTERRUPTED
    return NOT_DELIVERED if delivery.undelivered else code


def _pace(rate: float | None) -> Callable[[], None]:
    """Waits, each time it is called, as long as the rate asks for."""
    started, calls = time.monotonic(), 0

    def wait() -> None:
        nonlocal calls
        calls += 1
        if rate is not None:
            time.sleep(max(0.0, started + calls / rate - time.monotonic()))

    return wait


def _name(unsent: list[Unsent]) -> int:
    for one in unsent[:SHOWN]:
        err.print(plain(f"{one.what}: {one.why}"), style="yellow", soft_wrap=True)
    if len(unsent) > SHOWN:
        err.print(f"and {len(unsent) - SHOWN:,} more", style="yellow")
    return SOME_NOT if unsent else 0


def _spot(given: str) -> Spot:
    partition, _, offset = given.partition(":")
    if not (partition.isdecimal() and offset.isdecimal()):
        raise typer.BadParameter(f"not PARTITION:OFFSET: {given!r}", param_hint="--offset")
    return int(partition), int(offset)
