"""Databases to test on: one is migrated, once; every module gets a copy of it, every test a transaction."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine

import migrations
from models.database import engine
from streams.embedded import Addresses
from tests.models.databases import fresh


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


@pytest.fixture(scope="module")
def database(ledger: str) -> Iterator[Engine]:
    """The engine of that ledger."""
    made = engine(ledger)
    yield made
    made.dispose()


@pytest.fixture
def connection(database: Engine) -> Iterator[Connection]:
    """A transaction that leaves nothing behind."""
    with database.connect() as made:
        yield made
        made.rollback()
