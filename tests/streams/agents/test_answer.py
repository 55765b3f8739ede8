"""Every message gets an answer, whatever is in it and whatever the reader makes of it."""

import json
from collections.abc import Iterable, Sequence
from uuid import UUID

import pytest

from streams.agents.answer import Incoming, Reply, answer
from streams.records import (
    REPAIRS,
    REPROCESS,
    Article,
    Extracted,
    Extraction,
    Origin,
    Rejected,
    Reprocess,
    dump,
    load_answer,
)


class Fake:
    """A reader that fails as its articles tell it to."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def read_all(self, articles: Sequence[Article]) -> Iterable[Extraction]:
        self.batches.append(len(articles))
        for article in articles:
            if article.body == "defect":
                raise KeyError("lexicon")
            if article.body == "memory":
                raise MemoryError
            yield Extraction(article_id=article.id, revision="x" * 34_000_000 if article.body == "huge" else "1")


def message(value: bytes | None, *headers: tuple[str, bytes | None]) -> Incoming:
    origin = Origin(
        topic="news.articles", topic_id=UUID(int=1), partition=2, offset=3, appended_at="2026-01-01T00:00:00Z"
    )
    return Incoming(origin, b"k", value, (("traceparent", b"00-ab-cd-01"), ("note", b"\xff"), *headers))


def article(body: str, article_id: str = "a") -> bytes:
    return json.dumps({"id": article_id, "body": body}).encode()


def replies(*values: bytes | None, longest: int = 1_000) -> list[Reply]:
    return answer([message(value) for value in values], Fake(), longest)


def test_an_article_that_is_read_is_answered_with_itself_and_its_extraction() -> None:
    (reply,) = replies(article("Text."))
    found = load_answer(reply.value)
    assert isinstance(found, Extracted)
    assert (found.article.id, found.extraction.article_id, found.origin.offset) == ("a", "a", 3)
    assert found.traceparent == "00-ab-cd-01"
    assert (reply.article_id, reply.reason) == ("a", None)


@pytest.mark.parametrize(
    ("value", "reason", "says", "article_id"),
    [
        (None, "ArticleMissing", "without a value", None),
        (b"{", "ValidationError", "Invalid JSON", None),
        (b'{"id": "b"}', "ValidationError", "body: Field required", "b"),
        (b'{"id": 7, "body": "Text."}', "ValidationError", "id: Input should be a valid string", None),
        (b"[" * 100_000, "ValidationError", "Invalid JSON", None),
        (article("x" * 1_001), "ArticleTooLong", "1,001 characters, more than 1,000", "a"),
        (article("defect"), "KeyError", "'lexicon'", "a"),
        (article("huge"), "AnswerTooLarge", "its extraction has", "a"),
    ],
)
def test_what_cannot_be_read_is_answered_with_its_bytes_and_the_reason(
    value: bytes | None, reason: str, says: str, article_id: str | None
) -> None:
    (reply,) = replies(value)
    found = load_answer(reply.value)
    assert isinstance(found, Rejected)
    assert (found.reason, found.article_id, found.value, found.key) == (reason, article_id, value, b"k")
    assert found.headers == (("traceparent", b"00-ab-cd-01"), ("note", b"\xff"))
    assert says in found.message
    assert (reply.reason, reply.article_id) == (reason, article_id)


def test_bad_ones_among_good_ones_keep_their_places() -> None:
    found = [load_answer(reply.value) for reply in replies(article("x", "1"), b"{", article("x", "2"), None)]
    assert [one.article.id if isinstance(one, Extracted) else one.reason for one in found] == [
        "1",
        "ValidationError",
        "2",
        "ArticleMissing",
    ]


def test_a_defect_in_one_article_costs_its_neighbours_nothing() -> None:
    found = [
        load_answer(reply.value) for reply in replies(article("x", "1"), article("defect", "2"), article("x", "3"))
    ]
    assert [one.kind for one in found] == ["extracted", "rejected", "extracted"]


def test_articles_are_read_together() -> None:
    reader = Fake()
    answer([message(article("x", str(number))) for number in range(4)], reader, 1_000)
    assert reader.batches == [4]


def test_a_reader_that_is_out_of_memory_is_of_no_more_use() -> None:
    with pytest.raises(MemoryError):
        replies(article("memory"))


def test_what_a_message_brings_again_goes_with_its_answer_whatever_that_is() -> None:
    lost = [message(None).origin.model_copy(update={"offset": offset}) for offset in (1, 2)]
    again = Reprocess(origin=lost[0], revision="r1")
    headers = [(REPAIRS, dump(one)) for one in lost] + [(REPROCESS, dump(again))]
    for value in (article("Text."), b"{"):
        (reply,) = answer([message(value, *headers)], Fake(), 1_000)
        found = load_answer(reply.value)
        assert (found.reprocess, found.repairs) == (again, tuple(lost))


@pytest.mark.parametrize("header", [(REPROCESS, b'{"revision": "r1"}'), (REPROCESS, None), (REPAIRS, b"{")])
def test_a_message_that_does_not_say_what_it_brings_again_passes_for_no_version(header: tuple[str, bytes]) -> None:
    (reply,) = answer([message(article("Text."), header)], Fake(), 1_000)
    found = load_answer(reply.value)
    assert isinstance(found, Rejected)
    assert (found.reason, found.message.startswith(f"header {header[0]}: ")) == ("HeaderMalformed", True)
