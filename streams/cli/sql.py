"""`wireroom sql`."""

import os
import shutil
import subprocess
import sys
from typing import Annotated

import typer
from rich.table import Column, Table
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from models import reports
from models.database import connected, engine
from streams.cli.ledger import at_head
from streams.cli.terminal import err, out, plain
from streams.settings import Settings


def sql(
    query: Annotated[str | None, typer.Argument(help="One statement; without it, psql opens, if it is there.")] = None,
    views: Annotated[bool, typer.Option("--views", help="Say what there is to ask: views and columns.")] = False,
) -> None:
    """Ask the ledger in SQL. The views are in the schema `report`; `--views` lists them with every column's meaning.

    Example: `wireroom sql "SELECT day, type, source_country, events FROM report.daily ORDER BY 1 DESC LIMIT 20"`
    """
    with at_head(Settings()) as found:
        if views:
            with connected(found.database) as connection:
                typer.echo(reports.described(connection))
            return
        if query is not None:
            sys.exit(run(found.database, query))
        if psql := shutil.which("psql"):
            url = make_url(found.database)
            # The password goes by the environment: a command line can be read by everybody.
            environment = os.environ | {"PGPASSWORD": url.password or "", "PGOPTIONS": "-c search_path=report,public"}
            environment |= {f"PG{name.upper()}": str(value) for name, value in url.query.items() if name[:3] == "ssl"}
            address = ["-h", url.host or "", "-p", str(url.port or 5432), "-U", url.username or "", url.database or ""]
            sys.exit(subprocess.call([psql, *address], env=environment))
        err.print("no psql on the PATH: give the statement as an argument, as `wireroom sql --help` shows")
        sys.exit(2)


def run(address: str, query: str) -> int:
    """Run one statement and print its rows; the exit code."""
    made = engine(address)
    try:
        with made.begin() as connection:
            result = connection.execute(text(query.replace(":", "\\:")))
            if result.returns_rows:
                table = Table(*(Column(plain(name)) for name in result.keys()))  # noqa: SIM118 - keys of a result, not a dict
                for row in result:
                    table.add_row(*("" if value is None else plain(cell(value)) for value in row))
                out.print(table)
    except OperationalError:
        raise
    except SQLAlchemyError as error:
        err.print(plain(str(getattr(error, "orig", error)).strip()), style="red")
        return 1
    finally:
        made.dispose()
    return 0


def cell(value: object) -> str:
    """A value in a table's cell."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
