"""The folder in which one broker and one database live, and who may run them."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from streams.embedded.errors import HomeBusy, HomeUnusable


@dataclass(frozen=True)
class Home:
    """Where things are in a home folder."""

    folder: Path

    @classmethod
    def at(cls, path: Path) -> Self:
        """The home at a path, made if need be, then open to its owner alone. Raises HomeUnusable.

        A folder that is there keeps its mode: it may be anything. What is secret in it is protected by itself.
        """
        folder = path.expanduser().absolute()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            owner = folder.stat().st_uid
        except OSError as error:
            raise _unusable(folder, str(error.strerror)) from error
        if owner != os.geteuid():
            raise _unusable(folder, f"it belongs to user {owner}, and this is user {os.geteuid()}")
        return cls(folder)

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    @property
    def services(self) -> Path:
        return self.folder / "services.json"

    @property
    def kafka(self) -> Path:
        return self.folder / "kafka"

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    @property
    def jars(self) -> Path:
        return self.folder / "jars"


class Claim:
    """The right to run the servers of a home: one process has it, until it lets go or dies."""

    def __init__(self, home: Home) -> None:
        self._home = home
        try:
            self._file = os.open(home.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise HomeUnusable(f"Wireroom cannot open {home.lock}: {error.strerror}.") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._file)

    def take(self) -> bool:
        """Try, without waiting; whether the claim is ours now."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, str(os.getpid()).encode(), 0)
        return True

    def demand(self) -> None:
        """Take it, or raise HomeBusy."""
        if not self.take():
            raise HomeBusy(f"Process {self.holder} runs the servers of {self._home.folder}.")

    @property
    def holder(self) -> str:
        """The process id of who has it, for people."""
        return os.pread(self._file, 32, 0).decode() or "(unknown)"


def _unusable(folder: Path, reason: str) -> HomeUnusable:
    return HomeUnusable(
        f"Wireroom cannot use its home {folder}: {reason}. "
        "It has to be a folder of your own; set WIREROOM_HOME to another one."
    )
