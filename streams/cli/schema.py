"""`wireroom schema`."""

import json
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import typer
from pydantic import BaseModel

from streams.cli.terminal import err
from streams.records import Article, EventMessage, Extracted, Extraction, Forgetting, NumberMessage, Rejected

SCHEMAS: Final[dict[str, type[BaseModel]]] = {
    "article": Article,
    "extraction": Extraction,
    "extracted": Extracted,
    "rejected": Rejected,
    "event": EventMessage,
    "number": NumberMessage,
    "forgetting": Forgetting,
}


def schema(
    name: Annotated[str | None, typer.Argument(help=f"One of {', '.join(SCHEMAS)}; without it, all.")] = None,
    to: Annotated[Path | None, typer.Option(help="Folder to write NAME.schema.json files into.")] = None,
) -> None:
    """The JSON Schemas of what crosses the topics.

    Example: `wireroom schema article` or `wireroom schema --to docs/schemas`
    """
    if name is not None and name not in SCHEMAS:
        raise typer.BadParameter(f"no schema {name!r}; one of {', '.join(SCHEMAS)}", param_hint="NAME")
    for chosen in SCHEMAS if name is None else [name]:
        text = json.dumps(json_schema(chosen), indent=2, ensure_ascii=False)
        if to is None:
            typer.echo(text)
        else:
            to.mkdir(parents=True, exist_ok=True)
            (to / f"{chosen}.schema.json").write_text(f"{text}\n", encoding="utf-8")
            err.print(f"wrote {to / chosen}.schema.json")


def json_schema(name: str) -> dict[str, Any]:
    """One record's JSON Schema, as it is on the wire."""
    mode: Literal["validation", "serialization"] = "validation" if name == "article" else "serialization"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:wireroom:{name}",
        **SCHEMAS[name].model_json_schema(mode=mode),
    }
