from collections.abc import Iterable, Iterator

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.memory import Memory
from streams.extraction.paragraphs import Paragraphs
from streams.extraction.parser import load
from streams.extraction.reader import MODEL, Reader
from streams.records import Article

BLANK = spacy.blank("en")


class Parser:
    """Makes documents and remembers for which texts."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Iterable[str]) -> Iterator[Doc]:
        for text in texts:
            self.asked.append(text)
            yield BLANK(text)


@pytest.mark.parametrize(
    ("rounds", "parsed"),
    [
        ([["one", "two"]], ["one", "two"]),
        ([["one", "one"]], ["one"]),
        ([["one", "two"], ["two", "three"]], ["one", "two", "three"]),
        ([[], ["one"]], ["one"]),
    ],
)
def test_a_text_is_parsed_once(rounds: list[list[str]], parsed: list[str]) -> None:
    parser = Parser()
    memory = Memory(parser)
    for texts in rounds:
        assert [doc.text for doc in memory(texts)] == texts
    assert parser.asked == parsed


def test_what_was_met_longest_ago_is_forgotten_first() -> None:
    parser = Parser()
    memory = Memory(parser, tokens=2)
    for texts in (["one"], ["two"], ["one"], ["three"], ["one"], ["two"]):
        memory(texts)
    assert parser.asked == ["one", "two", "three", "two"]


def test_more_than_is_remembered_is_parsed_all_the_same() -> None:
    memory = Memory(Parser(), tokens=2)
    assert [doc.text for doc in memory(["one two three", "four five six"])] == ["one two three", "four five six"]


def test_what_is_too_old_goes_whenever_texts_come_and_be_it_none() -> None:
    now = 0.0
    parser = Parser()
    memory = Memory(parser, seconds=10, clock=lambda: now)
    memory(["one", "two"])
    now = 8
    memory(["one"])
    now = 11
    memory([])
    assert list(memory._docs) == ["one"]
    memory(["one", "two"])
    assert parser.asked == ["one", "two", "two"]
    now = 22
    memory([])
    assert (list(memory._docs), memory._tokens) == ([], 0)


def test_a_reader_that_is_given_nothing_lets_go_of_what_is_too_old() -> None:
    reader = Reader()
    reader.read(Article(id="a", body="The mayor opened the bridge on Monday with a speech."))
    memory = reader._paragraphs._parse
    assert memory._docs
    memory._clock = lambda: float("inf")
    assert reader.read_all([]) == []
    assert not memory._docs


@Language.factory("count_paragraphs")
def count_paragraphs(nlp: Language, name: str) -> "Counter":
    return Counter()


class Counter:
    """Counts the documents that pass."""

    def __init__(self) -> None:
        self.passed: list[str] = []

    def __call__(self, doc: Doc) -> Doc:
        self.passed.append(doc.text)
        return doc


def test_a_correction_costs_the_paragraph_that_changed() -> None:
    parser = load(MODEL)
    counter = parser.add_pipe("count_paragraphs")
    assert isinstance(counter, Counter)
    paragraphs = Paragraphs(parser)
    story = ["The mayor opened the bridge.", "Two ferries sank in the bay.", "Nobody was hurt."]
    first = Article(id="a", title="Bridge opens", body="\n".join(story))
    corrected = first.model_copy(update={"body": "\n".join([story[0], "Three ferries sank in the bay.", story[2]])})
    copied = first.model_copy(update={"id": "b"})
    docs = [doc for article in (first, corrected, copied) for doc in paragraphs([article])]
    assert counter.passed == ["Bridge opens", *story, "Three ferries sank in the bay."]
    assert [token.text for token in docs[2]] == [token.text for token in docs[0]]
    assert docs[2]._.article.id == "b"
