"""`wireroom schema`."""

import json
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from streams.cli.terminal import err, plain
from streams.contract import SCHEMAS, breaks, json_schema
from streams.contract.description import described, to_yaml
from streams.contract.schemas import TAKEN

BREAKS: Final = 1
ASYNCAPI: Final = "asyncapi"


def schema(
    name: Annotated[
        str | None, typer.Argument(help=f"One of {', '.join(SCHEMAS)}, or asyncapi; without it, all schemas.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option(help="Folder to write NAME.schema.json files into, asyncapi.yaml beside it.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="Folder of released schemas: what breaks who relies on them?")
    ] = None,
) -> None:
    """The JSON Schemas of what crosses the topics, and the topics as AsyncAPI describes them.

    Example: `wireroom schema article`, `wireroom schema --to docs/schemas`, or
    `wireroom schema --against docs/schemas/released/0.1.0`

    Exit code 1: with --against, something breaks, and is named.
    """
    if name is not None and name not in (*SCHEMAS, ASYNCAPI):
        raise typer.BadParameter(f"no schema {name!r}; one of {', '.join(SCHEMAS)}, asyncapi", param_hint="NAME")
    if against is not None:
        sys.exit(_hold(against))
    if name == ASYNCAPI and to is None:
        typer.echo(to_yaml(described()), nl=False)
        return
    if to is not None and name in (None, ASYNCAPI):
        _write(to.parent / "asyncapi.yaml", to_yaml(described()))
    for chosen in SCHEMAS if name is None else [name] if name != ASYNCAPI else []:
        text = json.dumps(json_schema(chosen), indent=2, ensure_ascii=False)
        if to is None:
            typer.echo(text)
        else:
            _write(to / f"{chosen}.schema.json", f"{text}\n")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    err.print(f"wrote {path}")


def _hold(folder: Path) -> int:
    """Name what breaks; the exit code."""
    code = 0
    for path in sorted(folder.glob("*.schema.json")):
        name = path.name.removesuffix(".schema.json")
        released = json.loads(path.read_text(encoding="utf-8"))
        found = breaks(released, json_schema(name), taken=name in TAKEN) if name in SCHEMAS else ["$: removed"]
        for one in found:
            err.print(plain(f"{name}: {one}"), style="red", soft_wrap=True)
            code = BREAKS
    return code
