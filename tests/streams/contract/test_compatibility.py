"""Schemas keep what the last release promised, and the check sees each kind of broken promise."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from uuid import UUID

import pytest
from pydantic import BaseModel, Field
from typer.testing import CliRunner

from streams.cli import app
from streams.contract import SCHEMAS, breaks, json_schema
from streams.contract.schemas import TAKEN

RELEASED: Final = sorted((Path(__file__).parents[3] / "docs" / "schemas" / "released").iterdir())[-1]

Schema = dict[str, Any]


class Part(BaseModel):
    name: str
    share: Annotated[float, Field(ge=0, le=1)] | None = None


class Record(BaseModel):
    id: UUID
    kind: Literal["one", "two", "three"]
    parts: tuple[Part, ...] = ()
    pairs: tuple[tuple[str, int], ...] = ()
    note: str | None = None
    whole: Part | None = None


OLD: Final = Record.model_json_schema(mode="serialization")


def changed(change: Callable[[Schema], object]) -> Schema:
    schema = copy.deepcopy(OLD)
    change(schema)
    return schema


def fields(schema: Schema) -> Schema:
    found: Schema = schema["properties"]
    return found


def part(schema: Schema) -> Schema:
    found: Schema = schema["$defs"]["Part"]
    return found


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_was_released_is_kept(name: str) -> None:
    path = RELEASED / f"{name}.schema.json"
    assert breaks(json.loads(path.read_text(encoding="utf-8")), json_schema(name), taken=name in TAKEN) == []


def test_nothing_that_was_released_is_gone() -> None:
    assert {path.name.removesuffix(".schema.json") for path in RELEASED.iterdir()} <= set(SCHEMAS)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda s: fields(s).pop("note"), "$.note: removed"),
        (lambda s: part(s)["properties"].pop("share"), "$.parts[].share: removed"),
        (lambda s: fields(s).update(note={"type": "integer"}), "$.note: was null or string, is integer"),
        (lambda s: fields(s).update(id={"type": "string"}), "$.id: format was uuid, is None"),
        (lambda s: fields(s)["kind"]["enum"].remove("two"), "$.kind: no longer two"),
        (lambda s: fields(s).update(kind={"const": "one", "type": "string"}), "$.kind: no longer two, three"),
        (lambda s: s["required"].append("note"), "$.note: made required"),
        (lambda s: part(s)["required"].append("share"), "$.parts[].share: made required"),
        (lambda s: fields(s).update(parts={"type": "string"}), "$.parts: was array, is string"),
        (lambda s: fields(s)["parts"]["items"].update({"$ref": "", "type": "string"}) or
                   fields(s)["parts"].update(items={"type": "string"}), "$.parts[]: was object, is string"),
        (lambda s: fields(s)["pairs"]["items"]["prefixItems"].pop(), "$.pairs[]: had 2 items, has 1"),
        (lambda s: fields(s)["pairs"]["items"]["prefixItems"].reverse(), "$.pairs[][0]: was string, is integer"),
        (lambda s: fields(s).update(whole={"type": "null"}), None),
    ],
)  # fmt: skip
def test_a_broken_promise_is_seen(change: Callable[[Schema], object], told: str | None) -> None:
    new = changed(change)
    for taken in (False, True):
        found = breaks(OLD, new, taken=taken)
        if told is not None:
            assert told in found
    # What may no longer be there at all breaks producers; readers have to be ready for null.
    if told is None:
        assert (breaks(OLD, new), breaks(OLD, new, taken=True)) == ([], ["$.whole: was null or object, is null"])


def optional(schema: Schema) -> None:
    fields(schema)["more"] = {"type": "string"}


def required(schema: Schema) -> None:
    optional(schema)
    schema["required"].append("more")


@pytest.mark.parametrize(
    ("change", "sent", "taken"),
    [
        (lambda s: None, [], []),
        (optional, [], []),
        (required, [], ["$.more: made required"]),
        (lambda s: fields(s)["kind"]["enum"].append("four"), [], []),
        (lambda s: s["required"].remove("kind"), [], []),
        (
            lambda s: fields(s).update(id={"anyOf": [fields(s)["id"], {"type": "null"}]}),
            ["$.id: was string, is null or string"],
            [],
        ),
        (lambda s: fields(s).update(note={"type": "string"}), [], ["$.note: was null or string, is string"]),
    ],
)
def test_what_readers_and_producers_do_not_mind_is_allowed(
    change: Callable[[Schema], object], sent: list[str], taken: list[str]
) -> None:
    assert (breaks(OLD, changed(change)), breaks(OLD, changed(change), taken=True)) == (sent, taken)


def test_definitions_that_hold_themselves_come_to_an_end() -> None:
    class Tree(BaseModel):
        branches: "list[Tree]" = []

    Tree.model_rebuild(_types_namespace={"Tree": Tree})
    schema = Tree.model_json_schema()
    assert breaks(schema, schema) == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("event", lambda s: s["properties"].update(certainty={"type": "integer"})),
        ("event", lambda s: s["properties"].update(headline={"type": "string"})),
        ("number", lambda s: s["properties"]["bound"]["enum"].append("?")),
        ("article", lambda s: s["required"].remove("id")),
        ("gone", lambda s: s),
    ],
)
def test_the_command_names_what_breaks_a_release(tmp_path: Path, name: str, change: Callable[[Schema], object]) -> None:
    for kept in SCHEMAS:
        (tmp_path / f"{kept}.schema.json").write_text(json.dumps(json_schema(kept)))
    assert CliRunner().invoke(app, ["schema", "--against", str(tmp_path)]).exit_code == 0
    released = json_schema(name if name in SCHEMAS else "event")
    change(released)
    (tmp_path / f"{name}.schema.json").write_text(json.dumps(released))
    assert CliRunner().invoke(app, ["schema", "--against", str(tmp_path)]).exit_code == 1
