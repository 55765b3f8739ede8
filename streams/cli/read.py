"""`wireroom read`."""

from pathlib import Path
from typing import Annotated

import typer

from streams.cli.show import show
from streams.cli.terminal import err, out, plain
from streams.extraction import Reader
from streams.feeds import Reject
from streams.feeds import read as read_feed
from streams.records import Article, dump
from streams.settings import Settings


def read(
    file: Annotated[Path, typer.Argument(help="Articles as JSON Lines, or one as plain text.", exists=True)],
    article: Annotated[str | None, typer.Option(help="Only the article with this id.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The extraction as JSON lines.")] = False,
) -> None:
    """Show articles with their events, actors, numbers, times, places and statements marked.

    Example: `wireroom read story.txt` or `wireroom read seeds/articles.jsonl --article seed-quake`
    """
    settings = Settings()
    reader = Reader(settings.model, settings.cache)
    bad = 0
    with file.open("rb") as opened:
        for item in read_feed(opened, str(file)):
            if isinstance(item, Reject):
                err.print(plain(f"{item.where}: {item.reason}"), style="yellow")
                bad += 1
                continue
            if article is not None and item.article_id != article:
                continue
            one = Article.model_validate_json(item.value)
            extraction = reader.read(one)
            if as_json:
                typer.echo(dump(extraction).decode())
            else:
                out.print(show(one, extraction))
    if bad:
        raise typer.Exit(1)
