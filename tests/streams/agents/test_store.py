"""What the ledger refuses is dead-lettered, and what stood beside it is stored. On the real Postgres."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from models.database import async_engine
from streams.agents.limit import DeadLetterCount, DeadLetterLimit, TooManyDeadLetters
from streams.agents.metrics import Metrics
from streams.agents.store import write
from streams.records import Article, Extracted, Extraction, Origin


def extracted(offset: int, body: str = "Text.") -> Extracted:
    origin = Origin(
        topic="news.articles", topic_id=UUID(int=1), partition=0, offset=offset, appended_at="2026-01-01T00:00:00Z"
    )
    article = Article(id=f"a{offset}", body=body)
    return Extracted(origin=origin, article=article, extraction=Extraction(article_id=article.id, revision="1"))


def poison(offset: int) -> Extracted:
    """A body that no producer can send past Article, but a defect of ours could make."""
    return extracted(offset).model_copy(update={"article": Article.model_construct(id="bad", body="a\0b")})


def letters(most: int) -> DeadLetterCount:
    return DeadLetterCount(DeadLetterLimit(share=most / 10, window=10))


@pytest.fixture
async def engine(ledger: str) -> AsyncIterator[AsyncEngine]:
    made = async_engine(ledger)
    yield made
    await made.dispose()


async def test_one_that_postgres_refuses_costs_the_others_nothing(engine: AsyncEngine) -> None:
    await write([extracted(0), poison(1), extracted(2)], engine, Metrics(), letters(1))
    async with engine.connect() as connection:
        receipts = await connection.execute(text('SELECT "offset", outcome FROM receipts ORDER BY 1'))
        buried = await connection.execute(text("SELECT article_id, reason FROM dead_letters"))
    assert [tuple(row) for row in receipts] == [(0, "stored"), (1, "dead-lettered"), (2, "stored")]
    assert [tuple(row) for row in buried] == [("bad", "DataError")]


async def test_the_refused_one_over_the_limit_is_not_written_nor_anything_after_it(engine: AsyncEngine) -> None:
    with pytest.raises(TooManyDeadLetters):
        await write([extracted(10), poison(11), poison(12), extracted(13)], engine, Metrics(), letters(1))
    async with engine.connect() as connection:
        receipts = await connection.execute(
            text('SELECT "offset", outcome FROM receipts WHERE "offset" >= 10 ORDER BY 1')
        )
    assert [tuple(row) for row in receipts] == [(10, "stored"), (11, "dead-lettered")]
