"""How lexicon files are read: JSON Lines, one entry a line, each checked against its row."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from streams.errors import LexiconError

FOLDER: Final = Path(__file__).parent


class Row(BaseModel):
    """One entry of a lexicon file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


R = TypeVar("R", bound=Row)


def rows(path: Path, row: type[R]) -> tuple[R, ...]:
    """The file's entries in order; raises LexiconError for the first malformed one."""
    lines = path.read_bytes().splitlines()
    try:
        return TypeAdapter(tuple[row, ...]).validate_json(b"[" + b",".join(lines) + b"]")  # type: ignore[valid-type]
    except ValidationError:
        return tuple(_one_by_one(path, lines, row))


def files() -> Iterable[Path]:
    """Every file of the lexicon, in a fixed order."""
    return sorted(FOLDER.rglob("*.jsonl"))


def reasons(line: bytes, row: type[Row]) -> Iterator[tuple[str, str]]:
    """Each thing that is wrong with a line: the field ("" for the whole), and what a person should know."""
    try:
        row.model_validate_json(line)
    except ValidationError as error:
        for one in error.errors():
            field = ".".join(map(str, one["loc"]))
            near = get_close_matches(field, row.model_fields, 1) if one["type"] == "extra_forbidden" else ()
            yield field, f"no such field; did you mean {near[0]}?" if near else one["msg"]


def _one_by_one(path: Path, lines: Iterable[bytes], row: type[R]) -> Iterator[R]:
    for number, line in enumerate(lines, 1):
        for field, reason in reasons(line, row):
            raise LexiconError(path, number, f"{field}: {reason}" if field else reason)
        yield row.model_validate_json(line)
