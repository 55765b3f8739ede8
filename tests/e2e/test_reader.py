"""What downstream services do with the topics: typed readers, the examples, and CNCF's SDK, on a real broker."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event

from streams.reader import NotUnderstood, Reader, Recorded, Retracted, Wanted
from streams.records import EventMessage, NumberMessage
from streams.topics import EVENTS, NUMBERS
from tests.e2e.house import House
from tests.e2e.test_replay import messages
from tests.wire_copy import lines

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
ARTICLE: Final = {"id": "kenya", "language": "en", "published_at": "2026-03-02T08:00:00Z", "url": "https://e.org/k"}
FIRST: Final = {
    **ARTICLE,
    "body": "Kenya expelled three diplomats of Bolivia on Monday. Gunmen killed two people in Lagos.",
}
SECOND: Final = {**ARTICLE, "body": "Gunmen killed two people in Lagos."}


def line(article: dict[str, str]) -> bytes:
    return json.dumps(article).encode() + b"\n"


@pytest.fixture(scope="module")
def filled(house: House) -> House:
    house.given = {**House.given, "WIREROOM_PROCESSES": "1"}
    house.ready_worker()
    publish(house, lines(5) + line(FIRST), 6)
    return house


def publish(house: House, raw: bytes, articles: int) -> None:
    before = house.scalar("SELECT count(*) FROM receipts")
    assert house.run("publish", "-", stdin=raw).returncode == 0
    house.wait_stored(before + articles)


def changes(house: House, **options: Any) -> tuple[list[Any], str]:
    with Reader(house.broker.address, **{"follow": False, **options}) as reader:
        return list(reader), reader.bookmark


def state(found: list[Any], held: dict[UUID, Any] | None = None) -> dict[UUID, Any]:
    now = dict(held or {})
    for change in found:
        if isinstance(change, Recorded):
            now[change.id] = change.record
        else:
            now.pop(change.id, None)
    return now


def example(house: House, name: str, *arguments: str) -> list[str]:
    command = [sys.executable, str(EXAMPLES / name), house.broker.address, *arguments, "--once"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout.splitlines()


def test_what_is_read_is_what_the_ledger_says(filled: House) -> None:
    for topic, view, model in ((EVENTS, "events", EventMessage), (NUMBERS, "numbers", NumberMessage)):
        found, _ = changes(filled, topic=topic)
        assert {type(change.record) for change in found} == {model}
        assert {change.id for change in found} == {row.id for row in filled.sql(f"SELECT id FROM report.{view}")}


@pytest.mark.parametrize(
    ("wanted", "condition"),
    [
        (Wanted(types={"SANCTION", "AID"}), "type IN ('SANCTION', 'AID')"),
        (Wanted(certainties={"CERTAIN"}), "certainty = 'CERTAIN'"),
        (
            Wanted(countries=["EGY", "KEN"]),
            "source_countries || target_countries || ARRAY[place_country] && '{EGY,KEN}'",
        ),
        (
            Wanted(types={"SANCTION"}, countries={"EGY"}),
            "type = 'SANCTION' AND 'EGY' = ANY(source_countries || target_countries)",
        ),
        (Wanted(types={"EXECUTE"}), "false"),
    ],
)
def test_what_is_wanted_is_chosen(filled: House, wanted: Wanted, condition: str) -> None:
    found, _ = changes(filled, wanted=wanted)
    rows = filled.sql(f"SELECT id FROM report.events WHERE {condition}")
    assert {change.id for change in found} == {row.id for row in rows}
    assert rows or wanted.types == {"EXECUTE"}


def test_a_reader_goes_on_where_it_was_and_is_told_of_what_is_retracted(filled: House, tmp_path: Path) -> None:
    whole, bookmark = changes(filled)
    sanctions = Wanted(types={"SANCTION"}, countries={"BOL"})
    some, sanctions_bookmark = changes(filled, wanted=sanctions)
    table = tmp_path / "events.sqlite"
    example(filled, "table.py", str(table))
    assert changes(filled, since=bookmark)[0] == []
    assert changes(filled, since="now")[0] == []
    before = example(filled, "plain.py")
    assert len(before) == len(whole)
    (alarm,) = example(filled, "alert.py", "--country", "BOL", "--type", "SANCTION", "--from-beginning")
    assert json.loads(alarm)["url"] == "https://e.org/k"
    expelled = UUID(json.loads(alarm)["id"])

    publish(filled, line(SECOND), 1)
    later, _ = changes(filled, since=bookmark)
    assert Retracted(expelled) in later
    assert state(later, state(whole)) == filled.topic() == state(changes(filled)[0])
    assert state(changes(filled, wanted=sanctions, since=sanctions_bookmark)[0], state(some)) == {}
    assert all(isinstance(change, Recorded) for change in some)

    example(filled, "table.py", str(table))
    kept = sqlite3.connect(table)
    rows = kept.execute("SELECT id, type, words, article FROM events").fetchall()
    kept.close()
    live = filled.sql("SELECT id::text, type, trigger, article_id FROM report.events")
    assert sorted(rows) == sorted(map(tuple, live))
    after = example(filled, "plain.py")
    assert f"wireroom.event.retracted {expelled}" in after
    assert len(after) == len(later)
    alarms = example(filled, "alert.py", "--country", "BOL", "--type", "SANCTION", "--from-beginning")
    assert [json.loads(one) for one in alarms][-1] == {"retracted": str(expelled)} or alarms == []


def test_a_reader_that_follows_is_told_as_it_comes(filled: House) -> None:
    with Reader(filled.broker.address, since="now", wanted=Wanted(countries={"PER"})) as reader:
        article = {**ARTICLE, "id": "peru", "body": "Peru condemned Chile on Monday."}
        assert filled.run("publish", "-", stdin=line(article)).returncode == 0
        change = next(iter(reader))
    assert isinstance(change, Recorded)
    assert change.record.article.id == "peru"


def test_what_a_newer_version_sends_is_read_as_far_as_it_is_understood(filled: House) -> None:
    _, bookmark = changes(filled)
    sent = json.loads(messages(filled, EVENTS)[0].value)
    more, unknown = ({**sent, "id": str(uuid4())} for _ in range(2))
    more |= {"headline": "new", "trigger": {**sent["trigger"], "lemma": "new"}}
    unknown |= {"type": "TELEPORT"}
    with filled.producer() as producer:
        for one in (more, unknown):
            producer.send(EVENTS, json.dumps(one).encode(), one["id"].encode()).get(30)
    found = {change.id: change for change in changes(filled, since=bookmark)[0]}
    assert isinstance(found[UUID(more["id"])], Recorded)
    strange = found[UUID(unknown["id"])]
    assert isinstance(strange, NotUnderstood)
    assert "type" in strange.why
    assert json.loads(strange.value) == unknown
    shown = filled.run("events").stdout.decode()
    assert f"{unknown['id']} is not understood" in shown
    with filled.producer() as producer:
        for one in (more, unknown):
            producer.send(EVENTS, None, one["id"].encode()).get(30)


def test_the_command_reads_what_is_wanted(filled: House) -> None:
    shown = filled.run("events", "--type", "SANCTION", "--certainty", "CERTAIN", "--json").stdout.splitlines()
    events = [json.loads(one) for one in shown]
    # What is not understood is handed on, whatever is wanted.
    assert {event["type"] for event in events if "type" in event} == {"SANCTION", "TELEPORT"}
    refused = filled.run("events", "numbers", "--type", "SANCTION")
    assert (refused.returncode, b"only events have a type" in refused.stderr) == (2, True)


@pytest.mark.parametrize("since", ["yesterday", "{}", '{"topic": "news.numbers", "offsets": {}}', '{"topic": 3}', "[]"])
def test_what_is_no_bookmark_of_this_topic_is_refused(filled: House, since: str) -> None:
    with pytest.raises(ValueError, match="bookmark"):
        Reader(filled.broker.address, since=since)


def test_a_bookmark_of_a_topic_that_was_made_anew_begins_anew(filled: House) -> None:
    beyond = json.dumps({"topic": EVENTS, "offsets": {str(number): 10**9 for number in range(4)}})
    assert changes(filled, since=beyond)[0] == changes(filled)[0]


def test_numbers_are_not_wanted_by_what_only_events_have(filled: House) -> None:
    with pytest.raises(ValueError, match="only events"):
        Reader(filled.broker.address, NUMBERS, wanted=Wanted(types={"AID"}))


def test_what_is_announced_is_read_back_by_the_sdk_of_cloudevents(filled: House) -> None:
    for topic, kind in ((EVENTS, "event"), (NUMBERS, "number")):
        read = 0
        for message in messages(filled, topic):
            if not message.headers:
                continue
            told = KafkaMessage(dict(message.headers), message.key, message.value or b"")
            event = from_binary_event(told)
            assert event.get_specversion() == "1.0"
            assert event.get_source() == "/wireroom"
            assert event.get_id()
            assert event.get_time() is not None
            if message.value is None:
                assert event.get_type() == f"wireroom.{kind}.retracted"
            else:
                assert (event.get_type(), event.get_datacontenttype()) == (
                    f"wireroom.{kind}.recorded",
                    "application/json",
                )
                assert event.get_data() == json.loads(message.value)
                assert event.get_subject() == event.get_data()["article"]["id"]
                read += 1
        assert read
