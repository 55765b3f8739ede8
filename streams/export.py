"""Rows as files: CSV, JSON Lines, Parquet; as they come, so that memory stays flat."""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Final

from models.selection import Column
from streams.errors import NotThere
from streams.records import exact, to_json

Rows = Iterable[Sequence[Sequence[Any]]]
"""Some at a time."""
Writer = Callable[[Sequence[Column], Rows, IO[bytes]], None]


class ParquetMissing(NotThere):
    """What writes Parquet is not installed."""


def write_csv(columns: Sequence[Column], rows: Rows, out: IO[bytes]) -> None:
    """RFC 4180 with a head. Null is nothing, an empty text is "", a list is JSON, numbers have all their digits."""
    out.write(_line(column.name for column in columns))
    for some in rows:
        out.write(b"".join(_line(map(_cell, row)) for row in some))


def write_jsonl(columns: Sequence[Column], rows: Rows, out: IO[bytes]) -> None:
    """One object a row; numbers have all their digits."""
    _write_objects(columns, rows, out, exact)


def write_parquet(columns: Sequence[Column], rows: Rows, out: IO[bytes]) -> None:
    """Apache Parquet, zstd. `numeric` is text, with all its digits: no type of Parquet's holds whatever that holds.

    By way of a file of JSON lines, in the folder for such files. Raises ParquetMissing.
    """
    try:
        from arro3 import core, io
    except ImportError:
        raise ParquetMissing("Parquet needs two more packages: pip install 'wireroom[parquet]'") from None
    kinds = {
        "boolean": core.DataType.bool(),
        "integer": core.DataType.int32(),
        "smallint": core.DataType.int32(),
        "bigint": core.DataType.int64(),
        "double precision": core.DataType.float64(),
        "date": core.DataType.date32(),
        "timestamp with time zone": core.DataType.timestamp("us", tz="UTC"),
    }

    def field(column: Column) -> Any:
        one = kinds.get(column.type.removesuffix("[]"), core.DataType.utf8())
        return core.Field(column.name, core.DataType.list(core.Field("item", one)) if column.is_list else one)

    with tempfile.NamedTemporaryFile(suffix=".jsonl") as lines:
        _write_objects(columns, rows, lines, _digits)
        lines.flush()
        reader = io.read_json(lines.name, core.Schema([field(column) for column in columns]), batch_size=BATCH)
        io.write_parquet(reader, out, compression="zstd(3)", max_row_group_size=ROW_GROUP)


FORMATS: Final[dict[str, Writer]] = {"csv": write_csv, "jsonl": write_jsonl, "parquet": write_parquet}
BATCH: Final = 2_000
ROW_GROUP: Final = 10_000
"""Rows that are in memory until they are written."""


def format_of(path: Path) -> str | None:
    """The format that a file's name asks for."""
    suffix = path.suffix.removeprefix(".").lower()
    return {"ndjson": "jsonl", "json": "jsonl"}.get(suffix, suffix if suffix in FORMATS else None)


def _write_objects(columns: Sequence[Column], rows: Rows, out: IO[bytes], numeric: Callable[[Decimal], object]) -> None:
    names = [column.name for column in columns]

    def coded(value: object) -> object:
        return numeric(value) if isinstance(value, Decimal) else str(value)

    for some in rows:
        out.write(b"".join(to_json(dict(zip(names, row, strict=True)), coded) + b"\n" for row in some))


def _digits(value: Decimal) -> str:
    return format(value, "f")


def _line(cells: Iterable[str | None]) -> bytes:
    return (",".join("" if cell is None else _quoted(cell) for cell in cells) + "\r\n").encode()


def _quoted(cell: str) -> str:
    if cell and not any(character in cell for character in ',"\r\n'):
        return cell
    return f'"{cell.replace(chr(34), chr(34) * 2)}"'


def _cell(value: object) -> str | None:
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case Decimal():
            return _digits(value)
        case datetime() | date():
            return value.isoformat()
        case list() | dict():
            return to_json(value).decode()
    return str(value)
