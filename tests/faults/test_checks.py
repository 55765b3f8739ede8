"""What the campaign compares, it compares: each thing that may be wrong is named, and nothing else."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine, text

from models.database import engine
from models.ledger import record
from streams.embedded import Addresses
from streams.records import article_key
from tests.faults.checks import TABLES, differences
from tests.faults.heard import Key, Said, wrong
from tests.models.answers import answer, rejected
from tests.models.databases import fresh

KEY: Key = ("news.events", b"1")


def word(name: str, value: bytes | None = b"{}") -> Said:
    return Said(value, (("ce_id", name.encode()),))


A, B, GONE = word("a"), word("b", b"[]"), word("c", None)


@pytest.mark.parametrize(
    ("told", "ought", "says"),
    [
        ([A, B], [A, B], None),
        ([A, B, A, B], [A, B], None),
        ([A, GONE], [A, GONE], None),
        ([], [A], "lost"),
        ([A], [A, B], "lost"),
        ([A, B, A], [A, B], "stale"),
        ([B, A, B], [A, B], "order"),
        ([A, B, GONE], [A, B], "doubled"),
        ([word("a", b"other"), A], [A], "doubled"),
        ([A], [], "doubled"),
    ],
)
def test_a_consumer_is_to_hear_every_word_in_its_order_and_none_else(
    told: list[Said], ought: list[Said], says: str | None
) -> None:
    heard = {KEY: told} if told else {}
    kinds = {line.partition(":")[0] for line in wrong(heard, {KEY: ought}, {KEY})}
    assert says in kinds if says else not kinds


@pytest.fixture(scope="module")
def engines(addresses: Addresses, migrated: str) -> Iterator[tuple[Engine, Engine]]:
    with fresh(addresses.database, template=migrated) as one, fresh(addresses.database, template=migrated) as other:
        made = engine(one), engine(other)
        yield made
        for each in made:
            each.dispose()


def fill(connection: Connection) -> None:
    record(connection, [answer("a", 0, "Alpha struck Beta on Monday in Paris with 12 tanks, Gamma said.")])
    record(connection, [answer("b", 1, "Gamma struck Beta."), rejected(2)])


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (None, None),
        ("UPDATE receipts SET received_at = now() + interval '1 day'", None),
        ('DELETE FROM receipts WHERE "offset" = 1', "lost: receipts"),
        ("DELETE FROM numbers", "lost: numbers"),
        ("DELETE FROM dead_letters", "lost: dead_letters"),
        ("UPDATE events SET retracted_at = now(), retracted_by = '{}'", "stale: events"),
        ("UPDATE participants SET text = 'x'", "stale: participants"),
        ("UPDATE articles SET title = 'x' WHERE article_id = 'b'", "stale: articles"),
        ("INSERT INTO sources VALUES (gen_random_uuid(), 'Nobody')", "doubled: sources"),
        (
            "ALTER TABLE receipts DROP CONSTRAINT pk_receipts; INSERT INTO receipts SELECT * FROM receipts",
            "doubled: receipts",
        ),
    ],
)
@pytest.mark.parametrize("articles", [None, {article_key("a"), article_key("b")}])
def test_every_row_is_compared_but_for_its_clocks(
    engines: tuple[Engine, Engine], harm: str | None, says: str | None, articles: set[UUID] | None
) -> None:
    with engines[0].connect() as struck, engines[1].connect() as quiet:
        fill(struck)
        fill(quiet)
        assert all(struck.scalar(text(f"SELECT count(*) FROM {table}")) for table in TABLES)
        for statement in harm.split("; ") if harm else ():
            struck.execute(text(statement))
        found = {
            line.partition(" ")[0] + " " + line.split()[1] for line in differences(struck, quiet, TABLES, articles)
        }
        assert found == ({says} if says else set())
