"""A house for each module of end-to-end tests."""

from collections.abc import Iterator

import pytest

from streams.embedded import own
from streams.settings import Settings
from tests.e2e.house import House


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    settings = Settings(home=tmp_path_factory.mktemp("house"), broker=None, database=None)
    with own(settings) as servers:
        house = House(settings, servers.broker, servers.database)
        house.prepare()
        try:
            yield house
        finally:
            house.close()
