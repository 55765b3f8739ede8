"""`wireroom`: one command, a file for each of its verbs.

A verb's file is imported when it is asked for, and nothing heavy before: what runs twenty times in a script, and what
the processes of the pool import, is this module.
"""

import sys
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

NOT_THERE: Final = 2
"""Exit code when broker, database or topics are not there."""

VERBS: Final = MappingProxyType(
    {
        "demo": "Publish the seed articles through a real broker, worker and database, and show what came out.",
        "up": "Bring up broker, database and a worker on this machine, and say where they are. Ctrl-C ends all of it.",
        "publish": "Publish articles to news.articles, each checked, each acknowledged by the broker.",
        "events": "Read news.events (or news.numbers) as a downstream service would.",
        "sql": "Ask the ledger in SQL. The views are in the schema `report`; `--views` lists them with every column's "
        "meaning.",
        "export": "Write the rows of a view to CSV, JSON Lines or Parquet: the same rows each way, from one snapshot.",
        "audit": "Hold every record of news.articles against the receipts of the ledger: nothing lost, or what.",
        "dead-letters": "Messages of news.articles that could not be read: look at them, send them again, or settle "
        "them.",
        "reprocess": "Have articles read again by the workers, and only the difference applied.",
        "rebuild": "Rebuild the ledger in an empty database from what the topics have kept. No worker may run.",
        "forget": "Forget articles for good, as a legal request asks: their words, and all that came from them.",
        "retain": "Drop the words of old articles, and keep counts: of what they told, when, by whose country, and "
        "whether it was.",
        "refresh": "Have the materialised views of schema `report` say what the ledger says now.",
        "read": "Show articles with their events, actors, numbers, times, places and statements marked.",
        "extract": "Articles in, extractions out, one JSON object a line, in input order: the pipeline without Kafka "
        "and SQL.",
        "lexicon": "The words that mean an event: are the files in order, and why does a sentence yield what it does?",
        "worker": "Read articles and keep the ledger until told to stop. Start as many as you like; partitions are "
        "shared out.",
        "watch": "Fetch feeds again and again and publish what is new in them, until told to stop.",
        "serve": "Take articles over HTTP until told to stop: POST /articles, described at /openapi.json.",
        "keys": "Keys of producers that send articles to `wireroom serve`; each is bound to a source.",
        "migrate": "Create the topics and bring the database's schema up to date. Safe to run again, and by several at "
        "once.",
        "schema": "The JSON Schemas of what crosses the topics, and the topics as AsyncAPI describes them.",
    }
)
"""What `wireroom --help` lists, in its order; each line is the first of the verb's own help."""


class Verbs(TyperGroup):
    """Lists the verbs without their files, and finds one that is asked for in the file of its name."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        for name, line in VERBS.items():
            self.add_command(TyperCommand(name, help=line))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, _, rest = super().resolve_command(ctx, args)
        return name, verb(args[0]), rest


def verb(name: str) -> Any:
    """The command of a verb, with its file imported; one that has verbs of its own is an app there."""
    attribute = name.replace("-", "_")
    found = getattr(import_module(f"streams.cli.{attribute}"), attribute)
    if isinstance(found, typer.Typer):
        return typer.main.get_command(found)
    alone = typer.Typer(add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False)
    alone.command(name)(found)
    return typer.main.get_command(alone)


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
    except Exception as error:
        # Here, because what it needs to tell errors apart takes longer to load than most commands run.
        from streams.cli.mendable import mendable

        if (reason := mendable(error)) is None:
            raise
        fail(reason)
    sys.exit(0)


def fail(message: str) -> NoReturn:
    """One line for a person, and the exit code of what could not even start."""
    from rich.console import Console

    Console(stderr=True).print(f"wireroom: {message}", style="red", markup=False, highlight=False)
    sys.exit(NOT_THERE)
