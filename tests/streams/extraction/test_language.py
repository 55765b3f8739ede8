import pytest

from streams.extraction import Reader
from streams.records import Article

FRENCH = "Le président a annoncé jeudi que le gouvernement enverrait de l’aide aux réfugiés de la région."


@pytest.mark.parametrize(
    ("language", "body", "found", "skipped"),
    [
        ("en-GB", "Chad attacked Niger.", "en-GB", None),
        ("en", FRENCH, "en", None),
        (None, "The president announced on Thursday that the government would send aid.", "en", None),
        (None, FRENCH, "fr", "language fr is not read"),
        ("fr", "Chad attacked Niger.", "fr", "language fr is not read"),
        (None, "Chad 12", "en", None),
        (None, "", "en", "empty"),
    ],
)
def test_an_article_in_another_language_is_not_read(
    language: str | None, body: str, found: str, skipped: str | None, reader: Reader
) -> None:
    extraction = reader.read(Article(id="a", body=body, language=language))
    assert (extraction.language, extraction.skipped) == (found, skipped)
    assert skipped is None or not extraction.events


def test_a_canceled_article_says_nothing(reader: Reader) -> None:
    extraction = reader.read(Article(id="a", body="Chad attacked Niger.", language="en", status="canceled"))
    assert (extraction.skipped, extraction.events) == ("canceled", ())
