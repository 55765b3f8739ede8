"""The questions of docs/sql.md: each statement is run, and its answer is the one that stands there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import Connection, text

from models import ledger as books
from models import reports
from models.database import engine
from streams.cli.sql import cell
from streams.extraction import Reader
from streams.records import Article, Extracted, load
from tests.models.answers import origin, rejected
from tests.seeds_records import read_seeds

PAGE: Final = (Path(__file__).parent.parent / "docs" / "sql.md").read_text(encoding="utf-8")
ARTICLES: Final = "\n".join(re.findall(r"```json\n(.*?)\n```", PAGE, re.DOTALL)).splitlines()
QUESTIONS: Final = re.findall(r"```sql\n(.*?)\n```\n\n```text\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def filled(ledger: str) -> Iterator[Connection]:
    """A ledger that holds the seeds, the page's own articles, and a message that is none."""
    reader = Reader()
    articles = [article for article, _ in read_seeds()] + [load(Article, line.encode()) for line in ARTICLES]
    answers = [
        Extracted(origin=origin(offset), article=article, extraction=reader.read(article))
        for offset, article in enumerate(articles)
    ]
    database = engine(ledger)
    with database.connect() as connection:
        books.record(connection, [*answers, rejected(len(answers))])
        reports.refresh(connection)
        yield connection
        connection.rollback()
    database.dispose()


def test_every_statement_of_the_page_has_an_answer() -> None:
    assert len(QUESTIONS) == PAGE.count("```sql") > 0


@pytest.mark.parametrize(("query", "answer"), QUESTIONS)
def test_the_ledger_answers_as_the_page_says(query: str, answer: str, filled: Connection) -> None:
    result = filled.execute(text(query.replace(":", "\\:")))
    columns = list(result.keys())
    rows = [["" if value is None else cell(value) for value in row] for row in result]
    assert answer.splitlines() == [" | ".join(row).rstrip() for row in (columns, *rows)]


def test_the_views_are_told_as_the_database_has_them(filled: Connection) -> None:
    assert PAGE.partition("<!-- views -->\n")[2] == f"\n{reports.described(filled)}\n"
