"""`wireroom dead-letters`."""

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Final, get_args
from uuid import UUID

import typer
from sqlalchemy import Connection

from models import letters
from models.database import connected, engine
from models.letters import Selection, State
from streams import dead_letters as graves
from streams.cli.ledger import at_head
from streams.cli.letters import letter_json, listed, shown, summary_json
from streams.cli.moments import moment
from streams.cli.terminal import By, err, myself, out, plain
from streams.dead_letters import Kept, Replayed
from streams.settings import Settings

SOME_KEPT: Final = 1
NONE_FOUND: Final = 1

dead_letters = typer.Typer(
    name="dead-letters",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)


@dead_letters.callback()
def _dead_letters() -> None:
    """Messages of news.articles that could not be read: look at them, send them again, or settle them.

    Example: `wireroom dead-letters list --since 2h`, `wireroom dead-letters show 0:17`,
    `wireroom dead-letters replay --reason ReaderLost`
    """


Which = Annotated[
    list[str] | None, typer.Argument(metavar="[WHICH…]", help="Ids, or PARTITION:OFFSET of their messages.")
]
Reason = Annotated[str | None, typer.Option(help="Only those with this reason: ValidationError, ReaderLost, …")]
Since = Annotated[str | None, typer.Option(help="Only those put there since: 2h, 7d, 2026-03-01T06:00:00Z.")]
Until = Annotated[str | None, typer.Option(help="Only those put there until then.")]
Article = Annotated[str | None, typer.Option(help="Only those of the article of this id.")]
All = Annotated[bool, typer.Option("--all", help="All of them, where nothing else is said of which.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON lines, one a dead letter.")]


@dead_letters.command("list")
def list_(
    which: Which = None,
    reason: Reason = None,
    since: Since = None,
    until: Until = None,
    article: Article = None,
    state: Annotated[str, typer.Option(help="open (nothing done yet), replayed, discarded or any.")] = "open",
    limit: Annotated[int, typer.Option(min=1, help="So many at most, the newest.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List dead letters, the newest first.

    Example: `wireroom dead-letters list --reason ValidationError --since 7d` or, for programs,
    `wireroom dead-letters list --state any --json | jq .reason`
    """
    if state not in ("any", *get_args(State)):
        raise typer.BadParameter(f"no state {state!r}; open, replayed, discarded or any", param_hint="--state")
    wanted = selection(which, reason, since, until, article, None if state == "any" else state)
    with ledger() as connection:
        found = list(letters.find(connection, wanted, limit + 1))
    if as_json:
        for summary in found[:limit]:
            typer.echo(json.dumps(summary_json(summary)))
        return
    out.print(listed(found[:limit]), soft_wrap=True)
    if len(found) > limit:
        err.print(f"and more: --limit {limit * 10}", style="dim")


@dead_letters.command()
def show(
    which: Annotated[list[str], typer.Argument(metavar="WHICH…", help="Ids, or PARTITION:OFFSET of their messages.")],
    as_json: AsJson = False,
    raw: Annotated[
        bool, typer.Option("--raw", help="The value's bytes alone, as they came, to a file or pipe.")
    ] = False,
) -> None:
    """Show dead letters with their bytes, headers, what was wrong, and what was done about them.

    Control characters, terminal escapes and markup in them are shown, not obeyed; with --json bytes are base64.

    Example: `wireroom dead-letters show 0:17` or `wireroom dead-letters show 0:17 --raw > article.json`
    """
    if raw and sys.stdout.isatty():
        raise typer.BadParameter("not to a terminal, which would obey them; to a file or a pipe", param_hint="--raw")
    with ledger() as connection:
        keys = letters.selected(connection, selection(which))
        for key in keys:
            letter = letters.load(connection, key)
            if raw:
                sys.stdout.buffer.write(letter.value or b"")
            elif as_json:
                typer.echo(json.dumps(letter_json(letter)))
            else:
                out.print(shown(letter), soft_wrap=True)
    if not keys:
        err.print("no such dead letter")
        sys.exit(NONE_FOUND)


@dead_letters.command()
def replay(
    which: Which = None,
    reason: Reason = None,
    since: Since = None,
    until: Until = None,
    article: Article = None,
    all_: All = False,
    again: Annotated[bool, typer.Option("--again", help="Also those that were replayed or discarded.")] = False,
    even_overtaken: Annotated[
        bool, typer.Option("--even-overtaken", help="Also where the ledger has something newer of the article.")
    ] = False,
    by: By = None,
) -> None:
    """Send open dead letters to news.articles again: their bytes, key and headers, to the partition they came by.

    An article of which the ledger has something newer by now is kept back: without a version of its own it would
    count as the newest. What dies again is a new dead letter. Each leaves a trail: who, when, and the new offset.

    Example: `wireroom dead-letters replay 0:17` or `wireroom dead-letters replay --reason ReaderLost --since 1d`

    Exit code 0: all sent, 1: some were kept back, and named.
    """
    wanted = selection(which, reason, since, until, article, None if again else "open")
    _some(wanted, all_)
    with at_head(Settings()) as found:
        sys.exit(asyncio.run(_replay(found.database, found.broker, wanted, by or myself(), even_overtaken)))


async def _replay(database: str, broker: str, wanted: Selection, by: str, even_overtaken: bool) -> int:
    made = engine(database)
    sent = kept = 0
    try:
        async for done in graves.replay(made, broker, wanted, by, even_overtaken=even_overtaken):
            sent += isinstance(done, Replayed)
            kept += isinstance(done, Kept)
            out.print(plain(_told(done)), soft_wrap=True)
    finally:
        made.dispose()
        err.print(f"{sent:,} sent again, {kept:,} kept back")
    return SOME_KEPT if kept else 0


@dead_letters.command()
def discard(
    which: Which = None,
    reason: Reason = None,
    since: Since = None,
    until: Until = None,
    article: Article = None,
    all_: All = False,
    by: By = None,
) -> None:
    """Settle open dead letters as not to be sent again. They stay, with their bytes, and say who and when.

    Example: `wireroom dead-letters discard 0:17 0:18` or `wireroom dead-letters discard --until 30d`
    """
    wanted = selection(which, reason, since, until, article, "open")
    _some(wanted, all_)
    with at_head(Settings()) as found:
        made = engine(found.database)
        try:
            count = graves.discard(made, wanted, by or myself())
        finally:
            made.dispose()
    err.print(f"{count:,} discarded")


def selection(
    which: list[str] | None,
    reason: str | None = None,
    since: str | None = None,
    until: str | None = None,
    article: str | None = None,
    state: str | None = None,
) -> Selection:
    """What the options mean; raises BadParameter."""
    spots, ids = [], []
    for given in which or ():
        partition, colon, offset = given.partition(":")
        try:
            if colon:
                spots.append((int(partition), int(offset)))
            else:
                ids.append(UUID(given))
        except ValueError:
            raise typer.BadParameter(f"neither an id nor PARTITION:OFFSET: {given!r}", param_hint="WHICH") from None
    return Selection(
        ids=tuple(ids),
        spots=tuple(spots),
        reason=reason,
        since=moment(since),
        until=moment(until),
        article_id=article,
        state=state,  # type: ignore[arg-type]
    )


@contextmanager
def ledger() -> Iterator[Connection]:
    """A connection to the ledger."""
    with at_head(Settings()) as found, connected(found.database) as connection:
        yield connection


def _some(wanted: Selection, all_: bool) -> None:
    """Nobody means all of them by saying nothing."""
    if not all_ and wanted == Selection(state=wanted.state):
        raise typer.BadParameter("say which: ids, --reason, --since, --until, --article, or --all", param_hint="WHICH")


def _told(done: Replayed | Kept) -> str:
    came = f"{done.summary.partition}:{done.summary.offset}"
    if isinstance(done, Replayed):
        return f"{came} sent again, now {done.partition}:{done.offset}"
    return f"{came} kept back: {done.why}"
