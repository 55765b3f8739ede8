"""Keys are made once, kept as hashes, good until they are revoked."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, text

from models import api_keys
from models.database import engine
from streams.intake import keys
from streams.intake.keys import Keys


@pytest.fixture(scope="module")
def database(ledger: str) -> Iterator[Engine]:
    made = engine(ledger)
    yield made
    made.dispose()


def test_a_key_that_was_made_is_found_as_its_source_s(database: Engine) -> None:
    with database.begin() as connection:
        key, written = keys.make(connection, "Example Wire", "me", "urn:example:")
    known = Keys()
    assert known.find(written) is None
    assert known.load(database)
    assert known.find(written) == key
    assert (key.source, key.id_prefix) == ("Example Wire", "urn:example:")


def test_the_secret_is_nowhere_in_the_database(database: Engine) -> None:
    with database.begin() as connection:
        _, written = keys.make(connection, "Example Wire", "me")
        rows = connection.execute(text("SELECT to_jsonb(api_keys)::text FROM api_keys")).scalars().all()
    secret = written.rpartition("_")[2] if written.count("_") == 2 else written.split("_", 2)[2]
    assert rows
    assert all(secret not in row and secret.encode().hex() not in row for row in rows)


def test_a_revoked_key_is_good_no_longer_and_keeps_its_trail(database: Engine) -> None:
    with database.begin() as connection:
        key, written = keys.make(connection, "Example Wire", "me")
        other, still = keys.make(connection, "Example Wire", "me")
        assert api_keys.revoke(connection, key.id, "you")
        assert not api_keys.revoke(connection, key.id, "somebody else")
        (row,) = (row for row in api_keys.everyone(connection) if row.id == key.id)
    assert (row.made_by, row.revoked_by) == ("me", "you")
    known = Keys()
    known.load(database)
    assert known.find(written) is None
    assert known.find(still) == other


def test_while_the_database_is_away_what_is_known_stays_good(database: Engine) -> None:
    with database.begin() as connection:
        key, written = keys.make(connection, "Example Wire", "me")
    known = Keys()
    known.load(database)
    nobody = create_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    assert not known.load(nobody)
    nobody.dispose()
    assert known.find(written) == key
