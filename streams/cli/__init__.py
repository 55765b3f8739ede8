"""`wireroom`: one command, a file for each of its verbs.

A verb's file is imported when it is asked for: the processes of the pool import this module, and stay small.
"""

import sys
from importlib import import_module
from typing import Any, Final, NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console
from sqlalchemy.exc import OperationalError
from typer.core import TyperGroup

from streams.errors import LexiconError, NotThere

NOT_THERE: Final = 2
"""Exit code when broker, database or topics are not there."""

VERBS: Final = (
    "demo", "up", "publish", "events", "sql", "export", "audit", "dead-letters", "reprocess", "rebuild",
    "forget", "retain", "refresh", "read", "extract", "lexicon", "worker", "watch", "serve", "keys", "migrate",
    "schema",
)  # fmt: skip
"""In the order of `wireroom --help`."""


class Verbs(TyperGroup):
    """Finds a verb in the file of its name; one that has verbs of its own is an app there."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in VERBS:
            return None
        name = cmd_name.replace("-", "_")
        found = getattr(import_module(f"streams.cli.{name}"), name)
        if isinstance(found, typer.Typer):
            return typer.main.get_command(found)
        verb = typer.Typer(add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False)
        verb.command(cmd_name)(found)
        return typer.main.get_command(verb)


app = typer.Typer(
    name="wireroom",
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)


@app.callback()
def wireroom() -> None:
    """Reads news from Kafka as it arrives and keeps a ledger of it in Postgres: who did what to whom, when, where,
    how many, how much, and on whose word.

    Start with `wireroom demo`, or with `wireroom up` in one terminal and `wireroom publish FILE` in another.

    Every setting is an environment variable: WIREROOM_BROKER and WIREROOM_DATABASE name servers of your own; without
    them Wireroom brings its own, under WIREROOM_HOME (default .wireroom).
    """


def main() -> NoReturn:
    """Run the command line; what a person can mend is one line on standard error and exit code 2."""
    try:
        app()
    except NotThere as error:
        fail(str(error))
    except LexiconError as error:
        fail(str(error))
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        fail(f"the database does not answer: {reason}; start it, or correct WIREROOM_DATABASE")
    except ValidationError as error:
        if error.title != "Settings":
            raise
        fail("; ".join(f"WIREROOM_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()))
    sys.exit(0)


def fail(message: str) -> NoReturn:
    """One line for a person, and the exit code of what could not even start."""
    Console(stderr=True).print(f"wireroom: {message}", style="red", markup=False, highlight=False)
    sys.exit(NOT_THERE)
