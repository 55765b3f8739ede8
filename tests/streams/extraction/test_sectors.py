import pytest

from streams.extraction import Reader
from streams.extraction.lexicon import SECTORS, Sector
from streams.records import Article


@pytest.mark.parametrize("row", SECTORS.values(), ids=lambda row: row.noun)
def test_a_noun_stands_for_an_actor_in_its_example(row: Sector, reader: Reader) -> None:
    extraction = reader.read(Article(id="example", body=row.example, language="en"))
    found = {
        (one.text.lower(), one.actor.kind, one.actor.sector)
        for event in extraction.events
        for one in event.participants
    }
    stem = row.noun[: max(2, len(row.noun) - 2)]
    assert any(stem in text and (kind, sector) == (row.kind, row.sector) for text, kind, sector in found), found
