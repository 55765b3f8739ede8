"""Servers that a killed run left behind."""

import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import psutil

PATIENCE: Final = 5.0
_PAUSE: Final = 0.02
_STOP: Final = {"java": signal.SIGTERM, "postgres": signal.SIGINT, "initdb": signal.SIGINT}


def sweep(folder: Path) -> None:
    """Stop every server that works in a folder, by force if it does not go within five seconds.

    Only for who has the home's claim. A server is known by its name and its working directory.
    """
    found = [process for process in psutil.process_iter(["name"]) if _works_in(process, folder)]
    ids = {process.pid for process in found}
    for process in found:
        if _parent(process) not in ids:  # the others are Postgres' own: they go when it goes
            _send(process, _STOP[process.info["name"]])
    _kill(_wait(found))


def end_family(pid: int) -> None:
    """Kill a server, and see to it that its child processes are gone too."""
    try:
        server = psutil.Process(pid)
        children = server.children(recursive=True)
        server.kill()
    except psutil.NoSuchProcess:
        return
    _kill(_wait([server, *children]))


def _works_in(process: psutil.Process, folder: Path) -> bool:
    if process.info["name"] not in _STOP:
        return False
    try:
        return Path(process.cwd()).is_relative_to(folder.resolve())
    except psutil.Error:
        return False


def _kill(processes: Sequence[psutil.Process]) -> None:
    for process in processes:
        _send(process, signal.SIGKILL)
    _wait(processes)


def _wait(processes: Sequence[psutil.Process]) -> Sequence[psutil.Process]:
    """Those that still run after five seconds. One that nobody has reaped yet does not run."""
    until = time.monotonic() + PATIENCE
    while (processes := [each for each in processes if _runs(each)]) and time.monotonic() < until:
        time.sleep(_PAUSE)
    return processes


def _runs(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running()) and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _parent(process: psutil.Process) -> int | None:
    try:
        return process.ppid()
    except psutil.NoSuchProcess:
        return None


def _send(process: psutil.Process, number: signal.Signals) -> None:
    with suppress(psutil.NoSuchProcess):
        process.send_signal(number)
