"""The compose file is valid, names nothing that does not exist, and its commands run."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from migrations import current, head
from streams.cli import VERBS, verb
from streams.settings import Settings
from streams.topics import TOPICS, describe
from tests.e2e.house import House
from tests.e2e.intakes import intake

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def services() -> dict[str, dict[str, Any]]:
    return dict(yaml.safe_load(COMPOSE.read_text())["services"])


def ours() -> dict[str, dict[str, Any]]:
    return {name: service for name, service in services().items() if "build" in service}


def test_the_file_is_valid_by_the_compose_specification() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_wrong_file_would_be_noticed(tmp_path: Path) -> None:
    wrong = tmp_path / "docker-compose.yml"
    wrong.write_text(COMPOSE.read_text().replace("image: postgres:18", "imago: postgres:18"))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(wrong)]
    assert subprocess.run(command, capture_output=True).returncode == 1


@pytest.mark.parametrize("name", ours())
def test_every_variable_is_a_setting(name: str) -> None:
    known = {f"WIREROOM_{field.upper()}" for field in Settings.model_fields}
    assert set(ours()[name]["environment"]) <= known
    assert ours()[name]["command"][0] in VERBS


@pytest.mark.parametrize("name", ours())
def test_every_command_is_one_that_we_have_with_its_options(name: str) -> None:
    called, *options = (re.sub(r"\$\{\w+:-(.*)}", r"\1", part) for part in command(name))
    assert verb(called).make_context(called, options).params


def test_a_variable_that_is_no_setting_would_be_noticed() -> None:
    assert "WIREROOM_PASSWORD" not in {f"WIREROOM_{field.upper()}" for field in Settings.model_fields}


def test_versions_are_those_that_the_tests_run() -> None:
    lock = (ROOT / "streams" / "embedded" / "jars" / "jars.lock").read_text()
    kafka = services()["kafka"]["image"].partition(":")[2]
    assert f"org.apache.kafka:kafka_2.13:{kafka} " in lock
    assert services()["postgres"]["image"] == "postgres:18"


def test_everything_waits_for_what_it_needs() -> None:
    for name in ours().keys() - {"migrate"}:
        assert services()[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    for server in ("kafka", "postgres"):
        assert services()["migrate"]["depends_on"][server]["condition"] == "service_healthy"
        assert "healthcheck" in services()[server]


def test_workers_scale() -> None:
    worker = services()["worker"]
    assert "ports" not in worker
    assert "container_name" not in worker


def test_the_image_runs_as_an_ordinary_user_and_knows_our_command() -> None:
    lines = DOCKERFILE.splitlines()
    assert lines.index("USER wireroom") < next(i for i, line in enumerate(lines) if line.startswith("ENTRYPOINT"))
    assert json.loads(DOCKERFILE.partition("ENTRYPOINT ")[2].splitlines()[0]) == ["wireroom"]


def test_a_worker_that_is_stopped_on_purpose_is_not_started_again() -> None:
    # `unless-stopped` starts again whatever ended, exit code or not, and does so after the machine's own restart,
    # which `on-failure` does not: so a worker over the limit on dead letters must not end, and tests/e2e/
    # test_dead_letters.py holds that with this option it does not.
    worker = services()["worker"]
    assert worker["restart"] == "unless-stopped"
    assert "--hold" in worker["command"]


def test_passwords_are_asked_for_and_never_written() -> None:
    for line in COMPOSE.read_text().splitlines():
        if "PASSWORD" in line and not line.startswith("#"):
            assert "${WIREROOM_PASSWORD:?" in line


def command(name: str) -> list[str]:
    return [str(part) for part in ours()[name]["command"]]


def test_migrate_runs_and_ends_well_twice(house: House) -> None:
    for _ in range(2):
        done = house.run(*command("migrate"))
        assert done.returncode == 0, done.stderr.decode()
    assert current(house.database.address) == head()
    assert set(describe(house.broker.address)) == {topic.name for topic in TOPICS}


def test_worker_comes_up_and_its_health_check_says_so(house: House) -> None:
    verb, *options = command("worker")
    assert verb == "worker"
    worker = house.ready_worker(*options, WIREROOM_WEB_HOST="127.0.0.1", WIREROOM_PROCESSES="1", WIREROOM_LOG="json")
    check = services()["worker"]["healthcheck"]["test"]
    script = check[-1].replace("6066", str(worker.port))
    assert check[:3] == ["CMD", "python", "-c"]
    assert subprocess.run([sys.executable, "-c", script]).returncode == 0
    house.broker.kill()
    house.until(lambda: not worker.ready, 30, "not ready without a broker")
    assert subprocess.run([sys.executable, "-c", script], capture_output=True).returncode == 1
    house.start(house.broker)
    house.until(lambda: worker.ready, 60, "ready again")
    assert worker.terminate() == 0
    for line in worker.log.read_text().splitlines():
        assert json.loads(line)["event"]


def test_serve_comes_up_and_its_health_check_says_so(house: House) -> None:
    assert command("serve") == ["serve"]
    with intake(house, WIREROOM_LOG="json") as here:
        check = services()["serve"]["healthcheck"]["test"]
        script = check[-1].replace("6066", here.pages.rpartition(":")[2])
        assert subprocess.run([sys.executable, "-c", script]).returncode == 0
        assert here.terminate() == 0
    for line in here.log.read_text().splitlines():
        assert json.loads(line)["event"]
    assert services()["serve"]["ports"] == [f"127.0.0.1:8080:{Settings.model_fields['serve_port'].default}"]
