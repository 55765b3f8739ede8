"""One reader for all tests of the extraction: loading its model takes longer than reading."""

import pytest

from streams.extraction import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()
