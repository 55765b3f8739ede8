"""HTML inside feeds as text, dates as they are written, charsets as they are named."""

from datetime import UTC, datetime

import pytest

from streams.feeds.charsets import charset_of
from streams.feeds.markup import MarkupHostile, plain
from streams.feeds.moments import moment
from tests.streams.feeds.helpers import articles, items, reasons


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("No markup.", "No markup."),
        ("Fish &amp; chips", "Fish & chips"),
        ("One <b>bold</b> word", "One bold word"),
        ("<p>One</p>two<br>three", "One\n\ntwo\n\nthree"),
        ("<ul><li>One</li><li>Two</li></ul>after", "One\n\nTwo\n\nafter"),
        ("a<script>b</script>c<style>d</style>e<!-- f -->g", "aceg"),
        ("<p>One\n  line</p>", "One line"),
        ("<p>un<i>closed", "unclosed"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("<figure><img alt='x'><figcaption>A caption</figcaption></figure><p>B</p>", "A caption\n\nB"),
        ("<html><head><title>No</title></head><body><h1>One</h1><p>Two</p></body></html>", "One\n\nTwo"),
        ("", ""),
    ],
)
def test_blocks_are_paragraphs_and_what_is_not_read_is_left_out(markup: str, text: str) -> None:
    assert plain(markup) == text


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<div>" * 5_000 + "x", "tags nested more than 1,000 deep"),
        ("<b>" * 5_000 + "x", "tags nested more than 1,000 deep"),
        ("<p " + " ".join(f'a{n}="x"' for n in range(300)) + ">", "a tag with more than 256 attributes"),
        ("<p " + "/".join(f"attribute{n}" for n in range(300)) + ">", "a tag with more than 256 attributes"),
        ("<p a='>' " + " ".join(f"attribute{n}" for n in range(300)), "a tag with more than 256 attributes"),
    ],
)
def test_markup_made_to_cost_is_not_parsed(markup: str, reason: str) -> None:
    with pytest.raises(MarkupHostile, match=reason):
        plain(markup)


def test_a_picture_inside_a_tag_is_no_attack() -> None:
    assert plain(f'<img src="data:image/png;base64,{"QUJD/+ " * 50_000}">Text') == "Text"


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2025-09-04T08:00:00+02:00", datetime(2025, 9, 4, 6, tzinfo=UTC)),
        ("2025-09-04 06:00:00", datetime(2025, 9, 4, 6, tzinfo=UTC)),
        ("2025-09-04", datetime(2025, 9, 4, tzinfo=UTC)),
        ("2025-09-04Z", datetime(2025, 9, 4, tzinfo=UTC)),
        ("2025-09-04+02:00", datetime(2025, 9, 3, 22, tzinfo=UTC)),
        ("2025-09-04T24:00:00+02:00", datetime(2025, 9, 4, 22, tzinfo=UTC)),
        ("20250904T060000Z", datetime(2025, 9, 4, 6, tzinfo=UTC)),
        ("Thu, 04 Sep 2025 06:00:00 GMT", datetime(2025, 9, 4, 6, tzinfo=UTC)),
        ("Thu, 04 Sep 2025 02:00:00 EDT", datetime(2025, 9, 4, 6, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", None),
        ("1970-01-01T00:00:00+99:99", None),
        ("yesterday", None),
        ("9" * 5000, None),
        ("", None),
        (1756965600, None),
        (None, None),
    ],
)
def test_dates_are_read_as_they_are_written_and_nonsense_is_none(written: object, instant: datetime | None) -> None:
    assert moment(written) == instant


@pytest.mark.parametrize(
    ("start", "given", "codec"),
    [
        (b'<?xml version="1.0" encoding="ISO-8859-1"?>', None, "cp1252"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?>', "koi8-r", "koi8-r"),
        (b'\xef\xbb\xbf<?xml version="1.0" encoding="ISO-8859-1"?>', "koi8-r", "utf-8"),
        (b'<?xml version="1.0" encoding="klingon"?>', None, "utf-8"),
        (b'<?xml version="1.0" encoding="rot13"?>', "base64", "utf-8"),
        (b"\xff\xfe<\x00", None, "utf-16-le"),
        (b"<rss>", None, "utf-8"),
    ],
)
def test_a_charset_is_told_by_mark_then_server_then_declaration(start: bytes, given: str | None, codec: str) -> None:
    assert charset_of(start, given) == codec


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-16", "utf-16-be", "utf-32", "latin-1", "shift_jis", "gb2312", "koi8-r"]
)
def test_a_feed_is_read_in_its_charset(codec: str) -> None:
    word = {"shift_jis": "日本", "gb2312": "中国", "koi8-r": "Москва"}.get(codec, "café")
    feed = f'<?xml version="1.0" encoding="{codec}"?><rss><item><link>http://x</link><description>{word}</description></item></rss>'
    assert [article.body for article in articles(items(feed.encode(codec)))] == [word]


@pytest.mark.parametrize("declared", ["utf-8", "ascii", "shift_jis"])
def test_bytes_that_the_charset_does_not_have_cost_their_article_alone(declared: str) -> None:
    one = b"<item><link>http://x</link><description>%s</description></item>"
    feed = (
        b'<?xml version="1.0" encoding="%s"?><rss>' % declared.encode()
        + one % b"Caf\xe9 \xff"
        + one % b"Fine"
        + b"</rss>"
    )
    found = items(feed)
    assert [article.body for article in articles(found)] == ["Fine"]
    (refused,) = reasons(found)
    assert "not well-formed" in refused
