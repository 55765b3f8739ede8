"""Feeds over HTTP to the topic, by the command, over restarts and while the broker is away."""

import signal

from streams.reader import consumer, messages
from streams.topics import ARTICLES
from tests.e2e.house import House
from tests.e2e.watchers import listed, serving, watch
from tests.wire_copy import articles


def sent(house: House, prefix: str) -> list[str]:
    """Ids of the messages whose id begins so, as often as they were sent."""
    client = consumer(house.broker.address)
    try:
        found = messages(client, ARTICLES, beginning=True, follow=False)
        return sorted(key for message in found if (key := message.key.decode()).startswith(prefix))
    finally:
        client.close(autocommit=False)


def test_what_was_seen_survives_a_crash_and_one_bad_feed_keeps_no_other(house: House) -> None:
    first, second = (list(articles(30, seed=seed, prefix=f"watch-{seed}")) for seed in (1, 2))
    with serving() as feeds:
        feeds.pages = {"/one": first[:20], "/two": list(second), "/bad": 500, "/gone": 410}
        paths = listed(house, feeds, {"/one": 10, "/two": 3_600, "/bad": 3_600, "/gone": 10})
        with watch(house, paths) as here:
            house.until(lambda: len(sent(house, "watch-")) == 50, 60, "the feeds are published")
            house.until(lambda: here.metric('wireroom_watch_failures{feed="/bad"}') == 1, 60, "the bad one is named")
            assert here.metric('wireroom_watch_failures{feed="/one"}') == 0
            assert here.metric('wireroom_watch_answers_total{feed="/gone",outcome="gone"}') == 1
            house.until(lambda: house.scalar("SELECT count(*) FROM watched_feeds") == 4, 60, "all is kept")
            here.kill()
            assert "feed failed" in here.log.read_text()
        feeds.pages["/one"] = first
        with watch(house, paths) as here:
            house.until(lambda: len(sent(house, "watch-")) == 60, 60, "what is new is published")
            house.until(lambda: ("/one", 304) in feeds.asked, 60, "it is asked whether it changed")
            assert here.terminate(signal.SIGINT) == 0
        assert len(sent(house, "watch-")) == len(set(sent(house, "watch-"))) == 60
        assert [path for path, _ in feeds.asked if path != "/one"].count("/two") == 1
        assert [path for path, _ in feeds.asked].count("/bad") == 1
        assert [path for path, _ in feeds.asked].count("/gone") == 1


def test_while_the_broker_is_away_a_feed_waits_and_nothing_of_it_is_lost(house: House) -> None:
    with serving() as feeds:
        feeds.pages = {"/feed": list(articles(5, prefix="away-a"))}
        with watch(house, listed(house, feeds, {"/feed": 10}, "desk:geheim@"), WIREROOM_LOG_LEVEL="debug") as here:
            house.until(lambda: len(sent(house, "away-a")) == 5, 60, "the feed is published")
            house.broker.kill()
            feeds.pages["/feed"] = list(articles(7, prefix="away-b"))
            house.until(lambda: feeds.asked[-1][1] == 200 and len(feeds.asked) > 1, 60, "it is asked again")
            house.start(house.broker)
            house.until(lambda: set(sent(house, "away-b")) == {f"away-b-{n:05}" for n in range(7)}, 90, "all is there")
            assert "geheim" not in here.log.read_text()
            assert "geheim" not in str(house.sql("SELECT to_jsonb(watched_feeds)::text FROM watched_feeds"))
            assert here.terminate() == 0


def test_told_to_stop_it_does_not_wait_for_a_broker_that_is_away(house: House) -> None:
    with serving() as feeds:
        feeds.pages = {"/feed": list(articles(5, prefix="stop-a"))}
        with watch(house, listed(house, feeds, {"/feed": 10})) as here:
            house.until(lambda: len(sent(house, "stop-a")) == 5, 60, "the feed is published")
            house.broker.kill()
            feeds.pages["/feed"] = list(articles(7, prefix="stop-b"))
            house.until(lambda: feeds.asked[-1][1] == 200 and len(feeds.asked) > 1, 60, "it is asked again")
            assert here.terminate() == 0
            house.start(house.broker)


def test_private_addresses_are_not_asked_unless_they_are_named(house: House) -> None:
    with serving() as feeds:
        feeds.pages = {"/feed": []}
        with watch(house, listed(house, feeds, {"/feed": 10}), WIREROOM_WATCH_NETWORKS="[]") as here:
            house.until(lambda: here.metric('wireroom_watch_failures{feed="/feed"}') == 1, 60, "it is refused")
            assert "127.0.0.1 is no public address" in here.log.read_text()
            assert feeds.asked == []
