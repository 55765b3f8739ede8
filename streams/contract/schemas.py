"""JSON Schemas of what crosses the topics, out of the records."""

from typing import Any, Final, Literal

from pydantic import BaseModel

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
TAKEN: Final = frozenset({"article"})
"""What others write and we read; the rest is the other way round."""


def json_schema(name: str) -> dict[str, Any]:
    """One record's JSON Schema, as it is on the wire."""
    mode: Literal["validation", "serialization"] = "validation" if name in TAKEN else "serialization"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:wireroom:{name}",
        **SCHEMAS[name].model_json_schema(mode=mode),
    }
