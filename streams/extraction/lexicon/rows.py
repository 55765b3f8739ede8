"""How lexicon files are read: JSON Lines, one entry a line, each checked against its row."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

FOLDER: Final = Path(__file__).parent


class LexiconError(Exception):
    """A line of a lexicon file is malformed; a person should correct it."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path.parent.name}/{path.name}:{line}: {reason}")


class Row(BaseModel):
    """One entry of a lexicon file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


R = TypeVar("R", bound=Row)


def rows(path: Path, row: type[R]) -> tuple[R, ...]:
    """The file's entries in order; raises LexiconError for the first malformed one."""
    return tuple(_entries(path, row))


def files() -> Iterable[Path]:
    """Every file of the lexicon, in a fixed order."""
    return sorted(FOLDER.rglob("*.jsonl"))


def _entries(path: Path, row: type[R]) -> Iterator[R]:
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            yield row.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise LexiconError(path, number, f"{where}: {first['msg']}" if where else first["msg"]) from error
