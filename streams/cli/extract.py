"""`wireroom extract`."""

import asyncio
import json
import sys
from collections import deque
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Annotated, BinaryIO, Final

import typer

from streams.agents.answer import parse
from streams.agents.pool import Limits, Lost, Pool, Work
from streams.cli.terminal import err, plain
from streams.records import dump, explain
from streams.settings import Settings

SOME_BAD: Final = 1
AHEAD: Final = 4
"""Lines in the pool for each process."""


def extract(
    processes: Annotated[int | None, typer.Option(min=1, help="Processes that parse; default: all cores.")] = None,
) -> None:
    """Articles in, extractions out, one JSON object a line, in input order: the pipeline without Kafka and SQL.

    Example: `wireroom extract < articles.jsonl > extractions.jsonl`

    A line that is no article yields an object with `error` in its place. Exit code 1: there were such lines.
    """
    settings = Settings() if processes is None else Settings(processes=processes)
    bad = asyncio.run(run(settings, sys.stdin.buffer, sys.stdout.buffer))
    if bad:
        err.print(f"{bad:,} lines were no articles")
    sys.exit(SOME_BAD if bad else 0)


async def run(settings: Settings, lines: BinaryIO, to: BinaryIO) -> int:
    """Read every line; how many were bad."""
    pool = Pool(
        partial(load, settings.model, settings.cache, settings.max_characters),
        settings.processes,
        Limits(settings.article_seconds, settings.article_memory),
    )
    await pool.start()
    bad = 0
    try:
        number = 0
        async for answer in in_order(pool, lines, settings.processes * AHEAD):
            number += 1
            if answer.startswith(b'{"error"'):
                bad += 1
                err.print(plain(f"line {number:,}: {json.loads(answer)['error']}"), style="yellow")
            to.write(answer + b"\n")
            to.flush()
    finally:
        await pool.close()
    return bad


async def in_order(pool: Pool, lines: BinaryIO, ahead: int) -> AsyncIterator[bytes]:
    """The answer to each line, read ahead so that no process waits."""
    working: deque[asyncio.Task[bytes]] = deque()
    while line := await asyncio.to_thread(lines.readline):
        working.append(asyncio.ensure_future(answer(pool, line)))
        if len(working) >= ahead:
            yield await working.popleft()
    while working:
        yield await working.popleft()


async def answer(pool: Pool, line: bytes) -> bytes:
    """One line's extraction, or its error."""
    try:
        return await pool.run(line)
    except Lost as lost:
        return error(f"{lost}, twice")


def error(message: str) -> bytes:
    """What stands in the place of an extraction."""
    return json.dumps({"error": message}).encode()


def load(model: str, cache: Path, max_characters: int) -> Work:
    """The work of a process: lines in, an extraction of each out."""
    # Here, because spaCy takes seconds and 100 MB, and the command itself has no use for it.
    from streams.agents.beforehand import reader

    found = reader(model, cache)

    def read(line: bytes) -> bytes:
        try:
            return dump(found.read(parse(line.strip(), max_characters)))
        except ValueError as problem:
            return error(explain(problem))

    return lambda lines: [read(line) for line in lines]
