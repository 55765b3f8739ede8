"""Pieces of a feed are cut the same however it arrives, and one bad piece costs itself alone."""

import io
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.feeds.chunks import PIECE_BYTES, Cutter, Piece
from streams.feeds.cut_json import JsonCutter
from streams.feeds.cut_xml import XmlCutter
from tests.streams.feeds.helpers import FIXTURES


class Dripping(io.RawIOBase):
    """A file that comes in pieces of these sizes, again and again."""

    def __init__(self, raw: bytes, sizes: list[int]) -> None:
        self._raw = raw
        self._sizes = self._forever(sizes)

    @staticmethod
    def _forever(sizes: list[int]) -> Iterator[int]:
        while True:
            yield from sizes

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:  # type: ignore[override]
        size = next(self._sizes)
        taken, self._raw = self._raw[:size], self._raw[size:]
        return taken


def cut_json(raw: bytes, sizes: list[int]) -> Cutter:
    return JsonCutter(Dripping(raw, sizes))  # type: ignore[arg-type]


def cut_items(raw: bytes, sizes: list[int]) -> Cutter:
    return JsonCutter(Dripping(raw, sizes), "items")  # type: ignore[arg-type]


def cut_xml(raw: bytes, sizes: list[int]) -> Cutter:
    return XmlCutter(Dripping(raw, sizes), ("item", "entry", "deleted-entry", "newsItem"))  # type: ignore[arg-type]


CUTS: list[tuple[str, Callable[[bytes, list[int]], Cutter]]] = [
    ("ninjs-1.json", cut_json),
    ("ninjs-2.json", cut_json),
    ("ninjs-3.json", cut_json),
    ("newsplease.jsonl", cut_json),
    ("jsonfeed.json", cut_items),
    ("rss-2.xml", cut_xml),
    ("atom.xml", cut_xml),
    ("newsml-message.xml", cut_xml),
]


@pytest.mark.parametrize(("name", "cut"), CUTS)
@given(sizes=st.lists(st.integers(1, 40), min_size=1, max_size=5))
@settings(max_examples=15, deadline=None)
def test_it_does_not_matter_how_a_feed_arrives(
    name: str, cut: Callable[[bytes, list[int]], Cutter], sizes: list[int]
) -> None:
    raw = (FIXTURES / name).read_bytes()
    assert list(cut(raw, sizes)) == list(cut(raw, [len(raw)]))


def pieces(raw: bytes) -> list[tuple[bytes, int, str | None]]:
    return [(piece.raw, piece.line, piece.problem) for piece in cut_json(raw, [7])]


@pytest.mark.parametrize(
    ("raw", "cut"),
    [
        (b'{"a": "}"}{"b": "\\"{"}', [(b'{"a": "}"}', 1, None), (b'{"b": "\\"{"}', 1, None)]),
        (b'[{"a": [1, {}]},\n{"b": 2}]\n', [(b'{"a": [1, {}]}', 1, None), (b'{"b": 2}', 2, None)]),
        (b'{"a": [\n{"b": 2}\n', [(b'{"a": [\n', 1, "not closed where the next one begins"), (b'{"b": 2}', 2, None)]),
        (b'{"a": "x\n{"b": 2}', [(b'{"a": "x\n', 1, "not closed where the next one begins"), (b'{"b": 2}', 2, None)]),
        (b'garbage\n{"b": 2}', [(b"garbage", 1, "not an object"), (b'{"b": 2}', 2, None)]),
        (b'[1, {"b": 2}, "x"]', [(b"1", 1, "not an object"), (b'{"b": 2}', 1, None), (b'"x"', 1, "not an object")]),
        (b'{"b": 2}]]]{"c": 3}', [(b'{"b": 2}', 1, None), (b"]]]", 1, "not an object"), (b'{"c": 3}', 1, None)]),
        (b'{"a": "\\', [(b'{"a": "\\', 1, "not closed where the file ends")]),
        (b"", []),
        (b"[]", []),
    ],
)
def test_json_is_cut_at_its_objects(raw: bytes, cut: list[tuple[bytes, int, str | None]]) -> None:
    assert pieces(raw) == cut


@given(raw=st.text('{}[]"\\\n a,:', max_size=60).map(str.encode), sizes=st.lists(st.integers(1, 9), min_size=1))
@settings(max_examples=300, deadline=None)
def test_no_bytes_of_json_are_lost_whatever_they_are(raw: bytes, sizes: list[int]) -> None:
    found = list(cut_json(raw, sizes))
    assert found == list(cut_json(raw, [1000]))
    kept = b"".join(piece.raw for piece in found)
    blank = b'{}[]" ,\n'
    assert sorted(kept.translate(None, blank)) == sorted(raw.translate(None, blank))


@pytest.mark.parametrize(
    ("cut", "long", "good"),
    [
        (cut_json, b'{"a": "' + b"x" * PIECE_BYTES + b'"}\n', b'{"b": 2}'),
        (cut_json, b'{"a": ' + b"[" * PIECE_BYTES + b"]" * PIECE_BYTES + b"}\n", b'{"b": 2}'),
        (cut_xml, b"<rss><item>" + b"x" * PIECE_BYTES + b"</item>\n", b"<item>y</item>"),
        (cut_xml, b"<rss><item>" + b"<b>" * (PIECE_BYTES // 3) + b"</item>\n", b"<item>y</item>"),
    ],
)
def test_a_piece_too_long_is_named_and_the_next_one_goes_through(
    cut: Callable[[bytes, list[int]], Cutter], long: bytes, good: bytes
) -> None:
    bad, last = cut(long + good, [1_000_000])
    assert bad.problem is not None and "more than the 20,971,520 that one article of a feed may take" in bad.problem
    assert bad.raw == b""
    assert last == Piece(good, 2, len(long + good))
