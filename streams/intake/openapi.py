"""What the intake says of itself, as OpenAPI 3.1."""

from http import HTTPStatus
from importlib.metadata import version
from typing import Any, Final

from streams.intake.documents import JSON, TAKEN
from streams.intake.limits import Limits
from streams.intake.problems import MEDIA_TYPE
from streams.records import Article

ANSWERS: Final = {
    HTTPStatus.BAD_REQUEST: "Not the JSON that it says it is, or broken off.",
    HTTPStatus.UNAUTHORIZED: "No key, one that is not known, or a revoked one.",
    HTTPStatus.FORBIDDEN: "Every article in it is another source's than the key's.",
    HTTPStatus.REQUEST_TIMEOUT: "The body did not come in time.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body, or every article in it, is too large.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Not one of the content types that are taken, or compressed.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "No article in it that can be taken; `errors` says why, each by its place.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many requests with this key; Retry-After says when again.",
    HTTPStatus.SERVICE_UNAVAILABLE: (
        "Not every article is acknowledged: `accepted` are on the topic, the others may be. Send them again after "
        "Retry-After; what comes twice is told by its id and changes nothing."
    ),
}
"""Problems that a request can be answered with."""
WAITING: Final = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)

PLAUSIBLE: Final = "^(19|20|21)[0-9]{2}-"
"""Years that the record takes, which its own schema does not say."""


def describe(limits: Limits) -> dict[str, Any]:
    """The description, with these limits in it."""
    article = Article.model_json_schema(ref_template="#/components/schemas/{model}")
    for moment in ("published_at", "updated_at"):
        article["properties"][moment]["anyOf"][0]["pattern"] = PLAUSIBLE
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Wireroom intake",
            "version": version("wireroom"),
            "description": (
                "Send articles as they are published. Each goes to the topic news.articles; an update has the same id, "
                "a withdrawal has status canceled. Every article is its key's source's."
            ),
        },
        "paths": {"/articles": {"post": _post(limits)}, "/openapi.json": {"get": _get()}},
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Article": article, "Problem": _problem(), "Accepted": _accepted()},
        },
    }


def _post(limits: Limits) -> dict[str, Any]:
    return {
        "operationId": "sendArticles",
        "summary": "Send one article, or many.",
        "description": (
            f"At most {limits.body_bytes:,} bytes, within {limits.body_seconds:g} seconds, {limits.per_second:g} times "
            "a second with one key; without content encoding."
        ),
        "security": [{"key": []}],
        "requestBody": {"required": True, "content": {media_type: _content(media_type) for media_type in TAKEN}},
        "responses": {
            "202": {
                "description": "The broker has acknowledged every article in `accepted`; `errors` are no articles.",
                "content": {JSON: {"schema": {"$ref": "#/components/schemas/Accepted"}}},
            },
            **{str(status.value): _refusal(status, text) for status, text in ANSWERS.items()},
        },
    }


def _get() -> dict[str, Any]:
    return {
        "operationId": "describe",
        "summary": "This description.",
        "security": [],
        "responses": {"200": {"description": "OpenAPI 3.1.", "content": {JSON: {"schema": {"type": "object"}}}}},
    }


def _content(media_type: str) -> dict[str, Any]:
    article = {"$ref": "#/components/schemas/Article"}
    if media_type == JSON:
        return {"schema": article}
    if TAKEN[media_type] == "jsonl":
        return {"schema": {"type": "array", "description": "One article a line.", "items": article, "minItems": 1}}
    return {"schema": {"type": "string"}}


def _refusal(status: HTTPStatus, text: str) -> dict[str, Any]:
    refusal: dict[str, Any] = {
        "description": text,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status in WAITING:
        schema = {"type": "integer", "minimum": 1}
        refusal["headers"] = {"Retry-After": {"description": "In how many seconds.", "schema": schema}}
    if status == HTTPStatus.UNAUTHORIZED:
        refusal["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}
    return refusal


def _problem() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "RFC 9457; the type is about:blank.",
        "required": ["title", "status", "detail"],
        "properties": {
            "title": {"type": "string"},
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": {"type": "string", "description": "What is wrong, for a person."},
            "where": {"type": "string", "description": "Of one article: its place, such as body:3 for the third line."},
            "id": {"type": "string", "description": "Of one article: its id."},
            "accepted": _ids("Articles that are on the topic nevertheless."),
            "errors": _errors(),
        },
    }


def _accepted() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["accepted", "errors"],
        "properties": {"accepted": _ids("Articles that are on the topic."), "errors": _errors()},
        "additionalProperties": False,
    }


def _ids(text: str) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string"}, "description": f"{text} By id, in the order of the body."}


def _errors() -> dict[str, Any]:
    return {
        "type": "array",
        "items": {"$ref": "#/components/schemas/Problem"},
        "description": "What is wrong with each of the others.",
    }
