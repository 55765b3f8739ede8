"""A ledger to test on: every test has a transaction of its own."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine

from models.database import engine


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
