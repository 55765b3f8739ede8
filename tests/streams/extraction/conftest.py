"""One reader for all tests of the extraction: loading its model takes longer than reading."""

from collections.abc import Callable

import pytest

from streams.extraction import Reader
from streams.records import Article, Extraction

Read = Callable[..., Extraction]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """Read a text that was published on Friday, 5 September 2025, at six in the morning UTC."""

    def read_text(body: str, title: str | None = None, published_at: str | None = "2025-09-05T06:00:00Z") -> Extraction:
        article = {"id": "a", "title": title, "body": body, "language": "en", "published_at": published_at}
        return reader.read(Article.model_validate(article))

    return read_text
