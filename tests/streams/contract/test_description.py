"""The topics' description is valid AsyncAPI, is what the page in docs says, and names what is there."""

import json
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest
import yaml

from models.announcements import EVENTS as ANNOUNCED_EVENTS
from models.announcements import Announcer
from models.rows import read
from streams.contract import SCHEMAS, described, json_schema
from streams.contract.description import CHANNELS, to_yaml
from streams.topics import TOPICS
from tests.models.answers import START, answer

DOCS: Final = Path(__file__).parents[3] / "docs"
META: Final = json.loads((Path(__file__).parent / "asyncapi-3.0.0.json").read_text(encoding="utf-8"))


def problems(document: Any) -> list[str]:
    found = jsonschema.Draft7Validator(META).iter_errors(document)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in found]


def test_it_is_valid_asyncapi() -> None:
    assert problems(described()) == []


@pytest.mark.parametrize(
    "path",
    [
        ("asyncapi",),
        ("info", "title"),
        ("channels", "events", "bindings", "kafka", "partitions"),
        ("operations", "sendEvents", "action"),
        ("components", "messages", "event", "bindings", "kafka", "key"),
    ],
)
def test_the_meta_schema_sees_what_is_wrong(path: tuple[str, ...]) -> None:
    document = described()
    *parents, last = path
    inner = document
    for name in parents:
        inner = inner[name]
    inner[last] = -1
    assert problems(document)


def test_the_page_in_docs_is_what_it_says() -> None:
    page = (DOCS / "asyncapi.yaml").read_text(encoding="utf-8")
    assert page == to_yaml(described())
    assert yaml.safe_load(page) == described()


def test_every_topic_is_described_as_it_is_created() -> None:
    document = described()
    assert set(CHANNELS) == {topic.name for topic in TOPICS}
    assert {channel["address"] for channel in document["channels"].values()} == set(CHANNELS)
    for topic in TOPICS:
        name = CHANNELS[topic.name][0]
        kept = document["channels"][name]["bindings"]["kafka"]["topicConfiguration"]
        assert kept["cleanup.policy"] == ["compact" if topic.compacted else "delete"]
        assert kept["max.message.bytes"] == topic.max_bytes


def test_every_reference_leads_somewhere() -> None:
    document = described()

    def follow(value: Any) -> None:
        if isinstance(value, dict):
            if (reference := value.get("$ref")) is not None and reference.startswith("#/"):
                target: Any = document
                for step in reference.removeprefix("#/").split("/"):
                    target = target[step]
            elif reference is not None:
                assert (DOCS / reference).is_file(), reference
            for one in value.values():
                follow(one)
        elif isinstance(value, list):
            for one in value:
                follow(one)

    follow(document)


def test_headers_of_announcements_are_as_described() -> None:
    schema = described()["components"]["schemas"]["cloudEvent"]
    message = answer("a", 1, "Alpha struck Beta.", traceparent="00-" + "1" * 32 + "-" + "2" * 16 + "-01")
    announcer = Announcer(ANNOUNCED_EVENTS, message, START)
    ((key, said),) = read(message.article, message.extraction, START).events.items()
    for sent in (announcer.recorded(key, said), announcer.retracted(key)):
        headers = dict(sent["headers"])
        jsonschema.validate(headers, schema)
        assert headers.keys() <= schema["properties"].keys()


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_valid_and_as_docs_have_them(name: str) -> None:
    schema = json_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    page = (DOCS / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert json.loads(page) == schema
    broken = {**schema, "properties": {**schema["properties"], "more": {"type": "thing"}}}
    with pytest.raises(jsonschema.SchemaError):
        jsonschema.Draft202012Validator.check_schema(broken)
