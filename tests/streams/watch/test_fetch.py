"""What a server says, and what is made of it: nothing that it does takes longer or more than allowed."""

import asyncio
import gzip
import time
from datetime import UTC, datetime

import pytest

from streams.watch.fetch import Document, Gone, Limits, Unchanged, Unreachable, seconds_of
from tests.streams.watch.sites import HERE, Names, Site, answer, fetcher, here_or_public, site

FEED = b"<rss><channel><title>Wire</title></channel></rss>"


async def test_a_feed_is_its_bytes_and_what_was_said_of_them() -> None:
    async with site() as here, fetcher() as fetch:
        here.pages["/rss"] = answer(
            "200 OK",
            FEED,
            Content_Type="application/rss+xml",
            ETag='"1"',
            Last_Modified="Mon, 02 Mar 2026 06:00:00 GMT",
        )
        found = await fetch.fetch(here.url("/rss"))
    assert found == Document(
        FEED, "application/rss+xml", here.url("/rss"), '"1"', "Mon, 02 Mar 2026 06:00:00 GMT", None
    )


async def test_what_is_unchanged_is_not_sent_again() -> None:
    async with site() as here, fetcher() as fetch:
        here.pages["/rss"] = answer("304 Not Modified")
        found = await fetch.fetch(here.url("/rss"), '"1"', "Mon, 02 Mar 2026 06:00:00 GMT")
        assert found == Unchanged(None)
        ((_, headers),) = here.asked
        assert headers["if-none-match"] == '"1"'
        assert headers["if-modified-since"] == "Mon, 02 Mar 2026 06:00:00 GMT"
        with pytest.raises(Unreachable, match="HTTP 304"):
            await fetch.fetch(here.url("/rss"))


async def test_compressed_feeds_are_unpacked() -> None:
    async with site() as here, fetcher() as fetch:
        here.pages["/rss"] = answer("200 OK", gzip.compress(FEED), Content_Encoding="gzip")
        found = await fetch.fetch(here.url("/rss"))
    assert isinstance(found, Document)
    assert found.body == FEED


@pytest.mark.parametrize(
    ("hops", "moved"),
    [
        (["301"], "/1"),
        (["308", "301"], "/2"),
        (["302"], None),
        (["301", "307"], "/1"),
        (["303", "301"], None),
    ],
)
async def test_redirects_are_followed_and_those_for_good_remembered(hops: list[str], moved: str | None) -> None:
    async with site() as here, fetcher() as fetch:
        for number, status in enumerate(hops):
            here.pages[f"/{number}"] = answer(f"{status} Elsewhere", Location=f"/{number + 1}")
        here.pages[f"/{len(hops)}"] = answer("200 OK", FEED)
        found = await fetch.fetch(here.url("/0"))
        assert isinstance(found, Document)
        assert found.moved_to == (moved and here.url(moved))
        assert found.url == here.url(f"/{len(hops)}")


async def test_a_redirect_to_another_site_takes_no_password_along() -> None:
    async with site() as here, fetcher() as fetch:
        here.pages["/0"] = answer("302 Found", Location=here.url("/1", "other.test"))
        here.pages["/1"] = answer("200 OK", FEED)
        url = here.url("/0").replace("http://", "http://desk:secret@")
        await fetch.fetch(url)
        (_, first), (_, second) = here.asked
    assert "authorization" in first
    assert "authorization" not in second


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (answer("404 Not Found"), "HTTP 404"),
        (answer("500 Internal Server Error"), "HTTP 500"),
        (answer("204 No Content"), "HTTP 204"),
        (answer("200 OK", FEED)[:-10], "broken off or garbled: ClientPayloadError"),
        (answer("200 OK", b"no gzip at all", Content_Encoding="gzip"), "broken off or garbled"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n", "broken off or garbled"),
        (b"", "broken off or garbled"),
        (b"\x00\x01\x02 garbage \xff" * 50 + b"\r\n\r\n", "broken off or garbled"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200_000, "broken off or garbled"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n", "broken off or garbled"),
        (answer("302 Found", Location="file:///etc/passwd"), "not an address of HTTP: file"),
        (answer("302 Found", Location="gopher://wire.test/"), "not an address of HTTP: gopher"),
        (answer("302 Found", Location="http://[::1"), "broken off or garbled"),
        (answer("302 Found", Location="http://2130706433/"), "broken off or garbled: InvalidUrl"),
        (answer("302 Found", Location="/rss"), "more than 5 redirects"),
        (answer("302 Found"), "more than 5 redirects"),
    ],
)
async def test_an_answer_that_is_none_is_named(page: bytes, says: str) -> None:
    async with site() as here, fetcher() as fetch:
        here.pages["/rss"] = page
        with pytest.raises(Unreachable, match=says):
            await fetch.fetch(here.url("/rss"))


async def test_gone_is_not_the_same_as_not_there() -> None:
    async with site() as here, fetcher() as fetch:
        here.pages["/rss"] = answer("410 Gone")
        with pytest.raises(Gone, match="HTTP 410"):
            await fetch.fetch(here.url("/rss"))


async def test_when_to_come_again_is_heard() -> None:
    async with site() as here, fetcher() as fetch:
        here.pages["/rss"] = answer("429 Too Many Requests", Retry_After="120")
        with pytest.raises(Unreachable, match="HTTP 429") as refusal:
            await fetch.fetch(here.url("/rss"))
    assert refusal.value.retry_after == 120


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (None, None),
        ("0", 0),
        (" 30 ", 30),
        ("Mon, 02 Mar 2026 06:01:00 GMT", 60),
        ("Mon, 02 Mar 2026 05:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_when_to_come_again_is_seconds_or_a_date(said: str | None, seconds: float | None) -> None:
    assert seconds_of(said, datetime(2026, 3, 2, 6, tzinfo=UTC)) == seconds


ELSEWHERE = [
    "127.0.0.2", "[::1]", "0.0.0.0", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[fe80::1]", "[fd00::1]",
    "224.0.0.1", "[ff02::1]", "[2002:7f00:1::1]", "[::ffff:127.0.0.2]", "[64:ff9b::7f00:2]", "0x7f.2",
]  # fmt: skip


@pytest.mark.parametrize("host", ELSEWHERE)
async def test_no_redirect_leads_into_our_own_network(host: str) -> None:
    names = Names({"wire.test": [[str(HERE)]], "0x7f.2": [["127.0.0.2"]]})
    async with site() as here, fetcher(names) as fetch:
        here.pages["/rss"] = answer("302 Found", Location=f"http://{host}:{here.port}/inside")
        here.pages["/inside"] = answer("200 OK", FEED)
        with pytest.raises(Unreachable, match="is no public address"):
            await fetch.fetch(here.url("/rss"))
        assert [path for path, _ in here.asked] == ["/rss"]


@pytest.mark.parametrize("address", ["127.0.0.2", "10.0.0.1", "169.254.169.254", "::1", "fe80::1%1", "2002:a00:1::1"])
async def test_no_name_leads_there_either(address: str) -> None:
    async with fetcher(Names({"wire.test": [[address]]})) as fetch:
        with pytest.raises(Unreachable, match="is no public address"):
            await fetch.fetch("http://wire.test/rss")


async def test_without_the_tests_exception_the_site_itself_is_not_asked() -> None:
    from streams.watch.public import is_public

    async with site() as here, fetcher(judge=is_public) as fetch:
        here.pages["/rss"] = answer("200 OK", FEED)
        for url in (here.url("/rss"), here.url("/rss", "127.0.0.1")):
            with pytest.raises(Unreachable, match=r"127\.0\.0\.1 is no public address"):
                await fetch.fetch(url)
        assert here.asked == []


async def test_a_name_that_changes_its_answer_is_judged_each_time_and_asked_once() -> None:
    names = Names({"wire.test": [[str(HERE)], ["127.0.0.2"]]})
    async with site() as here, fetcher(names) as fetch:
        here.pages["/rss"] = answer("200 OK", FEED)
        await fetch.fetch(here.url("/rss"))
        assert names.asked == ["wire.test"]
        with pytest.raises(Unreachable, match=r"127\.0\.0\.2 is no public address"):
            await fetch.fetch(here.url("/rss"))
        assert names.asked == ["wire.test"] * 2
        assert len(here.asked) == 1


async def test_the_address_connected_to_is_the_one_that_was_judged() -> None:
    judged: list[str] = []

    def judge(address: object) -> bool:
        judged.append(str(address))
        return here_or_public(address)  # type: ignore[arg-type]

    async with site() as here, fetcher(judge=judge) as fetch:
        here.pages["/rss"] = answer("200 OK", FEED)
        await fetch.fetch(here.url("/rss"))
    assert judged == [str(HERE)]


async def test_what_is_wrong_is_told_without_the_address() -> None:
    names = Names({"wire.test": [["127.0.0.2"]]})
    async with fetcher(names) as fetch:
        for url in ("http://desk:secret@wire.test/?key=secret", "http://desk:secret@nowhere.test/?key=secret"):
            with pytest.raises(Unreachable) as refusal:
                await fetch.fetch(url)
            assert "secret" not in str(refusal.value)
            assert refusal.value.__cause__ is None


async def test_a_host_is_asked_once_at_a_time() -> None:
    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.05)
        writer.write(answer("200 OK", FEED))

    async def ask(here: Site, host: str) -> None:
        await fetch.fetch(here.url("/rss", host))

    async with site() as here, fetcher() as fetch:
        here.pages["/rss"] = slow
        await asyncio.gather(*(ask(here, "wire.test") for _ in range(4)))
        assert here.most_at_once == 1
        await asyncio.gather(*(ask(here, host) for host in ("wire.test", "other.test") for _ in range(2)))
        assert here.most_at_once == 2


async def test_to_wait_for_a_turn_is_no_fault_of_the_server() -> None:
    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(1)
        writer.write(answer("200 OK", FEED))

    async with site() as here, fetcher(limits=Limits(seconds=4)) as fetch:
        here.pages["/rss"] = slow
        found = await asyncio.gather(*(fetch.fetch(here.url("/rss")) for _ in range(5)))
    assert len(found) == 5


async def test_redirects_do_not_lengthen_the_time() -> None:
    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.4)
        writer.write(answer("302 Found", Location="/rss"))

    async with site() as here, fetcher(limits=Limits(seconds=0.9)) as fetch:
        here.pages["/rss"] = slow
        with pytest.raises(Unreachable, match="no answer within 0.9 s"):
            await fetch.fetch(here.url("/rss"))


async def test_a_host_that_has_too_much_to_do_is_left_alone_with_all_its_feeds() -> None:
    async with site() as here, fetcher() as fetch:
        here.pages["/busy"] = answer("429 Too Many Requests", Retry_After="4")
        here.pages["/rss"] = answer("200 OK", FEED)
        start = time.monotonic()
        with pytest.raises(Unreachable, match="HTTP 429"):
            await fetch.fetch(here.url("/busy"))
        await fetch.fetch(here.url("/rss", "other.test"))
        assert time.monotonic() - start < 3.9
        await fetch.fetch(here.url("/rss"))
        assert time.monotonic() - start > 3.99
