"""What commands share of the terminal: where they print, and how they bring up what they need."""

import getpass
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from streams.embedded import Addresses, services
from streams.settings import Settings

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

By = Annotated[str | None, typer.Option(help="Who does it, for the trail. Default: user@host.")]


@contextmanager
def addresses(settings: Settings) -> Iterator[Addresses]:
    """Broker and database: those that are set, those that run in this home, or ones of our own for as long as this."""
    with services(settings, report=lambda line: err.print(plain(line), style="dim")) as found:
        yield found


def plain(value: Any) -> Text:
    """A value as inert text: neither Rich's markup nor a terminal's escapes in it do anything."""
    return Text(inert(str(value)))


def inert(text: str) -> str:
    """The same text, as long, with control characters made visible."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" if c != "\t" else " " for c in text)


def myself() -> str:
    """Who runs this, as far as the machine knows."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = str(os.getuid())
    return f"{user}@{socket.gethostname()}"
