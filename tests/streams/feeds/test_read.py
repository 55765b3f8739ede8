"""Files in, checked articles and named rejects out."""

import io
import json

import pytest

from streams.feeds import Item, Reject, read
from streams.limits import ARTICLE_BYTES
from streams.records import Article

GOOD = b'{"id": "a", "body": "Text."}'


def items(raw: bytes, name: str = "feed.jsonl", format: str = "auto") -> list[Item | Reject]:
    return list(read(io.BytesIO(raw), name, format))


def test_each_line_is_an_article_and_empty_lines_are_none() -> None:
    found = items(GOOD + b"\n\n  \r\n" + GOOD.replace(b'"a"', b'"b"') + b"\r\n")
    assert [item.article_id for item in found if isinstance(item, Item)] == ["a", "b"]
    assert len(found) == 2


def test_the_bytes_published_are_the_line_s_own() -> None:
    line = b'{"id": "a", "body": "Text.", "extra": 1.50}'
    assert [item.value for item in items(line + b"\n") if isinstance(item, Item)] == [line]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "Invalid JSON"),
        (b"[" + GOOD + b"]", "Input should be an object"),
        (b'{"id": "a"}', "body: Field required"),
        (b'{"body": "b"}', "id: Field required"),
        (b'{"id": "a", "body": "\xff"}', "Invalid JSON"),
        (b'{"id": "a", "body": "' + b"x" * ARTICLE_BYTES + b'"}', "more than the 10,485,760 that the broker takes"),
    ],
)
def test_a_bad_line_is_named_and_the_next_one_goes_through(line: bytes, reason: str) -> None:
    first, bad, last = items(GOOD + b"\n" + line + b"\n" + GOOD)
    assert isinstance(bad, Reject)
    assert bad.where == "feed.jsonl:2"
    assert reason in bad.reason
    assert isinstance(first, Item)
    assert isinstance(last, Item)
    assert last.where == "feed.jsonl:3"
    assert last.end == len(GOOD) * 2 + len(line) + 2


def test_a_line_of_fifty_megabytes_takes_little_memory() -> None:
    class Endless(io.RawIOBase):
        """Fifty million characters without a line end, then one good article."""

        def __init__(self) -> None:
            self.left = 50_000_000

        def readable(self) -> bool:
            return True

        def readinto(self, buffer) -> int:
            if not self.left:
                return 0
            tail = b"\n" + GOOD
            size = min(len(buffer), self.left)
            self.left -= size
            buffer[:size] = b"x" * size
            if not self.left:
                buffer[size - len(tail) : size] = tail
            return size

    bad, good = list(read(io.BufferedReader(Endless(), 1_000_000), "feed.jsonl"))  # type: ignore[arg-type]
    assert isinstance(bad, Reject)
    assert bad.end == 50_000_000 - len(GOOD)
    assert isinstance(good, Item)


@pytest.mark.parametrize(
    ("raw", "title", "body"),
    [
        (b"Headline\n\nFirst.\nSecond.\n", "Headline", "First.\nSecond.\n"),
        (b"\xef\xbb\xbfHeadline\r\n\r\nFirst.\r\nSecond.", "Headline", "First.\nSecond."),
        (b"First line\nsecond line\n\nNext.", None, "First line\nsecond line\n\nNext."),
        (b"", None, ""),
    ],
)
def test_a_text_file_is_one_article_named_after_the_file(raw: bytes, title: str | None, body: str) -> None:
    (item,) = items(raw, "folder/story.txt")
    assert isinstance(item, Item)
    assert Article.model_validate_json(item.value) == Article(id="story.txt", title=title, body=body)


def test_a_text_file_that_is_not_utf_8_is_named() -> None:
    (bad,) = items("Überschrift".encode("latin-1"), "story.txt")
    assert isinstance(bad, Reject)
    assert (bad.where, bad.reason) == ("story.txt", "not UTF-8: invalid continuation byte at byte 0")


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        (GOOD, "-", "a"),
        (b"\xef\xbb\xbf\n " + GOOD, "feed", "a"),
        (b"Prose.", "-", "-"),
        (GOOD, "note.txt", "note.txt"),
    ],
)
def test_formats_are_told_apart(raw: bytes, name: str, kind: str) -> None:
    (item,) = items(raw, name)
    assert isinstance(item, Item)
    assert item.article_id == kind


def test_a_format_that_is_named_is_taken_at_its_word() -> None:
    (item,) = items(b"Prose.", "feed", "jsonl")
    assert isinstance(item, Reject)
    assert json.loads(items(GOOD, "feed", "text")[0].value)["body"] == GOOD.decode()  # type: ignore[union-attr]
