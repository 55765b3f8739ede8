"""RSS and Atom in their generations."""

from datetime import UTC, datetime

import pytest

from streams.feeds import Given, Item
from streams.records import Article
from tests.streams.feeds.helpers import articles, fixture, items, reasons


def test_rss_2_has_full_content_before_its_summary_and_guid_before_link() -> None:
    assert fixture("rss-2.xml") == (
        [
            Article(
                id="tag:times.example,2025:4711",
                title="Rebels seize a town & its bridge",
                body="Rebels seized the town of Kidal on Thursday, the army said.\n\n"
                "It spoke of a “tactical” retreat. More",
                published_at=datetime(2025, 9, 4, 6, 15, tzinfo=UTC),
                source="Example Times",
                url="https://times.example/2025/09/04/town",
                language="en-gb",
                updated_at=datetime(2025, 9, 4, 7, tzinfo=UTC),
            ),
            Article(
                id="https://times.example/#4712",
                title="Café owners protest",
                body="Some 200 café owners protested in Lyon on Thursday.",
                published_at=datetime(2025, 9, 4, 7, tzinfo=UTC),
                source="Example Times",
                url="https://times.example/2025/09/04/cafes",
                language="en-gb",
            ),
            Article(
                id="https://times.example/2025/09/04/brief",
                body="Brief: the minister resigned.",
                source="Example Times",
                url="https://times.example/2025/09/04/brief",
                language="en-gb",
            ),
        ],
        ["rss-2.xml:26: neither content nor summary"],
    )


def test_rss_1() -> None:
    (one,), refused = fixture("rss-1.rdf")
    assert (one.id, one.title, one.source) == (
        "https://gazette.example/a/1",
        "Council approves the dam",
        "Example Gazette",
    )
    assert one.published_at == datetime(2025, 9, 4, 7, tzinfo=UTC)
    assert refused == []


def test_atom_has_updated_as_version_and_tombstones_withdraw() -> None:
    assert fixture("atom.xml") == (
        [
            Article(
                id="tag:post.example,2025:0",
                body="",
                updated_at=datetime(2025, 9, 4, 9, 30, tzinfo=UTC),
                status="canceled",
            ),
            Article(
                id="tag:post.example,2025:1",
                title="Army denies the raid",
                body="The army denied on Thursday that it had raided the village.\n\n"
                "Nine people were killed there, a doctor said.",
                published_at=datetime(2025, 9, 4, 6, tzinfo=UTC),
                source="Example Post",
                url="https://post.example/news/1",
                language="en",
                updated_at=datetime(2025, 9, 4, 8, 30, tzinfo=UTC),
            ),
            Article(
                id="tag:post.example,2025:2",
                title="Grève des pilotes",
                body="Les pilotes ont fait grève jeudi.",
                published_at=datetime(2025, 9, 4, 9, tzinfo=UTC),
                source="Exemple Presse",
                url="https://post.example/news/2",
                language="fr",
                updated_at=datetime(2025, 9, 4, 9, tzinfo=UTC),
            ),
        ],
        [],
    )


RSS = '<rss version="2.0"><channel>%s</channel></rss>'
GOOD = "<item><guid>good</guid><description>Text.</description></item>"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("<item><description>Text.</description></item>", "neither guid nor link"),
        ("<item><guid>x</guid></item>", "neither content nor summary"),
        (
            "<item><guid>x</guid><description>Johnson & Johnson</description></item>",
            "not well-formed: xmlParseEntityRef",
        ),
        ("<item><guid>x</guid><description><b></description></item>", "not well-formed: Opening and ending tag"),
        ("<item><guid>x</guid><description>", "not closed where the next one begins"),
        ("<item/>", "neither guid nor link"),
        ("<item x=\"a>b\" y='/'/>", "neither guid nor link"),
    ],
)
def test_a_bad_entry_is_named_and_the_ones_around_it_go_through(bad: str, reason: str) -> None:
    found = items((RSS % (GOOD + bad + GOOD.replace("good", "last"))).encode())
    (refused,) = reasons(found)
    assert reason in refused
    assert [article.id for article in articles(found)] == ["good", "last"]


@pytest.mark.parametrize(
    ("inside", "body"),
    [
        ("<![CDATA[Write </item> and <item> & go.]]>", "Write and & go."),
        ("<!-- </item> --> Text.", "Text."),
        ("caf&eacute;&nbsp;&amp; bar", "café & bar"),
    ],
)
def test_only_tags_end_an_entry(inside: str, body: str) -> None:
    (one,) = articles(items((RSS % f"<item><guid>x</guid><description>{inside}</description></item>").encode()))
    assert one.body == body


def test_an_id_that_is_no_address_counts_within_its_feed() -> None:
    raw = (RSS % GOOD).encode()
    for url in ("https://a.example/rss", "https://b.example/rss"):
        (one,) = items(raw, given=Given(url=url))
        assert isinstance(one, Item)
        assert one.article_id == f"{url}#good"


def test_what_is_given_counts_where_the_feed_says_nothing() -> None:
    given = Given(url="https://a.example/rss", charset="latin-1", source="Desk")
    raw = (RSS % "<item><link>/1</link><description>Café</description></item>").encode("latin-1")
    (one,) = articles(items(raw, given=given))
    assert (one.body, one.source, one.url) == ("Café", "Desk", "https://a.example/1")


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">A &amp;amp; B &lt;i&gt;C&lt;/i&gt;</title>%s</feed>'
)
ENTRY = "<entry%s><id>urn:e</id><title>T</title><updated>2025-09-04T10:00:00Z</updated>%s</entry>"


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ('<content type="image/png">iVBORw0KGgo=</content>', "Summary."),
        ('<content type="video/mp4" src="https://post.example/v.mp4"/>', "Summary."),
        ('<content type="text/html">&lt;p&gt;One.&lt;/p&gt;</content>', "One."),
        ('<content type="text/plain">Less &lt;3 than that.</content>', "Less <3 than that."),
        (
            '<content type="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head>'
            "<hedline><hl1>Head</hl1></hedline></body.head><body.content><p>Story.</p></body.content></body></nitf></content>",
            "Story.",
        ),
    ],
)
def test_content_of_atom_is_of_many_types_and_what_is_no_text_is_not_read(content: str, body: str) -> None:
    (one,) = articles(items((ATOM % ENTRY % ("", f"{content}<summary>Summary.</summary>")).encode()))
    assert one.body == body


def test_titles_of_feeds_and_sources_are_text() -> None:
    source = '<content>Text.</content><source><title type="html">C &amp;amp; D</title></source>'
    found = articles(items((ATOM % (ENTRY % ("", "<content>Text.</content>") + ENTRY % ("", source))).encode()))
    assert [one.source for one in found] == ["A & B C", "C & D"]


def test_an_entry_is_a_document_too_and_so_is_a_tombstone() -> None:
    entry = ENTRY % (' xmlns="http://www.w3.org/2005/Atom" xml:lang="en"', "<content>Text.</content>")
    gone = (
        b'<a:deleted-entry xmlns:a="http://purl.org/atompub/tombstones/1.0" ref="urn:e" when="2025-09-04T11:00:00Z"/>'
    )
    (one,) = articles(items(entry.encode()))
    (withdrawn,) = articles(items(gone))
    assert (one.id, one.body, one.language) == ("urn:e", "Text.", "en")
    assert (withdrawn.id, withdrawn.status) == ("urn:e", "canceled")


def test_a_hostile_title_of_a_feed_is_named() -> None:
    title = "&lt;p " + " ".join(f'a{n}=""' for n in range(999)) + "&gt;&lt;/p&gt;"
    found = items((ATOM.partition("<title")[0] + f'<title type="html">{title}</title>' + ENTRY % ("", "")).encode())
    assert "feed:1: a tag with more than 256 attributes" in reasons(found)
