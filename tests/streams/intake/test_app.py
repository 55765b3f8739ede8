"""What a producer is answered, request by request."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from streams.intake.limits import Limits
from streams.intake.metrics import Metrics
from tests.streams.intake.producers import BOUND, WIRE, Topic, producer

FIXTURES = Path(__file__).parents[1] / "feeds" / "fixtures"
ARTICLE = {"id": "a", "title": "Peru expels envoys", "body": "Peru expelled two diplomats on Monday."}
NDJSON = {"Content-Type": "application/x-ndjson"}


def lines(*articles: object) -> bytes:
    return b"".join(json.dumps(article).encode() + b"\n" for article in articles)


async def test_one_article_is_on_the_topic_as_the_key_s_source() -> None:
    topic = Topic()
    async with producer(topic) as client:
        answer = await client.post("/articles", json=ARTICLE)
    assert answer.status_code == 202
    assert answer.json() == {"accepted": ["a"], "errors": []}
    sent = json.loads(topic.articles["a"])
    assert {name: sent[name] for name in (*ARTICLE, "source")} == ARTICLE | {"source": "Example Wire"}


async def test_an_article_may_stand_on_many_lines() -> None:
    topic = Topic()
    async with producer(topic) as client:
        pretty = json.dumps(ARTICLE, indent=2)
        answer = await client.post("/articles", content=pretty, headers={"Content-Type": "application/json"})
    assert answer.status_code == 202
    assert list(topic.articles) == ["a"]


async def test_of_many_the_good_are_taken_and_each_other_is_a_problem_of_its_own() -> None:
    topic = Topic()
    topic.large = {"big"}
    bodies = lines(ARTICLE, {"id": "b"}, ARTICLE | {"id": "c", "source": "Somebody"}, ARTICLE | {"id": "big"})
    async with producer(topic) as client:
        answer = await client.post("/articles", content=bodies + b"{\n" + lines(ARTICLE | {"id": "d"}), headers=NDJSON)
    assert answer.status_code == 202
    said = answer.json()
    assert said["accepted"] == ["a", "d"] == list(topic.articles)
    assert [(error["where"], error["status"]) for error in said["errors"]] == [
        ("body:2", 422), ("body:3", 403), ("body:5", 422), ("body:4", 413),
    ]  # fmt: skip
    assert "body: Field required" in said["errors"][0]["detail"]


async def test_what_the_broker_did_not_acknowledge_is_a_503_that_names_what_it_did() -> None:
    topic = Topic()
    topic.away = {"b"}
    async with producer(topic) as client:
        answer = await client.post("/articles", content=lines(ARTICLE, ARTICLE | {"id": "b"}), headers=NDJSON)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) >= 1
    said = answer.json()
    assert said["accepted"] == ["a"]
    assert [(error["where"], error["status"]) for error in said["errors"]] == [("body:2", 503)]


@pytest.mark.parametrize(
    ("body", "content_type", "status", "says"),
    [
        (b"{", "application/json", 400, "not JSON"),
        (b"", "application/json", 400, "not JSON"),
        (b"\xff", "application/json", 400, "not JSON"),
        (b"[]", "application/json", 422, "no article of it was taken"),
        (b'"words"', "application/json", 422, "no article of it was taken"),
        (b'{"id": "a"}', "application/json", 422, "no article of it was taken"),
        (b'{"id": "a", "body": "\\ud800"}', "application/json", 400, "not JSON"),
        (b"", "application/x-ndjson", 422, "no article in it"),
        (b"{\n{\n", "application/x-ndjson", 422, "no article of it was taken"),
        (gzip.compress(lines(ARTICLE), mtime=0), "application/x-ndjson", 415, "without compression"),
        (b"<html>", "text/html", 415, "send one of application/json"),
        (b"{}", "", 415, "send one of application/json"),
        (b"prose", "text/plain", 415, "send one of application/json"),
        (b"{}", "application/json; charset", 422, "no article of it was taken"),
    ],
)
async def test_what_is_no_article_is_refused_by_name(body: bytes, content_type: str, status: int, says: str) -> None:
    topic = Topic()
    async with producer(topic) as client:
        answer = await client.post("/articles", content=body, headers={"Content-Type": content_type})
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert said["status"] == status
    assert says in said["detail"]
    assert topic.articles == {}


@pytest.mark.parametrize(
    ("fixture", "content_type"),
    [
        ("ninjs-1.json", "application/ninjs+json"),
        ("ninjs-1.json", "application/json"),
        ("newsml-item.xml", "application/vnd.iptc.g2.newsitem+xml"),
        ("newsml-message.xml", "application/vnd.iptc.g2.newsmessage+xml; charset=utf-8"),
    ],
)
async def test_agencies_formats_are_taken(fixture: str, content_type: str) -> None:
    topic = Topic()
    async with producer(topic) as client:
        body = (FIXTURES / fixture).read_bytes()
        answer = await client.post("/articles", content=body, headers={"Content-Type": content_type})
    assert answer.status_code == 202, answer.text
    assert answer.json()["accepted"] == list(topic.articles)
    assert {json.loads(value)["source"] for value in topic.articles.values()} == {"Example Wire"}


async def test_an_article_under_embargo_stays_with_its_producer() -> None:
    topic = Topic()
    item = {
        "uri": "a",
        "headline": "Peru",
        "body_text": "Peru expelled two diplomats.",
        "embargoed": "2150-01-01T00:00:00Z",
    }
    async with producer(topic) as client:
        answer = await client.post("/articles", json=item)
    assert answer.status_code == 422
    assert "embargoed until 2150" in answer.json()["errors"][0]["detail"]
    assert topic.articles == {}


async def test_a_format_s_hostile_document_is_a_problem() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><newsItem>&a;</newsItem>'
    async with producer(Topic()) as client:
        headers = {"Content-Type": "application/vnd.iptc.g2.newsitem+xml"}
        answer = await client.post("/articles", content=bomb, headers=headers)
    assert answer.status_code == 422
    assert "root:" not in answer.text


async def test_another_s_article_alone_is_forbidden() -> None:
    topic = Topic()
    async with producer(topic) as client:
        answer = await client.post("/articles", json=ARTICLE | {"source": "Somebody"})
    assert answer.status_code == 403
    assert topic.articles == {}


async def test_a_key_may_be_bound_to_the_beginning_of_ids() -> None:
    topic = Topic()
    async with producer(topic, key=BOUND) as client:
        assert (await client.post("/articles", json=ARTICLE)).status_code == 403
        assert (await client.post("/articles", json=ARTICLE | {"id": "other:a"})).status_code == 202
    assert list(topic.articles) == ["other:a"]


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Bearer",
        "Bearer wireroom_one",
        "Bearer wireroom_one_",
        "Bearer wireroom_one_secret-of-two",
        "Bearer wireroom_none_secret-of-one",
        "Bearer other_one_secret-of-one",
        "Basic wireroom_one_secret-of-one",
        f"Bearer {WIRE}x",
        f"Bearer \u00e9{WIRE}",
    ],
)
async def test_nobody_gets_in_without_a_good_key(authorization: str | None) -> None:
    topic = Topic()
    async with producer(topic, key=None) as client:
        headers = [] if authorization is None else [(b"Authorization", authorization.encode())]
        answer = await client.post("/articles", json=ARTICLE, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert "secret" not in answer.text
    assert topic.articles == {}


async def test_a_body_that_says_it_is_too_long_is_not_read() -> None:
    async def unread() -> AsyncIterator[bytes]:
        raise AssertionError("it was read")
        yield b""

    async with producer(Topic(), Limits(body_bytes=100)) as client:
        headers = {"Content-Length": "101", "Content-Type": "application/json"}
        answer = await client.post("/articles", content=unread(), headers=headers)
    assert answer.status_code == 413


async def test_a_body_without_end_is_cut_off() -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 1000
            yield b" " * 1000

    topic = Topic()
    async with producer(topic, Limits(body_bytes=50_000)) as client:
        answer = await client.post("/articles", content=endless(), headers=NDJSON)
    assert answer.status_code == 413
    assert sent <= 60_000


async def test_a_body_of_too_many_is_not_taken_in_part() -> None:
    topic = Topic()
    async with producer(topic) as client:
        answer = await client.post("/articles", content=lines(ARTICLE) * 10_001, headers=NDJSON)
        assert answer.status_code == 413
        assert topic.articles == {}
        assert (await client.post("/articles", content=b"x\n" * 10_000, headers=NDJSON)).status_code == 422


async def test_a_body_that_does_not_come_is_waited_for_so_long_and_no_longer() -> None:
    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(30)

    async with producer(Topic(), Limits(body_seconds=0.1)) as client:
        answer = await client.post("/articles", content=slow(), headers=NDJSON)
    assert answer.status_code == 408


async def test_all_bodies_together_have_a_limit_too() -> None:
    waiting, answered = asyncio.Event(), asyncio.Event()

    async def held() -> AsyncIterator[bytes]:
        yield lines(ARTICLE)
        waiting.set()
        await answered.wait()

    async with producer(Topic(), Limits(held_bytes=150)) as client:
        first = asyncio.create_task(client.post("/articles", content=held(), headers=NDJSON))
        await waiting.wait()
        second = await client.post("/articles", content=lines(ARTICLE), headers=NDJSON)
        assert second.status_code == 503
        answered.set()
        assert (await first).status_code == 202
        # What is answered holds nothing any more.
        assert (await client.post("/articles", content=lines(ARTICLE), headers=NDJSON)).status_code == 202


async def test_who_comes_too_often_is_told_when_to_come_again() -> None:
    topic = Topic()
    async with producer(topic, Limits(per_second=0.01)) as client:
        assert (await client.post("/articles", json=ARTICLE)).status_code == 202
        late = await client.post("/articles", json=ARTICLE)
        assert late.status_code == 429
        assert 80 < int(late.headers["Retry-After"]) <= 100
        other = {"Authorization": f"Bearer {BOUND}"}
        assert (await client.post("/articles", json=ARTICLE | {"id": "other:a"}, headers=other)).status_code == 202


async def test_compressed_bodies_are_not_taken() -> None:
    async with producer(Topic()) as client:
        answer = await client.post("/articles", json=ARTICLE, headers={"Content-Encoding": "gzip"})
    assert answer.status_code == 415


async def test_other_ways_in_are_problems_too() -> None:
    async with producer(Topic()) as client:
        assert (await client.get("/articles")).status_code == 405
        assert (await client.get("/elsewhere")).json()["title"] == "Not Found"


async def test_what_was_answered_is_counted() -> None:
    metrics = Metrics()
    async with producer(Topic(), metrics=metrics) as client:
        await client.post("/articles", content=lines(ARTICLE, {"id": "b"}), headers=NDJSON)
        await client.post("/articles", content=b"{", headers={"Content-Type": "application/json"})
    sample = metrics.registry.get_sample_value
    assert sample("wireroom_intake_requests_total", {"status": "202"}) == 1
    assert sample("wireroom_intake_requests_total", {"status": "400"}) == 1
    assert sample("wireroom_intake_articles_total", {"key": "one", "status": "202"}) == 1
    assert sample("wireroom_intake_articles_total", {"key": "one", "status": "422"}) == 1


async def test_the_description_names_what_is_taken() -> None:
    async with producer(Topic(), key=None) as client:
        said = (await client.get("/openapi.json")).json()
    assert isinstance(client, httpx.AsyncClient)
    content = said["paths"]["/articles"]["post"]["requestBody"]["content"]
    assert {"application/json", "application/x-ndjson"} <= content.keys()
