"""The wire keeps what it is given, and says what it will not take."""

import json
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from pydantic import ValidationError

from streams.contract import SCHEMAS, json_schema
from streams.records import (
    Article,
    Number,
    Origin,
    Rejected,
    article_key,
    dump,
    explain,
    identify,
    load,
    load_answer,
)

ORIGIN = Origin(topic="news.articles", topic_id=UUID(int=7), partition=3, offset=41, appended_at="2025-09-05T06:00:00Z")


def article(**fields: object) -> Article:
    return Article.model_validate_json(json.dumps({"id": "a", "body": "Text.", **fields}))


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"id": None}, "id: Input should be a valid string"),
        ({"id": 7}, "id: Input should be a valid string"),
        ({"id": ""}, "id: String should have at least 1 character"),
        ({"body": None}, "body: Input should be a valid string"),
        ({"body": ["Text."]}, "body: Input should be a valid string"),
        ({"title": 7}, "title: Input should be a valid string"),
        ({"version": "3"}, "version: Input should be a valid integer"),
        ({"version": True}, "version: Input should be a valid integer"),
        ({"version": -1}, "version: Input should be greater than or equal to 0"),
        ({"version": 2**63}, "version: Input should be less than"),
        ({"status": "withdrawn"}, "status: Input should be 'usable' or 'canceled'"),
        ({"published_at": "2025-09-05T06:00:00"}, "published_at: Input should have timezone info"),
        ({"published_at": "2025-09-05"}, "published_at: Value error, not an RFC 3339 date and time"),
        ({"published_at": 1757052000}, "published_at: Value error, not an RFC 3339 date and time"),
        ({"published_at": "0001-01-01T00:00:00Z"}, "published_at: Value error, year 1 is outside 1900 to 2199"),
        ({"published_at": "9999-12-31T23:59:59Z"}, "published_at: Value error, year 9999 is outside 1900 to 2199"),
        ({"updated_at": "soon T"}, "updated_at: Input should be a valid datetime"),
    ],
)
def test_what_is_no_article_is_refused_by_the_field_s_name(fields: dict[str, object], problem: str) -> None:
    with pytest.raises(ValidationError) as caught:
        article(**fields)
    assert explain(caught.value).startswith(problem)


@pytest.mark.parametrize("raw", [b"", b"{", b"[1]", b"null", b'"a"', b"\xff\xfe", b'{"id": "a", "body": "\\ud800"}'])
def test_what_is_no_json_object_is_refused(raw: bytes) -> None:
    with pytest.raises(ValidationError):
        Article.model_validate_json(raw)


@pytest.mark.parametrize("date", ["1970-01-01T00:00:00Z", "2099-12-31T23:59:59+14:00", "2025-09-05T06:00:00.25-05:30"])
def test_dates_keep_their_offset(date: str) -> None:
    given = article(published_at=date).published_at
    assert given is not None
    assert article(published_at=given.isoformat()).published_at == given
    assert (given.utcoffset() is not None) and given.isoformat()[-6:] == (date[-6:] if date[-1] != "Z" else "+00:00")


def test_unknown_fields_are_ignored() -> None:
    assert article(colour="red") == article()


def test_a_cancellation_needs_no_body() -> None:
    assert Article.model_validate_json(b'{"id": "a", "status": "canceled"}').body == ""
    with pytest.raises(ValidationError):
        Article.model_validate_json(b'{"id": "a", "status": "usable"}')


def test_nul_is_replaced_one_for_one_so_that_offsets_hold() -> None:
    assert article(title="A\0B", body="\0").text == "A\ufffdB\n\n\ufffd"


@pytest.mark.parametrize(("title", "text"), [("Head", "Head\n\nText."), ("", "Text."), (None, "Text.")])
def test_text_is_title_and_body(title: str | None, text: str) -> None:
    assert article(title=title).text == text


@pytest.mark.parametrize("digits", ["1100000000", "0.1", "12345678901234567890.123456789012345678901234567890", "-3"])
def test_numbers_cross_the_wire_with_all_their_digits(digits: str) -> None:
    number = Number(id=UUID(int=1), text="x", start=0, end=1, value=Decimal(digits))
    raw = dump(number)
    assert b'"value":' + digits.encode() + b"," in raw
    assert load(Number, raw) == number


def test_a_rejection_brings_the_original_bytes() -> None:
    rejected = Rejected(
        origin=ORIGIN,
        key=b"\x00\xff",
        value=bytes(range(256)),
        headers=(("h", b"\xfe"), ("empty", None)),
        reason="ValidationError",
        message="no",
    )
    assert load_answer(dump(rejected)) == rejected


def test_ids_depend_on_every_part_and_on_nothing_else() -> None:
    base = ("a", "He left.", 0, 3, "RETREAT")
    assert identify(*base) == identify(*base)
    for place, other in enumerate(("b", "He  left.", 1, 4, "AGREE")):
        assert identify(*base[:place], other, *base[place + 1 :]) != identify(*base)  # type: ignore[arg-type]
    assert article_key("a" * 10_000) != article_key("a" * 10_001)


@pytest.mark.parametrize("name", SCHEMAS)
def test_committed_schemas_are_those_of_the_code(name: str) -> None:
    root = Path(__file__).parents[2]
    committed = json.loads((root / "docs" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert committed == json_schema(name), "run `wireroom schema --to docs/schemas`"
