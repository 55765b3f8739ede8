"""What is remembered by word is what the model's own rules say, in whatever order the words come."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.annotations import Annotations
from streams.extraction.paragraphs import split
from streams.extraction.parser import load
from streams.extraction.reader import MODEL
from tests.seeds_records import read_seeds

ODD = (
    "There were three men, and there's more; we're gonna leave. Let's go, y'all! I ain't got to.",
    "He did what he could, did he? That was that, which is what it is.",
    "Having had to have it done, they'd gotten two-thirds of the U.S. Navy's SEALs\t to \u201crun\u201d.",
    "   ",
)


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load(MODEL)


@pytest.fixture(scope="module")
def ours() -> tuple[Language, Annotations]:
    parser = load(MODEL)
    return parser, Annotations(parser)


def rows(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.dep_, str(t.head.i), t.ent_type_, t.pos_, str(t.morph), t.lemma_) for t in doc]


def texts() -> list[str]:
    articles = [article for article, _ in read_seeds() if article.language == "en"]
    return [*ODD, *(piece.text for article in articles for piece in split(article)[0])]


def test_every_word_of_the_seeds_is_annotated_as_by_the_model(
    model: Language, ours: tuple[Language, Annotations]
) -> None:
    parser, annotate = ours
    given = texts()
    for theirs, mine in zip(model.pipe(given), parser.pipe(given), strict=True):
        assert rows(annotate(mine)) == rows(theirs)


def test_a_paragraph_reads_the_same_alone_and_among_others(ours: tuple[Language, Annotations]) -> None:
    parser, annotate = ours
    given = texts()
    together = [rows(annotate(doc)) for doc in parser.pipe(given)]
    assert [rows(annotate(parser(text))) for text in reversed(given)] == together[::-1]


def test_the_model_s_own_rules_are_out_of_the_way(ours: tuple[Language, Annotations]) -> None:
    assert not {"attribute_ruler", "lemmatizer"} & set(ours[0].pipe_names)


def test_a_model_without_such_rules_is_left_alone() -> None:
    blank = spacy.blank("en")
    doc = Annotations(blank)(blank("Two envoys left."))
    assert [token.lemma_ for token in doc] == ["", "", "", ""]
