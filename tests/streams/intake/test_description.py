"""The description and the intake say the same, whatever is asked of it."""

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, settings
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from streams.intake.app import Intake, build
from streams.intake.documents import JSON, TAKEN, Documents
from streams.intake.keys import Keys
from streams.intake.limits import Limits
from streams.intake.metrics import Metrics
from streams.intake.openapi import describe
from tests.streams.intake.producers import KEYS, WIRE, Topic, here

LIMITS = Limits(per_second=1e6)
APP = build(Intake(Keys(KEYS), Documents(here), Topic().deliver, LIMITS, Metrics()), LIMITS)
DESCRIBED = schemathesis.openapi.from_asgi("/openapi.json", APP)
BEARER = {"Authorization": f"Bearer {WIRE}"}

LINES = [media_type for media_type, format in TAKEN.items() if format == "jsonl"]


@schemathesis.serializer(*LINES)
def to_lines(ctx: schemathesis.SerializationContext, value: object) -> bytes:
    """Each thing of a list on a line; what the fuzzer sends for no list stays as wrong as it is."""
    things = value if isinstance(value, list) else [value]
    return b"".join(json.dumps(thing).encode() + b"\n" for thing in things)


@DESCRIBED.parametrize()
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_description_names(case: schemathesis.Case) -> None:
    articles = case.body if isinstance(case.body, list) else [case.body]
    # JSON Schema calls 3.0 an integer, the record does not, and no schema can say so.
    assume(not any(isinstance(one, dict) and isinstance(one.get("version"), float) for one in articles))
    # Of many articles the good ones are taken, whatever the others are.
    excluded = [negative_data_rejection] if case.media_type in LINES else []
    # What a wire's standard makes of a string no schema here says: most strings are refused, as 422.
    excluded += [positive_data_acceptance] if TAKEN[case.media_type or JSON] not in ("auto", "jsonl") else []
    case.call_and_validate(headers=BEARER, excluded_checks=excluded)


def test_a_description_that_is_wrong_would_be_noticed() -> None:
    wrong = describe(LIMITS)
    del wrong["paths"]["/articles"]["post"]["responses"]["422"]
    case = schemathesis.openapi.from_dict(wrong)["/articles"]["POST"].Case(
        body={"id": ""}, media_type=JSON, headers=BEARER
    )
    with pytest.raises(FailureGroup, match="422"):
        case.call_and_validate(app=APP)
