"""Records as JSON, and back."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

import orjson
from pydantic import BaseModel, TypeAdapter, ValidationError

from streams.records.messages import Answer, Extracted, Rejected

_ANSWER: TypeAdapter[Extracted | Rejected] = TypeAdapter(Answer)
_R = TypeVar("_R", bound=BaseModel)


def exact(value: object) -> orjson.Fragment:
    """A decimal as a JSON number with its exact digits; raises TypeError for anything else."""
    if isinstance(value, Decimal):
        return orjson.Fragment(format(value, "f"))
    raise TypeError(f"no JSON for {type(value).__name__}")


def to_json(value: object, default: Callable[[object], object] = exact) -> bytes:
    """Anything as UTF-8 JSON; `default` codes what JSON has no word for."""
    return orjson.dumps(value, default=default)


def dump(record: BaseModel) -> bytes:
    """A record as UTF-8 JSON, decimals as numbers with their exact digits."""
    return to_json(record.model_dump())


def load(model: type[_R], raw: bytes, *, lenient: bool = False) -> _R:
    """A record of ours from JSON, decimals exact; `lenient`: fields that a newer version added are left out."""
    return model.model_validate(json.loads(raw, parse_float=Decimal), extra="ignore" if lenient else None)


def load_answer(raw: bytes) -> Extracted | Rejected:
    """A message of `news.extractions`."""
    return _ANSWER.validate_python(json.loads(raw, parse_float=Decimal))


def explain(error: Exception) -> str:
    """What was wrong, for a person: fields by name, no values, no addresses of manuals."""
    if not isinstance(error, ValidationError):
        return str(error) or type(error).__name__
    parts = (
        f"{'.'.join(map(str, e['loc']))}: {e['msg']}" if e["loc"] else e["msg"]
        for e in error.errors(include_url=False, include_input=False, include_context=False)
    )
    return "; ".join(parts)
