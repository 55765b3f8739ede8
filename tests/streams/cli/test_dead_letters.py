"""What `wireroom dead-letters` refuses before it asks a server, and how bytes are shown."""

from datetime import UTC, datetime

import pytest
import typer
from typer.testing import CliRunner

from streams.cli import app
from streams.cli.dead_letters import selection
from streams.cli.letters import SHOWN, text_of
from streams.cli.moments import moment
from streams.cli.terminal import inert

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["replay"], "say which"),
        (["discard", "--by", "ann"], "say which"),
        (["replay", "2-17"], "neither an id nor PARTITION:OFFSET"),
        (["list", "--since", "yesterday"], "no time"),
        (["list", "--state", "lost"], "no state"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments: list[str], says: str) -> None:
    done = CliRunner().invoke(app, ["dead-letters", *arguments], env={"COLUMNS": "200"})
    assert done.exit_code == 2
    assert says in done.output


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (None, None),
        ("2h", datetime(2026, 3, 2, 10, tzinfo=UTC)),
        ("7d", datetime(2026, 2, 23, 12, tzinfo=UTC)),
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-01T06:00:00+02:00", datetime(2026, 3, 1, 4, tzinfo=UTC)),
    ],
)
def test_times_are_read(given: str | None, meant: datetime | None) -> None:
    assert moment(given, NOW) == meant


def test_letters_are_meant_by_id_or_by_offset() -> None:
    meant = selection(["2:17", "5c1d4ba6-9f0a-5c8e-8b5e-6f0c2f6f9a11"], state="open")
    assert meant.spots == ((2, 17),)
    assert [str(key) for key in meant.ids] == ["5c1d4ba6-9f0a-5c8e-8b5e-6f0c2f6f9a11"]
    with pytest.raises(typer.BadParameter):
        selection(["two:17"])


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (None, "–"),
        (b"", ""),
        (b"caf\xc3\xa9", "café"),
        (b"\xff{", "\\xff{"),
        (b"a" * SHOWN, "a" * SHOWN),
        (b"a" * (SHOWN + 1), "a" * SHOWN + " … (--raw writes all of it)"),
    ],
)
def test_bytes_are_shown_as_text(raw: bytes | None, shown: str) -> None:
    assert text_of(raw) == shown


def test_escapes_and_turned_writing_are_made_visible() -> None:
    assert inert(text_of(b"\x1b[31m\xe2\x80\xae\x07")) == "\ufffd[31m\ufffd\ufffd"
