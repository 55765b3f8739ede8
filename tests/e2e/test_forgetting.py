"""Articles are forgotten and old ones lose their words, by the command line, on the real broker and database."""

import json
import signal
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from streams.records import article_key
from streams.topics import ARTICLES, EVENTS, FORGOTTEN, NUMBERS
from tests.e2e.house import House
from tests.e2e.test_replay import ONE_READER, emptied, messages, sound, whole
from tests.wire_copy import lines

OWN = {
    "id": "https://example.org/quixote",
    "title": "Quixote protests in Zanzibar",
    "body": "Quixote protested in Zanzibar on Friday with 17 lances. Yorick condemned Xanadu, Yorick said.",
    "published_at": "2025-09-05T08:00:00Z",
    "language": "en",
}
KEY = article_key(OWN["id"])


def line(**changed: Any) -> bytes:
    return json.dumps({**OWN, **changed}).encode() + b"\n"


def publish(house: House, raw: bytes, receipts: int) -> None:
    before = house.scalar("SELECT count(*) FROM receipts")
    assert house.run("publish", "-", stdin=raw).returncode == 0
    house.wait_stored(before + receipts)


def told_of(house: House) -> set[UUID]:
    """What the compacted topics still say of the article."""
    return {
        key
        for topic in (EVENTS, NUMBERS)
        for key, record in house.topic(topic).items()
        if record.article.id == OWN["id"]
    }


def outcomes(house: House) -> list[str]:
    query = 'SELECT outcome FROM receipts WHERE article = :key ORDER BY partition, "offset"'
    return [row.outcome for row in house.sql(query, key=KEY)]


@pytest.fixture(scope="module")
def filled(house: House) -> House:
    """A house with a worker, some articles, and one of two versions that is to be forgotten."""
    house.given = ONE_READER
    house.ready_worker()
    publish(house, lines(6) + line(version=1) + line(version=2, title="Quixote protests"), 8)
    return house


def test_it_is_gone_from_ledger_and_topics_and_the_command_says_by_when_from_the_rest(filled: House) -> None:
    before = told_of(filled)
    others = {key for topic in (EVENTS, NUMBERS) for key in filled.topic(topic)} - before
    assert before
    assert others
    started = datetime.now(UTC)
    done = filled.run("forget", OWN["id"], "nobody", "--by", "ann@desk", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["articles"], said["receipts"]) == (1, 2)
    assert said["events"] > 0 < said["statements"]
    until = {topic: datetime.fromisoformat(when) for topic, when in said["kept_until"].items()}
    for topic in (ARTICLES, "news.extractions", "news.dead-letters"):
        assert timedelta(days=31) < until[topic] - started < timedelta(days=31, hours=1)
    for topic in (EVENTS, NUMBERS):
        assert timedelta(days=2) < until[topic] - started < timedelta(days=2, hours=1)
    filled.until(lambda: filled.scalar("SELECT count(*) FROM outbox") == 0, 30, "tombstones are sent")
    assert told_of(filled) == set()
    assert {key for topic in (EVENTS, NUMBERS) for key in filled.topic(topic)} == others
    assert outcomes(filled) == ["forgotten", "forgotten"]
    for view in filled.sql("SELECT matviewname FROM pg_matviews"):
        named = f"SELECT count(*) FROM report.{view.matviewname} AS said WHERE said::text ~ 'Quixote|Yorick|Zanzibar'"
        assert filled.scalar(named) == 0
    assert sound(filled)


def test_nothing_brings_it_back(filled: House) -> None:
    publish(filled, line(version=2) + line(version=3, title="Quixote again") + line(status="canceled"), 3)
    filled.send(b'{"id": "https://example.org/quixote", "body": 17}', key=b"x")
    filled.until(lambda: len(outcomes(filled)) == 6, 60, "what is no article has its receipt")
    assert set(outcomes(filled)) == {"forgotten"}
    named = filled.run("reprocess", "--article", OWN["id"])
    assert (named.returncode, b"1 articles named are not in the ledger" in named.stderr) == (1, True), named.stderr
    assert filled.scalar("SELECT count(*) FROM dead_letters") == 0
    assert filled.sql("SELECT * FROM articles WHERE id = :key", key=KEY) == []
    assert told_of(filled) == set()
    assert sound(filled)


def test_a_lost_message_of_it_is_repaired_without_its_words(filled: House) -> None:
    receipts = filled.scalar("SELECT count(*) FROM receipts")
    filled.execute("DELETE FROM receipts WHERE article = :key AND outcome = 'forgotten'", key=KEY)
    filled.until(lambda: len(filled.audit().losses) == 6, 20, "both steps have committed past them")
    before = Counter(message.value for message in messages(filled, ARTICLES))
    assert filled.run("reprocess", "--lost").returncode == 0
    filled.wait_stored(receipts + 6)
    after = Counter(message.value for message in messages(filled, ARTICLES))
    assert after - before == {json.dumps({"id": OWN["id"]}).encode(): 6}
    assert sorted(outcomes(filled)) == ["forgotten"] * 6 + ["reprocessed"] * 6
    assert filled.scalar("SELECT count(*) FROM dead_letters") == 0
    assert sound(filled)


def test_nor_does_a_rebuilt_ledger(filled: House) -> None:
    filled.stop_workers()
    before, topic = whole(filled), filled.topic()
    with emptied(filled) as anew:
        done = anew.run("rebuild")
        assert done.returncode == 0, done.stderr
        assert whole(anew) == before
        assert anew.sql("SELECT * FROM forgotten ORDER BY id") == filled.sql("SELECT * FROM forgotten ORDER BY id")
        assert Counter(outcomes(anew)) == {"forgotten": 6, "duplicate": 6}
        assert anew.sql("SELECT * FROM outbox") == []
        assert anew.topic() == topic
        assert sound(anew)


def test_allowed_again_it_comes_with_its_next_version_and_not_before(filled: House) -> None:
    filled.ready_worker()
    assert filled.run("forget", "--allow", OWN["id"], "--by", "bob").returncode == 0
    assert filled.sql("SELECT * FROM articles WHERE id = :key", key=KEY) == []
    publish(filled, line(version=1), 1)
    assert filled.scalar("SELECT version FROM articles WHERE id = :key", key=KEY) == 1
    assert told_of(filled)
    told = [(json.loads(message.value), dict(message.headers)) for message in messages(filled, FORGOTTEN)]
    theirs = [(record, headers["ce_type"]) for record, headers in told if record["article"] == str(KEY)]
    assert theirs == [
        ({"article": str(KEY), "allowed": False, "by": "ann@desk"}, b"wireroom.article.forgotten"),
        ({"article": str(KEY), "allowed": True, "by": "bob"}, b"wireroom.article.allowed"),
    ]
    filled.stop_workers()
    before = whole(filled)
    with emptied(filled) as anew:
        assert anew.run("rebuild").returncode == 0
        assert whole(anew) == before


def test_old_articles_lose_their_words_on_a_schedule_and_are_counted_on(filled: House) -> None:
    filled.ready_worker()
    daily = filled.sql("SELECT * FROM report.daily ORDER BY 1, 2, 3")
    assert b"0 articles would lose" in filled.run("retain", "--older-than", "1d", "--dry-run").stderr
    with filled.begin("retain", "--older-than", "1s", "--every", "1s") as process:
        filled.until(lambda: filled.scalar("SELECT count(*) FROM events") == 0, 60, "words are dropped")
        filled.until(lambda: not filled.topic() and not filled.topic(NUMBERS), 60, "the topics are told")
        assert filled.sql("SELECT * FROM report.daily ORDER BY 1, 2, 3") == daily
        assert filled.scalar("SELECT count(*) FROM articles WHERE body <> '' OR title IS NOT NULL") == 0
        assert sound(filled)
        publish(filled, line(version=9), 1)
        filled.until(lambda: filled.scalar("SELECT count(*) FROM events") == 0, 60, "the next run drops it")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 130, said
    filled.until(lambda: not filled.topic() and not filled.topic(NUMBERS), 60, "the topics are told again")
    assert sound(filled)
