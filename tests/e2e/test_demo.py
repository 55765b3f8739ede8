"""`make run`, twice."""

import subprocess
from pathlib import Path

import pytest

from tests.e2e.commands import of_home, wireroom


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "home"


@pytest.fixture(scope="module")
def runs(home: Path) -> list[subprocess.CompletedProcess[str]]:
    return [wireroom(home, "demo") for _ in range(2)]


def test_both_end_well_and_leave_no_process_behind(runs: list[subprocess.CompletedProcess[str]], home: Path) -> None:
    for run in runs:
        assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
        assert "Traceback" not in run.stderr
    assert of_home(home) == []


def test_the_first_shows_the_article_the_tables_the_topic_and_the_audit(
    runs: list[subprocess.CompletedProcess[str]],
) -> None:
    shown = runs[0].stdout
    for part in (
        "Emmanuel Macron",
        "CONSULT",
        "€1.1 billion",
        "2025-09-04",
        "news.events",
        "0 lost: complete",
        "wireroom up",
    ):
        assert part in shown
    assert "29 records, 29 with receipt, 0 in flight" in shown


def test_the_topic_has_as_many_events_as_sql(runs: list[subprocess.CompletedProcess[str]]) -> None:
    for run in runs:
        (line,) = [line for line in run.stdout.splitlines() if "events on the topic" in line]
        on_topic, in_sql = (int(word.replace(",", "")) for word in line.split() if word[0].isdigit())
        assert on_topic == in_sql > 50


def test_the_second_says_that_all_was_known(runs: list[subprocess.CompletedProcess[str]]) -> None:
    known = "all of it was known already: not a row was added"
    assert known not in runs[0].stdout
    assert known in runs[1].stdout
