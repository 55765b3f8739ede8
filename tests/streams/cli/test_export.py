"""The same rows as CSV, as JSON Lines and as Parquet, whatever is in them and however many there are."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import arro3.io
import pytest
from sqlalchemy import Engine, text
from typer.testing import CliRunner

from models import reports
from models.database import engine
from models.ledger import record
from streams.cli import app
from tests.models.answers import answer, rejected

HOSTILE: Final = 'Alpha\t"quoted",\r\nand "" more;\u2028 =1+1 \U0001f600 é'
ALPHA: Final = "Alpha struck Beta on Monday in Paris with 12.50 tanks, Gamma said."


@pytest.fixture(scope="module")
def filled(ledger: str) -> Iterator[Engine]:
    """A ledger with something in every view, some of it nasty."""
    database = engine(ledger)
    with database.begin() as connection:
        record(
            connection, [answer("a", 1, ALPHA, title=HOSTILE), answer("b", 2, ALPHA, title="", url=None, source=None)]
        )
        record(connection, [answer("c", 3, ALPHA), answer("c", 4, "Zeta left Eta in Lyon."), rejected(5)])
        connection.execute(text("UPDATE numbers SET value = '123456789012345678901234567890.000000000000000000001' "
                                "WHERE id = (SELECT min(id::text)::uuid FROM numbers)"))  # fmt: skip
        reports.refresh(connection)
    yield database
    database.dispose()


def settings(database: Engine) -> dict[str, str]:
    url = database.url.render_as_string(hide_password=False)
    return {"WIREROOM_DATABASE": url, "WIREROOM_BROKER": "127.0.0.1:1"}


def exported(database: Engine, *arguments: str) -> bytes:
    done = CliRunner().invoke(app, ["export", *arguments], env=settings(database))
    assert done.exit_code == 0, done.output
    return done.stdout_bytes


def types(database: Engine, view: str) -> dict[str, str]:
    query = """SELECT attname, format_type(atttypid, atttypmod) AS type FROM pg_attribute
        WHERE attrelid = CAST(:view AS regclass) AND attnum > 0 ORDER BY attnum"""
    with database.connect() as connection:
        return {row.attname: row.type for row in connection.execute(text(query), {"view": f"report.{view}"})}


def typed(value: Any, kind: str) -> Any:
    """A value as a file has it, as the database would have it."""
    if value is None:
        return None
    if kind.endswith("[]"):
        return [typed(one, kind[:-2]) for one in (json.loads(value) if isinstance(value, str) else value)]
    match kind:
        case "numeric":
            return Decimal(str(value))
        case "boolean":
            return {"true": True, "false": False}.get(value, value)
        case "bigint" | "integer":
            return int(value)
        case "double precision":
            return float(value)
        case "date":
            return date.fromisoformat(value) if isinstance(value, str) else value
        case "timestamp with time zone":
            moment = datetime.fromisoformat(value) if isinstance(value, str) else value
            return moment.astimezone(UTC)
    return str(value)


def csv_rows(raw: bytes) -> list[dict[str, str | None]]:
    """With nothing told apart from an empty text, which Python's own reader of 3.11 cannot."""
    marked = raw.decode().replace(',"",', ",\x00,").replace(',"",', ",\x00,")
    head, *rows = csv.reader(io.StringIO(marked, newline=""))
    return [
        {name: "" if cell == "\x00" else cell or None for name, cell in zip(head, row, strict=True)} for row in rows
    ]


def as_set(rows: list[dict[str, Any]], kinds: dict[str, str]) -> set[str]:
    assert all(list(row) == list(kinds) for row in rows)
    return {repr([typed(row[name], kind) for name, kind in kinds.items()]) for row in rows}


@pytest.mark.parametrize("view", [view.name for view in reports.VIEWS])
def test_every_view_has_the_same_rows_each_way(filled: Engine, tmp_path: Path, view: str) -> None:
    kinds = types(filled, view)
    with filled.connect() as connection:
        rows = [dict(row) for row in connection.execute(text(f"SELECT * FROM report.{view}")).mappings()]
    expected = as_set(rows, kinds)
    path = tmp_path / f"{view}.parquet"
    exported(filled, view, "-o", str(path))
    table = arro3.io.read_parquet(path).read_all()
    columns = {name: [cell.as_py() for cell in table.column(name)] for name in table.column_names}
    parquet = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    lines = exported(filled, view, "--format", "jsonl").splitlines()
    assert len(lines) == len(rows)
    assert as_set([json.loads(line, parse_float=Decimal) for line in lines], kinds) == expected
    assert as_set(csv_rows(exported(filled, view, "--format", "csv")), kinds) == expected
    assert as_set(parquet, kinds) == expected
    assert rows or view in ("disagreements", "carried_out", "commitments", "casualties", "disputes")


def test_a_filter_chooses_the_same_rows_each_way(filled: Engine, tmp_path: Path) -> None:
    asked = ("events", "--where", "place=Paris", "--where", "source_actors=Alpha", "--since", "2025-09-05")
    lines = [json.loads(line) for line in exported(filled, *asked).splitlines()]
    assert {line["article_id"] for line in lines} == {"a", "b"}
    assert len(csv_rows(exported(filled, *asked, "--format", "csv"))) == len(lines)
    exported(filled, *asked, "-o", str(tmp_path / "some.parquet"))
    assert len(arro3.io.read_parquet(tmp_path / "some.parquet").read_all()) == len(lines)
    assert exported(filled, *asked, "--until", "2025-09-05") == b""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("colours",), "no view 'colours'"),
        (("events", "--where", "colour=red"), "no column 'colour'"),
        (("events", "--where", "latitude=north"), "invalid input syntax"),
        (("events", "--where", "latitude"), "not COLUMN=VALUE"),
        (("events", "--format", "xlsx"), "csv, jsonl, parquet"),
        (("events", "-o", "events.xlsx"), "csv, jsonl, parquet"),
        (("events", "--since", "soon"), "no time 'soon'"),
    ],
)
def test_what_cannot_be_exported_is_told_and_leaves_no_file(
    filled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["export", *arguments], env=settings(filled))
    words = " ".join(done.stderr.replace("│", "").split())
    assert (done.exit_code, said in words) == (2, True), done.stderr
    assert list(tmp_path.iterdir()) == []
