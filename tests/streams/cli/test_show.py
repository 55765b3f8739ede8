"""What happened looks different from what did not, and each event says on whose word it is told."""

from uuid import UUID

import pytest
from rich.console import Console

from streams.cli.show import STYLES, how_sure, marked, show, whose_word
from streams.records import Article, Event, Extraction, Reading, Span, Statement

TEXT = "Chad denied that it struck Niger."
ARTICLE = Article(id="a", body=TEXT)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(text=words, start=start, end=start + len(words))


def event(**fields: object) -> Event:
    stated: dict[str, object] = {"id": UUID(int=1), "type": "ASSAULT", "trigger": span("struck")}
    return Event.model_validate(stated | fields)


def denial(polarity: str) -> Reading:
    return Reading.model_validate({"source": span("Chad"), "cue": span("denied"), "polarity": polarity})


@pytest.mark.parametrize(
    ("fields", "style", "words"),
    [
        ({}, "event", ""),
        ({"polarity": "NEG"}, "not happened", "did not happen"),
        ({"certainty": "POSSIBLE", "future": True}, "not happened", "possible, to come"),
    ],
)
def test_what_did_not_happen_has_a_colour_and_words_of_its_own(
    fields: dict[str, object], style: str, words: str
) -> None:
    one = event(**fields)
    text = marked(ARTICLE, Extraction(article_id="a", revision="r", events=(one,)))
    assert [found.style for found in text.spans] == [STYLES[style]]
    assert how_sure(one) == words


@pytest.mark.parametrize(
    ("attribution", "words"),
    [(None, ""), (denial("NEG"), "Chad denies it"), (denial("POS"), "Chad says so"), (Reading(), "somebody says so")],
)
def test_whose_word_it_is_is_told(attribution: Reading | None, words: str) -> None:
    assert whose_word(event(attribution=attribution)) == words


def test_a_page_shows_who_is_not_named() -> None:
    statement = Statement(
        id=UUID(int=2), source=span("Chad"), cue=span("denied"), content=span("struck Niger"), anonymous=True
    )
    console = Console(width=200)
    with console.capture() as page:
        console.print(show(ARTICLE, Extraction(article_id="a", revision="r", statements=(statement,))))
    assert "Chad [unnamed]" in page.get()
