import pytest

from streams.extraction.datelines import find_dateline
from streams.extraction.markup import FILLER, mask
from streams.extraction.paragraphs import LONGEST, split
from streams.records import Article

from .conftest import Read


def _pieces(body: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in split(Article(id="a", title=title, body=body))[0]]


@pytest.mark.parametrize(
    ("title", "body", "pieces"),
    [
        (None, "", []),
        ("Rates rise", "", [("headline", "Rates rise")]),
        (None, "One.\nTwo.\r\n\r\nThree.", [("lead", "One."), ("body", "Two."), ("body", "Three.")]),
        (
            "Head",
            "KYIV, Sept. 4 (Northern Wire) - Guns fell silent.",
            [("headline", "Head"), ("lead", "Guns fell silent.")],
        ),
        (None, "<p>One</p><p>Two &amp; three</p>", [("lead", "One"), ("body", "Two & three")]),
        (None, "AT&amp;T’s <b>bo</b>ld\u00a0plan", [("lead", "AT&T’s bold plan")]),
        (
            None,
            "The mayor of the town said on\nMonday that the bridge over the\nriver was closed.\n\nIt reopened later.",
            [
                ("lead", "The mayor of the town said on Monday that the bridge over the river was closed."),
                ("body", "It reopened later."),
            ],
        ),
    ],
)
def test_an_article_falls_into_pieces(title: str | None, body: str, pieces: list[tuple[str, str]]) -> None:
    assert _pieces(body, title) == pieces


@pytest.mark.parametrize(
    ("text", "rest", "place"),
    [
        ("PARIS — Rain fell.", "Rain fell.", "PARIS"),
        ("KYIV, Ukraine (NW) -- Rain fell.", "Rain fell.", "KYIV, Ukraine"),
        ("Lima, 29 Oct 88 (Radio Sur) - Rain fell.", "Rain fell.", "Lima"),
        ("(NW) - Rain fell.", "Rain fell.", None),
    ],
)
def test_a_dateline_is_taken_off(text: str, rest: str, place: str | None) -> None:
    dateline = find_dateline(text)
    assert dateline is not None
    assert text[dateline.end :] == rest
    assert (dateline.place and text[slice(*dateline.place)]) == place


@pytest.mark.parametrize("text", ["Okafor - who left on Monday - will return.", "US-led forces left.", "- a list", ""])
def test_what_is_no_dateline_stays(text: str) -> None:
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    "text",
    ["<p>a</p>", "<!-- x", "<script>kills 3</script>ok", "a &lt; b", "&#8217;&#x1F600;&nosuch;", "a < b > c", "<" * 99],
)
def test_masking_moves_nothing(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(
        new == old or new in f" \n{FILLER}" or text[place] == "&"
        for place, (old, new) in enumerate(zip(text, masked, strict=True))
    )


def test_what_a_browser_does_not_show_is_not_read() -> None:
    assert mask("<style>p{}</style>x<!-- y -->z").split() == ["x", "z"]


@pytest.mark.parametrize("text", ["word " * 4_000, "x" * 12_000, "A sentence. " * 2_000])
def test_a_long_paragraph_is_cut_into_pieces_that_lose_nothing(text: str) -> None:
    pieces = split(Article(id="a", body=text))[0]
    assert all(len(piece.text) <= 2 * LONGEST for piece in pieces)
    assert "".join(piece.text.replace(" ", "") for piece in pieces) == text.replace(" ", "")


@pytest.mark.parametrize(
    "body",
    [
        "Peru expelled two Danish envoys.",
        "  Peru\texpelled  two\r\n",
        "😀 Peru expelled\u00a0two Danish envoys 😀 on Monday.",
        "<p>Peru <b>expelled</b> two Danish&nbsp;envoys &amp; 3 clerks.</p>",
        "LIMA, Sept. 4 (NW) - Peru expelled 1\u200b2 Danish envoys, the king said.",
    ],
)
@pytest.mark.parametrize("title", [None, "Peru expels 3 — king\u00a0says"])
def test_offsets_give_back_the_text(body: str, title: str | None, read: Read) -> None:
    text = Article(id="a", title=title, body=body).text
    extraction = read(body, title)
    spans = [
        *(span for event in extraction.events for span in (event.trigger, *event.participants)),
        *extraction.numbers,
        *(number.counted for number in extraction.numbers if number.counted),
        *extraction.times,
        *extraction.places,
        *(span for one in extraction.statements for span in (one.content, one.cue, one.source) if span),
    ]
    assert spans
    assert all(text[span.start : span.end] == span.text for span in spans)


def test_a_paragraph_is_read_alike_wherever_it_stands(read: Read) -> None:
    sentence = "Peru expelled two Danish envoys on Monday."
    alone, behind = read(sentence), read(f"Rain fell in Lima.\n{sentence}", "Rain")
    assert [event.id for event in alone.events] == [event.id for event in behind.events]
