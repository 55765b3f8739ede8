"""What tests of several rooms share: servers for the session, and a migrated database for each module."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

import migrations
from streams.embedded import Addresses, services
from streams.settings import Settings
from tests.models.databases import fresh


@pytest.fixture(scope="session")
def embedded_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a home of the session's own; nothing is given, so both servers are embedded."""
    return Settings(home=tmp_path_factory.mktemp("session"), broker=None, database=None)


@pytest.fixture(scope="session")
def addresses(embedded_settings: Settings) -> Iterator[Addresses]:
    """A broker and a database that run while the session does."""
    with services(embedded_settings) as found:
        yield found


@pytest.fixture(scope="session")
def migrated(addresses: Addresses) -> Iterator[str]:
    """Address of a database at head, which nobody may connect to while it is copied."""
    with fresh(addresses.database) as url:
        migrations.upgrade(url)
        yield url


@pytest.fixture(scope="module")
def ledger(addresses: Addresses, migrated: str) -> Iterator[str]:
    """Address of a ledger of the module's own."""
    with fresh(addresses.database, template=migrated) as url:
        yield url


# How long an example takes says what else the machine does.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
# For many more random sequences: `pytest --hypothesis-profile campaign --timeout 0 tests/models/test_sequences.py`
settings.register_profile("campaign", max_examples=1_000, deadline=None, stateful_step_count=80, print_blob=True)
