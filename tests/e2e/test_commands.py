"""What needs no server, and what is said where one is missing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from streams.cli import VERBS, app, verb
from tests.e2e.commands import wireroom
from tests.wire_copy import lines


def test_help_lists_the_verbs(tmp_path: Path) -> None:
    shown = wireroom(tmp_path, "--help").stdout
    assert all(verb in shown for verb in VERBS)


@pytest.mark.parametrize("name", VERBS)
def test_help_teaches_by_example(name: str) -> None:
    shown = CliRunner().invoke(app, [name, "--help"]).output
    assert "Example: " in shown


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_is_listed_by_the_first_words_of_its_help(name: str) -> None:
    assert verb(name).help.split("\n\n")[0].replace("\n", " ") == VERBS[name]


def test_a_verb_that_is_misspelt_is_guessed() -> None:
    done = CliRunner().invoke(app, ["publsh"], env={"COLUMNS": "200"})
    assert done.exit_code == 2
    assert "'publish'" in done.output


@pytest.mark.parametrize(
    ("module", "unused"),
    [
        ("streams.cli", {"sqlalchemy", "pydantic", "kafka", "spacy"}),
        ("streams.cli.publish", {"spacy", "faust", "alembic", "trafilatura"}),
        ("streams.cli.audit", {"spacy", "faust", "alembic", "feedparser"}),
        ("streams.cli.worker", {"spacy", "alembic", "feedparser"}),
    ],
)
def test_a_command_loads_nothing_that_it_has_no_use_for(module: str, unused: set[str]) -> None:
    code = "import sys; __import__(sys.argv[1]); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, module], capture_output=True, text=True, check=True)
    assert not unused & set(done.stdout.split())


def test_extract_answers_in_input_order_and_names_bad_lines(tmp_path: Path) -> None:
    done = wireroom(tmp_path, "extract", stdin=lines(12) + b"{\n" + lines(1, prefix="last"))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer.get("article_id") for answer in answers] == [
        *(f"wire-{number:05}" for number in range(12)),
        None,
        "last-00000",
    ]
    assert "Invalid JSON" in answers[12]["error"]
    assert "line 13: Invalid JSON" in done.stderr
    assert done.returncode == 1


def test_read_marks_an_article_and_makes_escapes_inert(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Envoys expelled \x1b[31m[red]\n\nPeru expelled two diplomats of Chile on Monday.\n")
    done = wireroom(tmp_path, "read", str(story))
    assert done.returncode == 0
    assert "SANCTION/expel" in done.stdout
    assert "\x1b[31m" not in done.stdout
    assert "[red]" in done.stdout


@pytest.mark.parametrize(
    ("environment", "arguments", "says"),
    [
        ({"WIREROOM_BROKER": "127.0.0.1:1"}, ["publish", "-"], "no Kafka broker answers at 127.0.0.1:1"),
        ({"WIREROOM_BROKER": "127.0.0.1:1"}, ["events"], "no Kafka broker answers at 127.0.0.1:1"),
        ({}, ["migrate"], "the database does not answer"),
        ({}, ["sql", "SELECT 1"], "the database does not answer"),
        ({"WIREROOM_PROCESSES": "none"}, ["extract"], "WIREROOM_PROCESSES: Input should be a valid integer"),
    ],
)
def test_a_server_that_is_not_there_is_one_line_and_exit_code_2(
    tmp_path: Path, environment: dict[str, str], arguments: list[str], says: str
) -> None:
    both = {"WIREROOM_BROKER": "127.0.0.1:1", "WIREROOM_DATABASE": "postgresql://u:secret@127.0.0.1:1/d"}
    done = subprocess.run(
        [sys.executable, "-m", "streams", *arguments],
        env=os.environ | both | environment | {"COLUMNS": "200"},
        input="",
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr
