"""Dead letters in the terminal: as rows, one by one, and as JSON. Nothing of what they hold acts on the terminal."""

from base64 import b64encode
from collections.abc import Iterable
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from models.letters import Letter, Summary
from streams.cli.terminal import inert, plain

SHOWN: Final = 4_000
"""Characters of a value or a key that are shown; `show --raw` has the rest."""
CELL: Final = 60


def listed(summaries: Iterable[Summary]) -> Table:
    """One row a dead letter."""
    table = Table("offset", "put there", "reason", "article", "bytes", "state", box=None, pad_edge=False)
    for summary in summaries:
        table.add_row(
            f"{summary.partition}:{summary.offset}",
            f"{summary.received_at:%Y-%m-%d %H:%M:%S}",
            plain(_short(f"{summary.reason}: {summary.message}")),
            plain(_short(summary.article_id or "–")),
            "–" if summary.size is None else f"{summary.size:,}",
            summary.state,
        )
    return table


def shown(letter: Letter) -> RenderableType:
    """All there is to one dead letter."""
    summary = letter.summary
    facts = Table.grid("name", "value", padding=(0, 2))
    for name, value in (
        ("id", summary.id),
        ("message", f"{letter.topic} partition {summary.partition} offset {summary.offset}"),
        ("came at", summary.appended_at.isoformat()),
        ("put there at", summary.received_at.isoformat()),
        ("reason", summary.reason),
        ("what was wrong", summary.message),
        ("article", "–" if summary.article_id is None else summary.article_id),
        ("key", text_of(letter.key)),
        *(("header", f"{name}: {text_of(value)}") for name, value in letter.headers),
        *(("trail", _step(step)) for step in letter.trail),
    ):
        facts.add_row(name, plain(value))
    if letter.value is None:
        return Group(facts, Text("no value", style="dim"))
    return Group(facts, Text(f"value, {len(letter.value):,} bytes:", style="dim"), plain(text_of(letter.value)))


def text_of(raw: bytes | None) -> str:
    """Bytes as text for a person: what is no UTF-8 as \\xNN, cut where it is long."""
    if raw is None:
        return "–"
    decoded = raw[: SHOWN * 4].decode(errors="backslashreplace")
    cut = len(decoded) > SHOWN or len(raw) > SHOWN * 4
    return f"{decoded[:SHOWN]} … (--raw writes all of it)" if cut else decoded


def summary_json(summary: Summary) -> dict[str, Any]:
    """A dead letter without its bytes, for `--json`."""
    return {
        "id": str(summary.id),
        "partition": summary.partition,
        "offset": summary.offset,
        "reason": summary.reason,
        "message": summary.message,
        "article_id": summary.article_id,
        "bytes": summary.size,
        "appended_at": summary.appended_at.isoformat(),
        "received_at": summary.received_at.isoformat(),
        "state": summary.state,
    }


def letter_json(letter: Letter) -> dict[str, Any]:
    """All there is to a dead letter, bytes in base64."""
    return {
        **summary_json(letter.summary),
        "topic": letter.topic,
        "topic_id": str(letter.topic_id),
        "key": _base64(letter.key),
        "value": _base64(letter.value),
        "headers": [[name, _base64(value)] for name, value in letter.headers],
        "trail": [
            {
                "action": step.action,
                "by": step.by,
                "at": step.at.isoformat(),
                "partition": step.partition,
                "offset": step.offset,
            }
            for step in letter.trail
        ],
    }


def _step(step: Any) -> str:
    where = "" if step.offset is None else f" to partition {step.partition} offset {step.offset}"
    return f"{step.at.isoformat()} {step.action}{where} by {step.by}"


def _short(value: str) -> str:
    line = inert(value).replace("\n", " ")
    return line if len(line) <= CELL else f"{line[: CELL - 1]}…"


def _base64(raw: bytes | None) -> str | None:
    return None if raw is None else b64encode(raw).decode()
