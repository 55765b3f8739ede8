"""What the intake said yes to is on the topic, whatever happens to it, to the broker or to the database."""

import json
import re
import socket
import threading
import time
from contextlib import suppress

import httpx
import pytest

from streams.reader import consumer, messages
from streams.topics import ARTICLES
from tests.e2e.house import House
from tests.e2e.intakes import intake, ndjson, new_key
from tests.wire_copy import articles

NDJSON = {"Content-Type": "application/x-ndjson"}


@pytest.fixture(scope="module")
def key(house: House) -> str:
    return new_key(house, "Test Wire")


def on_topic(house: House) -> dict[str, bytes]:
    """The newest message of each article."""
    client = consumer(house.broker.address)
    try:
        found = messages(client, ARTICLES, beginning=True, follow=False)
        return {message.key.decode(): message.value for message in found}
    finally:
        client.close(autocommit=False)


def test_killed_in_the_middle_of_load_every_yes_is_on_the_topic(house: House, key: str) -> None:
    accepted: list[str] = []
    refused: list[int] = []
    with intake(house, WIREROOM_SERVE_RATE="100000") as here:
        killed = threading.Event()

        def produce(number: int) -> None:
            feed = list(articles(2_000, prefix=f"load-{number}"))
            with here.producer(key) as client:
                for start in range(0, len(feed), 4):
                    try:
                        answer = client.post("/articles", content=ndjson(*feed[start : start + 4]), headers=NDJSON)
                    except httpx.TransportError:
                        assert killed.is_set()
                        return
                    if answer.status_code != 202:
                        refused.append(answer.status_code)
                    accepted.extend(answer.json()["accepted"])

        producers = [threading.Thread(target=produce, args=(number,)) for number in range(6)]
        for producer in producers:
            producer.start()
        house.until(lambda: len(accepted) > 400, 60, "load")
        killed.set()
        here.kill()
        for producer in producers:
            producer.join()
    assert refused == []
    assert len(accepted) < 6 * 2_000, "it was not killed in the middle"
    assert set(accepted) <= on_topic(house).keys()


def test_while_the_broker_is_away_nothing_is_promised_and_later_it_is(house: House, key: str) -> None:
    with intake(house, WIREROOM_SERVE_DELIVERY_SECONDS="3") as here, here.producer(key) as client:
        before, during, after = articles(3, prefix="away")
        assert client.post("/articles", json=before).status_code == 202
        house.broker.kill()
        answer = client.post("/articles", json=during)
        assert answer.status_code == 503
        assert answer.json()["accepted"] == []
        assert int(answer.headers["Retry-After"]) >= 1
        house.until(lambda: not here.ready, 60, "it says that it is not ready")
        house.start(house.broker)
        house.until(lambda: client.post("/articles", json=after).status_code == 202, 60, "taken again")
        assert client.post("/articles", json=during).status_code == 202
        house.until(lambda: here.ready, 60, "it says that it is ready again")
    assert {"away-00000", "away-00001", "away-00002"} <= on_topic(house).keys()


def test_while_the_database_is_away_known_keys_stay_good(house: House, key: str) -> None:
    with intake(house) as here, here.producer(key) as client:
        house.database.stop()
        (article,) = articles(1, prefix="no-database")
        time.sleep(3)
        assert client.post("/articles", json=article).status_code == 202
        house.start(house.database)


def test_keys_come_and_go_while_it_runs(house: House) -> None:
    (article,) = articles(1, prefix="keys")
    with intake(house, WIREROOM_LOG_LEVEL="debug") as here:
        fresh = new_key(house, "Test Wire", "--id-prefix", "keys-")
        with here.producer(fresh) as client:
            house.until(lambda: client.post("/articles", json=article).status_code == 202, 60, "the new key is good")
            assert client.post("/articles", json=article | {"id": "other"}).status_code == 403
            key_id = fresh.split("_")[1]
            listed = house.run("keys", "list").stdout.decode()
            assert key_id in listed
            assert fresh not in listed
            assert house.run("keys", "revoke", key_id, "--by", "desk").returncode == 0
            house.until(lambda: client.post("/articles", json=article).status_code == 401, 60, "it is good no longer")
        assert house.run("keys", "revoke", key_id).returncode == 1
        secret = fresh.split("_", 2)[2]
        assert secret not in here.log.read_text()
        assert secret not in httpx.get(f"{here.pages}/metrics").text
    assert house.sql("SELECT source, id_prefix, revoked_by FROM api_keys WHERE id = :id", id=key_id) == [
        ("Test Wire", "keys-", "desk")
    ]


def test_told_to_stop_it_answers_what_is_under_way_and_ends_well(house: House, key: str) -> None:
    (article,) = articles(1, prefix="stop")
    body = json.dumps(article).encode()
    with intake(house) as here:
        port = int(here.address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as opened:
            head = f"POST /articles HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\n"
            opened.sendall(f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode())
            time.sleep(0.5)
            ended: list[int] = []
            ending = threading.Thread(target=lambda: ended.append(here.terminate()))
            ending.start()
            time.sleep(0.5)
            opened.sendall(body)
            assert opened.recv(12) == b"HTTP/1.1 202"
        ending.join()
    assert ended == [0]
    assert article["id"] in on_topic(house)


def test_told_to_stop_it_does_not_wait_for_a_broker_that_is_away(house: House, key: str) -> None:
    (article,) = articles(1, prefix="stop-away")
    with intake(house, WIREROOM_SERVE_DELIVERY_SECONDS="90") as here, here.producer(key) as client:
        house.broker.kill()

        def send() -> None:
            with suppress(httpx.TransportError):
                answers.append(client.post("/articles", json=article).status_code)

        answers: list[int] = []
        sending = threading.Thread(target=send)
        sending.start()
        time.sleep(1)
        try:
            start = time.monotonic()
            assert here.terminate() == 0
            assert time.monotonic() - start < 40
        finally:
            house.start(house.broker)
        sending.join()
    assert 202 not in answers


def test_who_does_not_end_the_headers_is_not_waited_for(house: House) -> None:
    with intake(house) as here:
        port = int(here.address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=60) as opened:
            opened.sendall(b"POST /articles HTTP/1.1\r\n")
            start = time.monotonic()
            deadline = threading.Event()

            def drip() -> None:
                while not deadline.wait(1.0):
                    try:
                        opened.sendall(b"X-A: b\r\n")
                    except OSError:
                        return

            dripping = threading.Thread(target=drip)
            dripping.start()
            with suppress(ConnectionResetError):
                assert opened.recv(1) == b""
            assert time.monotonic() - start < 40
            deadline.set()
            dripping.join()


def test_a_body_that_is_too_long_is_refused_over_the_network_too(house: House, key: str) -> None:
    with intake(house, WIREROOM_SERVE_BYTES="100000") as here, here.producer(key) as client:
        answer = client.post("/articles", content=b" " * 3_000_000, headers=NDJSON)
        assert answer.status_code == 413
        assert re.search(r"more than 100,000 bytes", answer.json()["detail"])


def test_what_came_in_goes_the_whole_way(house: House, key: str) -> None:
    feed = [article | {"source": None} for article in articles(20, prefix="whole")]
    with intake(house) as here, here.producer(key) as client:
        assert client.post("/articles", content=ndjson(*feed), headers=NDJSON).status_code == 202
    house.ready_worker()
    of_these = "FROM articles a JOIN sources s ON s.id = a.source_id WHERE article_id LIKE 'whole-%'"
    house.until(lambda: house.scalar(f"SELECT count(*) {of_these}") == 20, 200, "all of them are in the ledger")
    assert house.sql(f"SELECT DISTINCT s.name {of_these}") == [("Test Wire",)]
    assert house.audit().complete
