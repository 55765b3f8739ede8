"""The commands, as a person runs them: on servers of their own home, and on those of another process."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from streams.cli.demo import free_port
from tests.e2e.house import House
from tests.wire_copy import lines


def wireroom(home: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"WIREROOM_HOME": str(home), "COLUMNS": "200"}
    command = [sys.executable, "-m", "streams", *arguments]
    return subprocess.run(command, env=environment, input=stdin.decode(), capture_output=True, text=True, timeout=200)


def of_home(home: Path) -> list[int]:
    """Processes that have something of this home on their command line."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        if any(str(home) in part for part in process.info["cmdline"] or ()):
            found.append(process.pid)
    return found


class TestDemo:
    """`make run`, twice."""

    @pytest.fixture(scope="class")
    def home(self, tmp_path_factory: pytest.TempPathFactory) -> Path:
        return tmp_path_factory.mktemp("demo") / "home"

    @pytest.fixture(scope="class")
    def runs(self, home: Path) -> list[subprocess.CompletedProcess[str]]:
        return [wireroom(home, "demo") for _ in range(2)]

    def test_both_end_well_and_leave_no_process_behind(
        self, runs: list[subprocess.CompletedProcess[str]], home: Path
    ) -> None:
        for run in runs:
            assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
            assert "Traceback" not in run.stderr
        assert of_home(home) == []

    def test_the_first_shows_the_article_the_tables_the_topic_and_the_audit(
        self, runs: list[subprocess.CompletedProcess[str]]
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

    def test_the_topic_has_as_many_events_as_sql(self, runs: list[subprocess.CompletedProcess[str]]) -> None:
        for run in runs:
            (line,) = [line for line in run.stdout.splitlines() if "events on the topic" in line]
            on_topic, in_sql = (int(word.replace(",", "")) for word in line.split() if word[0].isdigit())
            assert on_topic == in_sql > 50

    def test_the_second_says_that_all_was_known(self, runs: list[subprocess.CompletedProcess[str]]) -> None:
        known = "all of it was known already: not a row was added"
        assert known not in runs[0].stdout
        assert known in runs[1].stdout


class TestUp:
    """`wireroom up`, and other commands beside it."""

    @pytest.fixture(scope="class")
    def up(self, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], Path, str]]:
        home = tmp_path_factory.mktemp("up") / "home"
        environment = os.environ | {"WIREROOM_HOME": str(home), "WIREROOM_WEB_PORT": str(free_port())}
        process = subprocess.Popen(
            [sys.executable, "-m", "streams", "up"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        assert process.stdout is not None
        said = "".join(
            iter(
                process.stdout.readline,
                "ready: wireroom publish FILE | events --follow | sql | audit; Ctrl-C ends it\n",
            )
        )
        yield process, home, said
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        process.stdout.close()

    def test_it_prints_addresses_and_no_password(self, up: tuple[subprocess.Popen[str], Path, str]) -> None:
        assert "broker    127.0.0.1:" in up[2]
        assert "postgresql://wireroom:***@127.0.0.1:" in up[2]

    def test_commands_beside_it_use_its_servers(self, up: tuple[subprocess.Popen[str], Path, str]) -> None:
        home = up[1]
        assert wireroom(home, "publish", "-", stdin=lines(5)).returncode == 0
        deadline = time.monotonic() + 60
        while "5 records, 5 with receipt" not in wireroom(home, "audit").stdout:
            assert time.monotonic() < deadline
        asked = wireroom(home, "sql", "SELECT count(*) AS n FROM report.articles")
        assert asked.returncode == 0
        assert "5" in asked.stdout
        read = wireroom(home, "events", "--json")
        assert read.returncode == 0
        assert {json.loads(line)["article"]["id"] for line in read.stdout.splitlines()} == {
            f"wire-{number:05}" for number in range(5)
        }

    def test_ctrl_c_ends_all_of_it_within_five_seconds(self, up: tuple[subprocess.Popen[str], Path, str]) -> None:
        process, home, _ = up
        started = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(20) == 0
        assert time.monotonic() - started < 5
        assert of_home(home) == []


class TestWithoutServers:
    """What needs no server, and what is said where one is missing."""

    def test_help_teaches_by_example(self, tmp_path: Path) -> None:
        shown = wireroom(tmp_path, "--help").stdout
        for verb in (
            "demo",
            "up",
            "publish",
            "events",
            "sql",
            "audit",
            "read",
            "extract",
            "worker",
            "migrate",
            "schema",
        ):
            assert verb in shown
            assert "Example" in wireroom(tmp_path, verb, "--help").stdout or verb in ("demo", "audit")

    def test_extract_answers_in_input_order_and_names_bad_lines(self, tmp_path: Path) -> None:
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

    def test_read_marks_an_article_and_makes_escapes_inert(self, tmp_path: Path) -> None:
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
            ({"WIREROOM_BROKER": "127.0.0.1:1"}, ["migrate"], "no Kafka broker answers at 127.0.0.1:1"),
            ({}, ["sql", "SELECT 1"], "the database does not answer"),
            ({"WIREROOM_PROCESSES": "none"}, ["extract"], "WIREROOM_PROCESSES: Input should be a valid integer"),
        ],
    )
    def test_a_server_that_is_not_there_is_one_line_and_exit_code_2(
        self, tmp_path: Path, environment: dict[str, str], arguments: list[str], says: str
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


class TestPages:
    """`/live`, `/ready` and `/metrics`."""

    def test_they_tell_the_worker_s_state(self, house: House) -> None:
        worker = house.ready_worker()
        assert worker.get("/live") == (200, '{"live":true}')
        house.run("publish", "-", stdin=lines(3) + b"")
        house.send(b"{")
        house.wait_stored(4)
        status, text = worker.get("/metrics")
        assert status == 200
        for line in (
            'wireroom_articles_total{outcome="stored"} 3.0',
            'wireroom_articles_total{outcome="dead-lettered"} 1.0',
            'wireroom_dead_letters_total{reason="ValidationError"} 1.0',
            "wireroom_read_seconds_count 4.0",
            'wireroom_lag_messages{partition="0",topic="news.articles"} 0.0',
        ):
            house.until(lambda line=line: line in worker.get("/metrics")[1], 10, line)
        house.database.kill()
        house.until(lambda: worker.get("/ready")[0] == 503, 30, "not ready without a database")
        assert "database" in json.loads(worker.get("/ready")[1])["troubles"]
        assert worker.get("/live")[0] == 200
        house.start(house.database)
        house.until(lambda: worker.ready, 30, "ready again")
        assert worker.terminate() == 0

    def test_a_worker_on_a_schema_that_is_not_its_own_says_what_to_run(self, house: House) -> None:
        revision = house.scalar("SELECT version_num FROM alembic_version")
        worker = None
        try:
            house.execute("UPDATE alembic_version SET version_num = 'other'")
            worker = house.worker()
            assert worker.process.wait(60) == 3
            assert "wireroom migrate" in worker.log.read_text()
        finally:
            house.execute(f"UPDATE alembic_version SET version_num = '{revision}'")
