"""`wireroom export`."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated, Any, Final

import typer
from sqlalchemy import Connection, text
from sqlalchemy.exc import DataError, ProgrammingError

from models import reports, selection
from models.database import connected
from models.selection import OPERATORS, Condition, NoSuchColumn, Selection
from streams.cli.audit import patient
from streams.cli.bars import counting
from streams.cli.ledger import at_head
from streams.cli.moments import moment
from streams.cli.terminal import err
from streams.export import FORMATS, format_of
from streams.settings import Settings

CONDITION: Final = re.compile(rf"(\w+)({'|'.join(sorted(map(re.escape, OPERATORS), key=len, reverse=True))})(.*)", re.S)


def export(
    view: Annotated[str, typer.Argument(help="A view of schema report; `wireroom sql --views` lists them.")],
    to: Annotated[
        Path | None, typer.Option("--to", "-o", help="File to write, when it is whole; without it, standard output.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--format", help="csv, jsonl or parquet; default: by the file's name.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Only from then on: 2h, 7d, 2026-03-01, 2026-03-01T06:00:00Z.")
    ] = None,
    until: Annotated[str | None, typer.Option(help="Only before that.")] = None,
    by: Annotated[
        str | None,
        typer.Option(help="The column that --since and --until are about; default: published_at, or the like."),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN=VALUE", help="Only where that holds (= != < <= > >=); may be given often."),
    ] = None,
) -> None:
    """Write the rows of a view to CSV, JSON Lines or Parquet: the same rows each way, from one snapshot.

    Rows are streamed, whatever their number. A list column holds a value where that is among its own. Numbers keep all
    their digits: as JSON numbers, and in Parquet, where no type holds them all, as text. Parquet is an extra:
    `pip install 'wireroom[parquet]'`.

    Example: `wireroom export events --since 7d --where type=PROTEST --where source_countries=FRA -o protests.parquet`

    Exit code 0: written, 2: not, and why.
    """
    if view not in {known.name for known in reports.VIEWS}:
        known = ", ".join(one.name for one in reports.VIEWS)
        raise typer.BadParameter(f"no view {view!r}; one of {known}", param_hint="VIEW")
    chosen = kind or (None if to is None else format_of(to)) or ("jsonl" if to is None else None)
    if chosen not in FORMATS:
        raise typer.BadParameter(f"say which: --format {', '.join(FORMATS)}", param_hint="--format")
    if chosen != "jsonl" and to is None and sys.stdout.isatty():
        raise typer.BadParameter("not to a terminal, which would obey it; to a file or a pipe", param_hint="--format")
    conditions = tuple(map(_condition, where or ()))
    wanted = Selection(view, conditions, moment(since), moment(until), by)
    with at_head(Settings()) as found, connected(found.database) as connection:
        patient(connection)
        connection.execution_options(isolation_level="REPEATABLE READ")
        connection.execute(text("SET TRANSACTION READ ONLY"))
        try:
            written = _write(connection, wanted, chosen, to)
        except NoSuchColumn as error:
            raise typer.BadParameter(str(error)) from None
        except (DataError, ProgrammingError) as error:
            raise typer.BadParameter(str(error.orig).strip().splitlines()[0], param_hint="--where") from None
    err.print(f"{written:,} rows")


def _write(connection: Connection, wanted: Selection, chosen: str, to: Path | None) -> int:
    """Write the rows; how many they were."""
    columns = selection.columns(connection, wanted.view)
    written = 0
    with counting() as progress:
        total = selection.count(connection, wanted) if err.is_terminal else None
        task = progress.add_task(wanted.view, total=total)

        def counted() -> Iterator[Sequence[Sequence[Any]]]:
            nonlocal written
            for some in selection.rows(connection, wanted):
                written += len(some)
                progress.advance(task, len(some))
                yield some

        with _opened(to) as out:
            FORMATS[chosen](columns, counted(), out)
    return written


@contextmanager
def _opened(to: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that takes its name when it is whole."""
    if to is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    partial = to.with_name(f".{to.name}.partial-{os.getpid()}")
    try:
        with partial.open("wb") as out:
            yield out
        partial.replace(to)
    finally:
        partial.unlink(missing_ok=True)


def _condition(given: str) -> Condition:
    if (found := CONDITION.fullmatch(given)) is None:
        raise typer.BadParameter(f"not COLUMN=VALUE: {given!r}", param_hint="--where")
    return Condition(*found.groups())
