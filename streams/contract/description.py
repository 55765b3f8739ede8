"""The topics as AsyncAPI 3 describes them: who writes what where, with which key and headers."""

import json
from importlib.metadata import version
from typing import Any, Final

from streams.settings import Settings
from streams.topics import ARTICLES, DEAD_LETTERS, EVENTS, EXTRACTIONS, FORGOTTEN, NUMBERS, TOPICS

FORMAT: Final = "application/schema+json;version=draft-2020-12"

CHANNELS: Final[dict[str, tuple[str, tuple[str, ...], str]]] = {
    ARTICLES: (
        "articles",
        ("article",),
        "Articles, every version of them, as producers publish them: `wireroom publish` and whoever else may write.",
    ),
    EXTRACTIONS: (
        "extractions",
        ("extracted", "rejected"),
        "One answer for every message of news.articles, to the same partition. Wireroom's own, from step to step.",
    ),
    EVENTS: (
        "events",
        ("event", "eventRetracted"),
        "What articles say was done, is to be done, may be done or was not done. Of a key the last message counts.",
    ),
    NUMBERS: (
        "numbers",
        ("number", "numberRetracted"),
        "Quantities that articles state. Of a key the last message counts.",
    ),
    DEAD_LETTERS: (
        "deadLetters",
        ("deadLetter",),
        "Messages of news.articles that could not be read, byte for byte; headers say why.",
    ),
    FORGOTTEN: (
        "forgotten",
        ("forgetting",),
        "Articles that are forgotten on demand, by a hash of their id: who keeps something of them has to erase it.",
    ),
}
"""Each topic's name in the description, its messages, and what it is for."""

TAKES: Final = "receive"
SENDS: Final = "send"


def described() -> dict[str, Any]:
    """The whole description."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Wireroom",
            "version": version("wireroom"),
            "license": {"name": "Apache-2.0"},
            "description": "News in, events and numbers out. Readers of news.events and news.numbers use the isolation "
            "level read_committed, and of each key take the last message; one without value retracts.",
        },
        "defaultContentType": "application/json",
        "channels": {name: _channel(topic) for topic, (name, _, _) in CHANNELS.items()},
        "operations": {
            f"{'take' if topic == ARTICLES else 'send'}{name[0].upper()}{name[1:]}": {
                "action": TAKES if topic == ARTICLES else SENDS,
                "channel": {"$ref": f"#/channels/{name}"},
            }
            for topic, (name, _, _) in CHANNELS.items()
        },
        "components": {"messages": _messages(), "schemas": {"cloudEvent": _cloud_event()}},
    }


def to_yaml(value: Any, indent: int = 0) -> str:
    """As YAML in blocks; keys and scalars as JSON has them, which is YAML too."""
    pad = "  " * indent
    if isinstance(value, dict) and value:
        return "".join(f"{pad}{_key(key)}:{_entry(one, indent)}" for key, one in value.items())
    if isinstance(value, list) and value:
        return "".join(f"{pad}- {json.dumps(one, ensure_ascii=False)}\n" for one in value)
    return f"{pad}{json.dumps(value, ensure_ascii=False)}\n"


def _key(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").replace(".", "").isalnum() else json.dumps(key)


def _entry(value: Any, indent: int) -> str:
    if isinstance(value, (dict, list)) and value:
        return f"\n{to_yaml(value, indent + 1)}"
    return f" {json.dumps(value, ensure_ascii=False)}\n"


def _channel(topic: str) -> dict[str, Any]:
    _, messages, description = CHANNELS[topic]
    settings = Settings.model_construct()
    configs = next(one for one in TOPICS if one.name == topic).configs(settings)
    kept = {"cleanup.policy": [configs["cleanup.policy"]], "max.message.bytes": int(configs["max.message.bytes"])}
    kept |= {name: int(configs[name]) for name in ("retention.ms", "delete.retention.ms") if name in configs}
    return {
        "address": topic,
        "description": description,
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
        "bindings": {
            "kafka": {
                "topic": topic,
                "partitions": settings.partitions,
                "replicas": settings.replication,
                "topicConfiguration": kept,
                "bindingVersion": "0.5.0",
            }
        },
    }


def _messages() -> dict[str, Any]:
    announced = {"allOf": [{"$ref": "#/components/schemas/cloudEvent"}]}
    nothing = {"payload": {"type": "null"}}
    return {
        "article": _message("One version of an article.", "article", "The article's id."),
        "extracted": _message("An article that was read.", "extracted", "The article's message's key."),
        "rejected": _message("A message that could not be read.", "rejected", "That message's key."),
        "event": _message("An event as it now is.", "event", "The event's id.", announced),
        "eventRetracted": {
            **_message("An event that is said no longer: a tombstone.", None, "The event's id.", announced),
            **nothing,
        },
        "number": _message("A number as it now is.", "number", "The number's id.", announced),
        "numberRetracted": {
            **_message("A number that is said no longer: a tombstone.", None, "The number's id.", announced),
            **nothing,
        },
        "deadLetter": {
            **_message("A message as it came.", None, "That message's key.", _connect()),
            "contentType": "application/octet-stream",
            "payload": {"description": "Its bytes, whatever they are."},
        },
        "forgetting": _message(
            "That an article is forgotten, or may come again.", "forgetting", "UUIDv5 of the article's id.", announced
        ),
    }


def _message(summary: str, schema: str | None, key: str, headers: dict[str, Any] | None = None) -> dict[str, Any]:
    message: dict[str, Any] = {"summary": summary}
    if headers is not None:
        message["headers"] = headers
    if schema is not None:
        message["payload"] = {"schemaFormat": FORMAT, "schema": {"$ref": f"./schemas/{schema}.schema.json"}}
    message["bindings"] = {"kafka": {"key": {"type": "string", "description": key}, "bindingVersion": "0.5.0"}}
    return message


def _cloud_event() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "CloudEvents 1.0, the Kafka binding's binary mode.",
        "required": ["ce_id", "ce_type", "ce_source", "ce_specversion", "ce_time"],
        "properties": {
            "ce_id": {"type": "string", "description": "Unique to an announcement."},
            "ce_type": {
                "type": "string",
                "enum": [
                    "wireroom.event.recorded", "wireroom.event.retracted", "wireroom.number.recorded",
                    "wireroom.number.retracted", "wireroom.article.forgotten", "wireroom.article.allowed",
                ],
            },
            "ce_source": {"type": "string", "const": "/wireroom"},
            "ce_specversion": {"type": "string", "const": "1.0"},
            "ce_time": {"type": "string", "format": "date-time", "description": "When it was decided upon."},
            "ce_subject": {"type": "string", "description": "The article's id, its first 200 characters."},
            "content-type": {"type": "string", "description": "application/json; a tombstone has none."},
            "traceparent": {"type": "string", "description": "W3C trace context of the article's message."},
        },
    }  # fmt: skip


def _connect() -> dict[str, Any]:
    names = ("topic", "partition", "offset", "exception.class.name", "exception.message")
    return {
        "type": "object",
        "description": "The message's own headers, and then what Kafka Connect tells of an error.",
        "properties": {f"__connect.errors.{name}": {"type": "string"} for name in names},
    }
