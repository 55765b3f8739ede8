"""A house for each module of end-to-end tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from streams.embedded import own
from streams.settings import Settings
from tests.e2e.house import House
from tests.e2e.moving import move_in


@pytest.fixture(scope="session")
def show_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose servers were started once, with topics and tables, and nothing in them."""
    settings = Settings(home=tmp_path_factory.mktemp("show"), broker=None, database=None)
    with own(settings) as servers:
        house = House(settings, servers.broker, servers.database)
        house.prepare()
        house.close()
    return settings.home


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, show_home: Path) -> Iterator[House]:
    settings = Settings(home=tmp_path_factory.mktemp("house"), broker=None, database=None)
    move_in(settings.home, show_home)
    with own(settings) as servers:
        house = House(settings, servers.broker, servers.database)
        house.start(servers.database, servers.broker)
        try:
            yield house
        finally:
            house.close()
