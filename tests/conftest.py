"""What tests of the whole way share."""

from collections.abc import Iterator

import pytest

from streams.embedded import Addresses, services
from streams.settings import Settings


@pytest.fixture(scope="session")
def embedded_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a home of the session's own; nothing is given, so both servers are embedded."""
    return Settings(home=tmp_path_factory.mktemp("session"), broker=None, database=None)


@pytest.fixture(scope="session")
def addresses(embedded_settings: Settings) -> Iterator[Addresses]:
    """A broker and a database that run while the session does."""
    with services(embedded_settings) as found:
        yield found
