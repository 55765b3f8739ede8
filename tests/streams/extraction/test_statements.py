import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor said the bridge was closed.", "mayor", "said", "the bridge was closed"),
        ("“The bridge is closed for now,” the mayor said.", "mayor", "said", "The bridge is closed for now"),
        ("“The bridge is closed for now,” said the mayor.", "mayor", "said", "The bridge is closed for now"),
        ("According to the mayor, the bridge was closed.", "mayor", "According to", "the bridge was closed"),
        ("The bridge was closed, according to the mayor.", "mayor", "according to", "The bridge was closed"),
        ("He denied that the bridge was closed.", "He", "denied", "that the bridge was closed"),
    ],
)
def test_a_statement_has_source_cue_and_content(text: str, source: str, cue: str, content: str, read: Read) -> None:
    (statement,) = read(text).statements
    assert statement.source is not None
    assert statement.cue is not None
    assert (statement.source.text, statement.cue.text) == (source, cue)
    assert content in statement.content.text


@pytest.mark.parametrize("text", ["The bridge was closed.", "He noted the date.", "The clock showed five."])
def test_no_words_no_statement(text: str, read: Read) -> None:
    assert read(text).statements == ()


def test_an_event_inside_a_statement_has_its_attribution(read: Read) -> None:
    (event,) = [event for event in read("The envoy said Chad attacked Niger.").events if event.type == "ASSAULT"]
    assert event.attribution is not None
    assert event.attribution.source is not None
    assert event.attribution.source.text == "envoy"
