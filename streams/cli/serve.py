"""`wireroom serve`."""

import asyncio
from typing import Annotated

import typer

from models.database import engine
from streams import logs
from streams.cli.patience import wait_for
from streams.cli.terminal import addresses
from streams.embedded import Addresses
from streams.intake.limits import Limits
from streams.intake.serving import serve as serve_articles
from streams.settings import Settings
from streams.web import Place


def serve(
    port: Annotated[int | None, typer.Option(help="Port that producers send articles to.")] = None,
    web_port: Annotated[int | None, typer.Option(help="Port of /live, /ready and /metrics.")] = None,
) -> None:
    """Take articles over HTTP until told to stop: POST /articles, described at /openapi.json.

    The answer is 202 when the broker has acknowledged every article, and not before. Producers need a key:
    `wireroom keys make`. SIGTERM or Ctrl-C ends it when what is under way is answered.

    Example: `wireroom serve --port 8080 --web-port 6068`, then
    `curl -H "Authorization: Bearer $KEY" --json @article.json http://127.0.0.1:8080/articles`
    """
    given = {"serve_port": port, "web_port": web_port}
    settings = Settings().model_copy(update={name: value for name, value in given.items() if value is not None})
    logs.configure(settings)
    with addresses(settings) as found:
        wait_for(found)
        run(settings, found)


def run(settings: Settings, found: Addresses) -> None:
    """An intake on these servers."""
    limits = Limits(
        body_bytes=settings.serve_bytes, body_seconds=settings.serve_seconds, per_second=settings.serve_rate
    )
    intake = Place(settings.serve_host, settings.serve_port, settings.serve_certificate, settings.serve_certificate_key)
    ledger = engine(found.database)
    try:
        asyncio.run(
            serve_articles(
                ledger,
                found.broker,
                limits,
                settings.serve_delivery_seconds,
                intake,
                Place(settings.web_host, settings.web_port),
                settings.processes,
            )
        )
    finally:
        ledger.dispose()
