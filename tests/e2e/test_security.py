"""User, password and certificates reach every client, and stay out of sight."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from models.database import connected
from streams.cli.demo import free_port
from streams.cli.processes import start, stop, wait_ready
from streams.embedded import Addresses
from tests.e2e.secure import PASSWORD, Secure, secure_servers

ARTICLE = b'{"id": "a", "body": "Chad attacked Niger on Monday.", "language": "en"}\n'


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secure]:
    with secure_servers(tmp_path_factory.mktemp("secure")) as servers:
        yield servers


def run(*arguments: str, broker: str, database: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """A command on those servers."""
    return subprocess.run(
        [sys.executable, "-m", "streams", *arguments],
        env=os.environ | {"WIREROOM_BROKER": broker, "WIREROOM_DATABASE": database, "COLUMNS": "300"},
        input=stdin.decode(),
        capture_output=True,
        text=True,
        timeout=90,
    )


def test_every_client_goes_through_user_password_and_certificate(secure: Secure, tmp_path: Path) -> None:
    broker, database = secure.broker(), secure.database()
    secrets = (PASSWORD, broker.split(":")[2].split("@")[0], make_url(database).password or "")
    outputs = [run("migrate", broker=broker, database=database)]
    port, log = free_port(), tmp_path / "worker.log"
    with log.open("wb") as opened:
        given = {"WIREROOM_PROCESSES": "1", "WIREROOM_LOG_LEVEL": "debug"}
        worker = start(Addresses(broker, database), port, opened, given)
    try:
        wait_ready(worker, port)
        outputs.append(run("publish", "-", broker=broker, database=database, stdin=ARTICLE))
        outputs.append(run("events", "--help", broker=broker, database=database))
        until_stored(database)
        outputs.append(run("audit", broker=broker, database=database))
        outputs.append(run("events", "--json", broker=broker, database=database))
        outputs.append(run("sql", "SELECT type FROM report.events", broker=broker, database=database))
        commands = [" ".join(process.cmdline()) for process in family(worker.pid)]
    finally:
        stop(worker)
    assert [output.returncode for output in outputs] == [0] * len(outputs), outputs
    assert '"type":"ASSAULT"' in outputs[4].stdout
    assert "complete" in outputs[3].stdout
    seen = "".join([log.read_text(), *commands, *(output.stdout + output.stderr for output in outputs)])
    assert [secret for secret in secrets if secret in seen] == []


def family(pid: int) -> list[psutil.Process]:
    worker = psutil.Process(pid)
    return [worker, *worker.children(recursive=True)]


def until_stored(database: str) -> None:
    with connected(database) as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        for _ in range(600):
            stored = connection.scalar(text("SELECT (SELECT count(*) FROM receipts) - (SELECT count(*) FROM outbox)"))
            if stored:
                return
            connection.execute(text("SELECT pg_sleep(0.1)"))
    raise AssertionError("nothing was stored")


@pytest.mark.parametrize("verb", [("publish", "-"), ("worker",)])
def test_a_wrong_password_of_the_broker_is_told(secure: Secure, verb: tuple[str, ...]) -> None:
    refused = run(*verb, broker=secure.broker("not-the-word"), database=secure.database(), stdin=ARTICLE)
    assert (refused.returncode, "refuses this user, password" in refused.stderr) == (2, True), refused.stderr
    assert "not-the-word" not in refused.stdout + refused.stderr


def test_a_wrong_password_of_the_database_is_told(secure: Secure) -> None:
    for verb in ("worker", "audit"):
        refused = run(verb, broker=secure.broker(), database=secure.database("not-the-word"))
        assert (refused.returncode, "password authentication failed" in refused.stderr) == (2, True), refused.stderr
        assert "not-the-word" not in refused.stdout + refused.stderr


def test_a_database_that_is_reached_without_tls_lets_nobody_in(secure: Secure) -> None:
    plain = secure.address.update_query_dict({"sslmode": "disable"}).render_as_string(hide_password=False)
    assert run("sql", "SELECT 1", broker=secure.broker(), database=plain).returncode == 2


def test_a_broker_that_nobody_vouches_for_is_told(secure: Secure) -> None:
    refused = run("audit", broker=secure.broker(ca=secure.stranger), database=secure.database())
    assert refused.returncode == 2
    assert "no secure connection" in refused.stderr
    assert "CERTIFICATE_VERIFY_FAILED" in refused.stderr
