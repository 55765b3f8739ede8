"""Nothing that a feed holds raises: fixtures with bytes changed, lost and doubled are read to their end."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.feeds import Given, Item, Reject
from streams.feeds.formats import FORMATS
from streams.feeds.page import read_page
from streams.feeds.warc import pages
from tests.streams.feeds.crawl import Crawl, page
from tests.streams.feeds.helpers import FIXTURES, items

IN_PROCESSES = ("html", "warc")

Cuts = list[tuple[float, int, bytes]]
CUTS: st.SearchStrategy[Cuts] = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 40),
        st.one_of(
            st.binary(max_size=6), st.sampled_from([b"<", b">", b"]]>", b"<!--", b'"', b"{", b"]", b"&x;", b"\n"])
        ),
    ),
    min_size=1,
    max_size=6,
)


def mutilated(raw: bytes, cuts: Cuts) -> bytes:
    """The same with some stretches replaced."""
    for where, length, instead in cuts:
        at = int(where * len(raw))
        raw = raw[:at] + instead + raw[at + length :]
    return raw


@pytest.mark.parametrize("format", [format for format in FORMATS if format not in IN_PROCESSES])
@pytest.mark.parametrize("name", sorted(file.name for file in FIXTURES.iterdir()))
@given(cuts=CUTS)
@settings(max_examples=20, deadline=None)
def test_feeds(name: str, format: str, cuts: Cuts) -> None:
    found = items(mutilated((FIXTURES / name).read_bytes(), cuts), name, format)
    assert all(isinstance(one, Item | Reject) for one in found)


@given(cuts=CUTS)
@settings(max_examples=100, deadline=None)
def test_pages(cuts: Cuts) -> None:
    raw = mutilated((FIXTURES / "page.html").read_bytes(), cuts)
    assert isinstance(read_page(raw, "page", "https://a.example/1", None, None, 0), Item | Reject)


@given(cuts=CUTS)
@settings(max_examples=100, deadline=None)
def test_archives(cuts: Cuts) -> None:
    crawl = Crawl()
    for number in range(3):
        crawl.response(f"https://a.example/{number}", page("Floods"))
    raw = mutilated(crawl.raw, cuts)
    assert all(page is not None for page in pages(io.BytesIO(raw), "crawl", Given()))
