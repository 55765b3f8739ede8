"""`wireroom keys`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Final

import typer
from rich.table import Column, Table
from sqlalchemy import Connection

from models import api_keys
from models.database import connected
from streams.cli.ledger import at_head
from streams.cli.terminal import By, err, myself, out, plain
from streams.intake import keys as intake_keys
from streams.settings import Settings

NONE_REVOKED: Final = 1

keys = typer.Typer(
    name="keys", no_args_is_help=True, add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False
)


@keys.callback()
def _keys() -> None:
    """Keys of producers that send articles to `wireroom serve`; each is bound to a source.

    Example: `wireroom keys make "Example Wire" > example-wire.key`, `wireroom keys list`, `wireroom keys revoke ID`
    """


@keys.command()
def make(
    source: Annotated[str, typer.Argument(help="Publisher of every article that comes with the key.")],
    id_prefix: Annotated[
        str | None, typer.Option(help="What ids of its articles begin with; others are refused. Default: anything.")
    ] = None,
    by: By = None,
) -> None:
    """Make a key and write it to standard output, once: only its hash is kept.

    Without --id-prefix a producer can update and withdraw whatever article it knows the id of, another source's too.

    Example: `wireroom keys make "Example Wire" --id-prefix urn:newsml:example.org: > example-wire.key`
    """
    with ledger() as connection:
        key, written = intake_keys.make(connection, source, by or myself(), id_prefix)
    typer.echo(written)
    err.print(plain(f"key {key.id} for {source}; good within seconds, shown this once"))


@keys.command("list")
def list_() -> None:
    """List every key there ever was, without its secret.

    Example: `wireroom keys list`
    """
    with ledger() as connection:
        found = api_keys.everyone(connection)
    table = Table(Column("id", no_wrap=True), "source", "ids begin with", "made", "by", "revoked", "by")
    for key in found:
        made, revoked = (at and f"{at:%Y-%m-%d %H:%M}" for at in (key.made_at, key.revoked_at))
        cells = (key.id, key.source, key.id_prefix, made, key.made_by, revoked, key.revoked_by)
        table.add_row(*(plain("" if cell is None else cell) for cell in cells))
    out.print(table)


@keys.command()
def revoke(
    which: Annotated[list[str], typer.Argument(metavar="ID…", help="Keys, by their id.")], by: By = None
) -> None:
    """Have keys be good no longer; within seconds nobody gets in with them. Exit code 1 when one was not good.

    Example: `wireroom keys revoke 1f0c9a6b2d43`
    """
    code = 0
    with ledger() as connection:
        for key_id in which:
            if api_keys.revoke(connection, key_id, by or myself()):
                err.print(plain(f"{key_id} is revoked"))
            else:
                err.print(plain(f"{key_id}: no such key is good"), style="yellow")
                code = NONE_REVOKED
    sys.exit(code)


@contextmanager
def ledger() -> Iterator[Connection]:
    """A transaction on the ledger."""
    with at_head(Settings()) as found, connected(found.database) as connection, connection.begin():
        yield connection
