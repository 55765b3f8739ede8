"""Dead letters by the command line, and the limit that stops a worker, on the real broker and database."""

import json
from base64 import b64decode
from typing import Any

import pytest
from kafka import TopicPartition

from streams.reader import consumer
from streams.topics import ARTICLES
from tests.e2e.house import House

BAD = b'{"id": "bad \xe2\x80\xae\x1b[31m", \xff\x00 [red]no[/red]'
HEADERS = [("note", b"\x00\xff"), ("empty", b""), ("note", b"\x1b]0;title\x07")]
STRICT = {"WIREROOM_DEAD_LETTER_SHARE": "0.2", "WIREROOM_DEAD_LETTER_WINDOW": "20", "WIREROOM_PROCESSES": "1"}
"""Four of twenty at most."""
LAX = {"WIREROOM_DEAD_LETTER_SHARE": "1", "WIREROOM_PROCESSES": "1"}


def letters(house: House, *arguments: str) -> list[Any]:
    done = house.run("dead-letters", "list", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def message(house: House, partition: int, offset: int) -> Any:
    """A message as it stands on the topic."""
    client = consumer(house.broker.address)
    tp = TopicPartition(ARTICLES, partition)
    client.assign([tp])
    client.seek(tp, offset)
    try:
        return next(client)
    finally:
        client.close(autocommit=False)


def send(house: House, *values: bytes, partition: int = 2) -> list[int]:
    with house.producer() as producer:
        sent = [producer.send(ARTICLES, v, b"\xfe\x00key", headers=HEADERS, partition=partition) for v in values]
        return [future.get(30).offset for future in sent]


@pytest.fixture(scope="module")
def dead(house: House) -> list[int]:
    """Two dead letters; the worker that made them is still there."""
    house.ready_worker(**STRICT)
    found = send(house, BAD, b'{"id": "a", "body": "Peru expelled two diplomats."}', BAD)
    house.wait_stored(3)
    return [found[0], found[2]]


def test_they_are_listed_shown_and_sent_again_byte_for_byte(house: House, dead: list[int]) -> None:
    assert [letter["offset"] for letter in letters(house, "--reason", "ValidationError", "--since", "1h")] == dead[::-1]
    assert letters(house, "--until", "1h") == []

    shown = house.run("dead-letters", "show", f"2:{dead[0]}").stdout.decode()
    assert "ValidationError" in shown
    assert "[red]no[/red]" in shown
    assert "\\xff" in shown
    assert not {"\x1b", "\x07", "\x00", "\u202e"} & set(shown)
    whole = json.loads(house.run("dead-letters", "show", f"2:{dead[0]}", "--json").stdout)
    assert b64decode(whole["value"]) == BAD
    assert house.run("dead-letters", "show", f"2:{dead[0]}", "--raw").stdout == BAD

    done = house.run("dead-letters", "replay", f"2:{dead[0]}", "--by", "ann@desk")
    assert done.returncode == 0, done.stderr
    (step,) = json.loads(house.run("dead-letters", "show", f"2:{dead[0]}", "--json").stdout)["trail"]
    assert (step["action"], step["by"], step["partition"]) == ("replayed", "ann@desk", 2)
    first, again = message(house, 2, dead[0]), message(house, 2, step["offset"])
    assert (again.key, again.value, again.headers) == (first.key, first.value, first.headers)
    assert (again.key, again.value, list(again.headers)) == (b"\xfe\x00key", BAD, HEADERS)

    house.wait_stored(4)
    assert [letter["offset"] for letter in letters(house)] == [step["offset"], dead[1]], "it died again, and is another"
    assert house.run("dead-letters", "discard", "--reason", "ValidationError", "--by", "bob").returncode == 0
    assert letters(house) == []
    assert {letter["state"] for letter in letters(house, "--state", "any")} == {"replayed", "discarded"}


def test_over_the_limit_the_worker_stops_with_its_own_exit_code_and_nothing_is_lost(
    house: House, dead: list[int]
) -> None:
    worker = house.workers[-1]
    # Three were dead-lettered before: of these seven there is room for one.
    offsets = send(house, *[BAD] * 7)
    house.until(lambda: worker.process.poll() is not None, 30, "the worker stops")
    assert worker.process.returncode == 4
    assert "stopped by the limit on dead letters" in worker.log.read_text()
    verdict = house.audit()
    assert (verdict.losses, verdict.in_flight > 0) == ([], True)
    assert len(letters(house)) <= 1

    # As in a container: it does not end, so that nothing starts it again, and it does not work.
    held = house.worker("--hold", **STRICT)
    house.until(lambda: "held=True" in (log := held.log.read_text()) or '"held": true' in log, 60, "the worker is held")
    assert held.process.poll() is None
    assert held.get("/live") == (0, "")
    verdict = house.audit()
    assert (verdict.losses, verdict.in_flight > 0) == ([], True)
    assert held.terminate() == 4

    house.ready_worker(**LAX)
    house.wait_stored(4 + len(offsets))
    verdict = house.audit()
    assert verdict.complete
    assert verdict.in_flight == 0
    assert [letter["offset"] for letter in letters(house)] == offsets[::-1]
