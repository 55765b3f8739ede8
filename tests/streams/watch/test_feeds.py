"""Lists of feeds, as people keep them and as readers of feeds export them."""

from pathlib import Path

import pytest

from streams.watch.feeds import INTERVAL, Feed, FeedsMalformed, read_feeds

TOML = """
[[feed]]
url = "https://wire.test/rss"

[[feed]]
url = "https://desk:secret@wire.test/second?key=secret"
name = "The second"
source = "Second Wire"
interval = 60
"""
OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Feeds</title></head><body>
  <outline text="World"><outline type="rss" text="One" title="The first" xmlUrl="https://wire.test/rss"/></outline>
  <outline type="rss" text="Two" xmlUrl="https://other.test/atom"/>
  <outline type="link" text="A page" url="https://other.test/"/>
</body></opml>"""


def feeds(tmp_path: Path, text: str) -> list[Feed]:
    path = tmp_path / "feeds"
    path.write_text(text)
    return read_feeds(path)


def test_toml_says_what_is_not_usual(tmp_path: Path) -> None:
    first, second = feeds(tmp_path, TOML)
    assert (first.name, first.source, first.interval) == ("wire.test/rss", None, INTERVAL)
    assert (second.name, second.source, second.interval) == ("The second", "Second Wire", 60)


def test_opml_has_feeds_at_any_depth(tmp_path: Path) -> None:
    assert [(feed.name, feed.url) for feed in feeds(tmp_path, OPML)] == [
        ("The first", "https://wire.test/rss"),
        ("Two", "https://other.test/atom"),
    ]


def test_a_feed_shows_no_password(tmp_path: Path) -> None:
    unnamed = feeds(tmp_path, TOML.replace('name = "The second"\n', ""))[1]
    assert unnamed.name == "wire.test/second"
    assert "secret" not in repr(unnamed)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no feed in it"),
        ("<opml/>", "no feed in it"),
        ("[[feed]\n", "Expected ']]'"),
        ("<opml>", "no element found"),
        ("[feed]\nurl = 'https://wire.test/'", "double brackets"),
        ("[[feeds]]\nurl = 'https://wire.test/'", "no 'feeds' in a list of feeds"),
        ("[[feed]]\nname = 'x'", "feed 1: url: Field required"),
        ("[[feed]]\nurl = 'file:///etc/passwd'", "feed 1: Value error, url is none of HTTP"),
        ("[[feed]]\nurl = 'http://'", "feed 1: Value error, url is none"),
        ("[[feed]]\nurl = 'https://wire.test/'\nevery = 5", "feed 1: every: Extra inputs are not permitted"),
        ("[[feed]]\nurl = 'https://wire.test/'\ninterval = 1", "feed 1: interval: Input should be greater"),
        (TOML + TOML, "feed 3: its url is that of another"),
        (TOML + TOML.replace("https://wire.test/rss", "https://wire.test/rss?2"), "feed 4: its url is that of another"),
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><opml>&e;</opml>', "undefined entity"),
        (
            '<!DOCTYPE x [<!ENTITY a "'
            + "a" * 10_000
            + '">'
            + "".join(f'<!ENTITY {n} "{f"&{p};" * 50}">' for p, n in ("ab", "bc", "cd", "de"))
            + "]><opml>&e;</opml>",
            "limit on input amplification factor",
        ),
    ],
)
def test_what_is_wrong_with_a_list_is_told(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(FeedsMalformed, match=says) as refusal:
        feeds(tmp_path, text)
    assert "secret" not in str(refusal.value)


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FeedsMalformed, match=r"none\.toml: No such file"):
        read_feeds(tmp_path / "none.toml")
