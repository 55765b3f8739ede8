"""The walls between the rooms hold, and a hole in one would be noticed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LINT = Path(sys.executable).with_name("lint-imports")


def lint(config: Path) -> subprocess.CompletedProcess[str]:
    command = [str(LINT), "--no-cache", "--config", str(config)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_the_walls_hold() -> None:
    done = lint(ROOT / "pyproject.toml")
    assert done.returncode == 0, done.stdout


def test_a_hole_would_be_noticed(tmp_path: Path) -> None:
    stricter = tmp_path / "pyproject.toml"
    text = (ROOT / "pyproject.toml").read_text()
    stricter.write_text(text.replace('"streams.agents", ', '"streams.records", "streams.agents", ', 1))
    done = lint(stricter)
    assert done.returncode == 1
    assert "Extraction is usable without Kafka, Faust or SQL BROKEN" in done.stdout
