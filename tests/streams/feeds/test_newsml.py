"""NewsML-G2 items, packages and messages."""

from datetime import UTC, datetime

import pytest

from streams.feeds import Item
from streams.records import Article
from tests.streams.feeds.helpers import FIXTURES, articles, fixture, items, reasons

NOON = datetime(2025, 9, 4, 12, tzinfo=UTC)


def test_an_item_by_itself() -> None:
    assert fixture("newsml-item.xml") == (
        [
            Article(
                id="urn:newsml:wire.example:20250904:quake",
                title="Quake shakes Izmir",
                body="IZMIR - An earthquake of magnitude 5.1 shook Izmir on Thursday.\n\n"
                "Two people were injured, the governor said.",
                published_at=datetime(2025, 9, 4, 8, 5, tzinfo=UTC),
                source="Example Wire",
                language="en",
                version=3,
                updated_at=datetime(2025, 9, 4, 9, 20, tzinfo=UTC),
            )
        ],
        [],
    )


def test_the_items_of_a_message_are_articles_and_its_packages_and_pictures_are_none() -> None:
    found, refused = fixture("newsml-message.xml")
    assert found[:2] == [
        Article(
            id="urn:newsml:wire.example:20250904:talks",
            title="Envoys meet in Geneva",
            body="GENEVA - Envoys of both countries met on Thursday.\n\nThey agreed to meet again.",
            published_at=datetime(2025, 9, 4, 13, tzinfo=UTC),
            source="Example Wire",
            language="en",
            version=2,
            updated_at=datetime(2025, 9, 4, 11, tzinfo=UTC),
        ),
        Article(
            id="urn:newsml:wire.example:20250904:flash",
            title="Central bank holds rates",
            body="The central bank held its rate at 2.5 percent.\nAnalysts had expected that.",
            published_at=datetime(2025, 9, 4, 11, 30, tzinfo=UTC),
            source="Example Wire",
            language="en",
            version=1,
            updated_at=datetime(2025, 9, 4, 11, 30, tzinfo=UTC),
        ),
    ]
    assert [(one.id.rsplit(":", 1)[-1], one.version, one.status, one.body) for one in found[2:]] == [
        ("minister", 4, "canceled", ""),
        ("court", 2, "canceled", ""),
    ]
    assert refused == [
        "newsml-message.xml:5: a composite without text of its own",
        "newsml-message.xml:74: a picture without text of its own",
    ]


def test_an_embargo_is_handed_on() -> None:
    found = items((FIXTURES / "newsml-message.xml").read_bytes())
    until = [one.embargoed_until for one in found if isinstance(one, Item)]
    assert until == [datetime(2025, 9, 4, 13, tzinfo=UTC), None, None, None]


MESSAGE = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>%s%s</itemSet></newsMessage>"""
GOOD = """<newsItem guid="urn:good" version="1"><contentSet><inlineData>Text.</inlineData></contentSet></newsItem>"""


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("<newsItem><contentSet/></newsItem>", "guid: missing"),
        ('<conceptItem guid="urn:c"/>', "a conceptItem, no news"),
        (
            '<newsItem guid="urn:x"><itemMeta><pubStatus qcode="stat:lost"/></itemMeta></newsItem>',
            "pubStatus: 'lost' is neither usable, withheld nor canceled",
        ),
        (
            '<newsItem guid="urn:x"><itemMeta><embargoed/></itemMeta>'
            "<contentSet><inlineData>T.</inlineData></contentSet></newsItem>",
            "embargoed without an end",
        ),
        ('<newsItem guid="urn:x"><contentSet></newsItem>', "not well-formed: Opening and ending tag mismatch"),
        ('<newsItem guid="urn:x"><contentSet>', "not closed where the next one begins"),
        ('<newsItem guid="urn:x"><inlineData>&bomb;</inlineData></newsItem>', "Entity 'bomb' not defined"),
        ('<newsItem guid="urn:x">\x00</newsItem>', "not well-formed"),
    ],
)
def test_what_is_no_article_says_why_and_the_next_one_goes_through(bad: str, reason: str) -> None:
    found = items((MESSAGE % (bad, GOOD)).encode())
    (refused,) = reasons(found)
    assert reason in refused
    assert [article.id for article in articles(found)] == ["urn:good"]


ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x" standard="NewsML-G2" standardversion="2.34"
    xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/><provider literal="Example Wire"/>
    <versionCreated>2025-09-04T11:20:00Z</versionCreated>%s</itemMeta><contentMeta>%s</contentMeta>
    <contentSet>%s</contentSet></newsItem>"""
STORY = "<p>One.</p><p>Two.</p>"
TABLE = '<inlineXML><results xmlns="https://sports.example/"><a>12</a><b>3</b></results></inlineXML>'
NITF = f"""<inlineXML><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><title>No</title></head><body><body.content>
    {STORY}</body.content></body></nitf></inlineXML>"""


@pytest.mark.parametrize(
    ("content", "body"),
    [
        (f"<inlineData><![CDATA[{STORY}]]></inlineData>", "One.\n\nTwo."),
        (f'<inlineData contenttype="text/html"><![CDATA[{STORY}]]></inlineData>', "One.\n\nTwo."),
        (
            f"<inlineData contenttype='application/nitf+xml'><![CDATA[<nitf><head><title>No</title></head><body>"
            f"<body.content>{STORY}</body.content></body></nitf>]]></inlineData>",
            "One.\n\nTwo.",
        ),
        ('<inlineData contenttype="text/plain">5 &lt; 6</inlineData>', "5 < 6"),
        (f'<inlineXML><div xmlns="http://www.w3.org/1999/xhtml">{STORY}</div></inlineXML>', "One.\n\nTwo."),
        (TABLE + NITF, "One.\n\nTwo."),
        (TABLE + "<inlineData>One.</inlineData>", "One."),
        (TABLE, None),
        ('<inlineData encoding="e:base64">VGV4dC4=</inlineData>', None),
        ('<inlineData encodinguri="https://wire.example/base64">VGV4dC4=</inlineData>', None),
        ('<inlineData contenttype="application/json">{"a": 1}</inlineData>', None),
    ],
)
def test_the_text_is_read_whatever_it_is_written_in(content: str, body: str | None) -> None:
    found = items((ITEM % ("", "", content)).encode())
    assert [one.body for one in articles(found)] == ([] if body is None else [body])
    assert reasons(found) == (["feed:1: a text without text of its own"] if body is None else [])


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ('<headline role="h:sub h:short">A</headline><headline role="h:main h:web">B</headline>', "B"),
        ('<headline roleuri="https://wire.example/sub/">A</headline><headline>B</headline>', "B"),
        ('<headline xml:lang="de">A</headline><headline xml:lang="en-GB" role="h:sub">B</headline>', "B"),
        ('<headline xml:lang="de">A</headline>', "A"),
        ("", "Meta"),
    ],
)
def test_the_headline_is_the_main_one_in_the_language_of_the_item(said: str, title: str) -> None:
    (one,) = articles(items((ITEM % ("<title>Meta</title>", said, "<inlineData>Text.</inlineData>")).encode()))
    assert one.title == title


def test_a_description_is_in_the_language_of_the_item() -> None:
    said = '<language tag="fr"/><description xml:lang="en">A.</description><description xml:lang="fr">B.</description>'
    (one,) = articles(items((ITEM % ("", said, "")).encode()))
    assert (one.body, one.language) == ("B.", "fr")


def test_a_withdrawal_does_not_wait_for_an_embargo_without_end() -> None:
    (one,) = articles(items((ITEM % ('<embargoed/><pubStatus qcode="stat:withheld"/>', "", "")).encode()))
    assert one.status == "canceled"
