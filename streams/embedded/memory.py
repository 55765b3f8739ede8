"""What a home remembers from one run to the next: ports, the password, the cluster's id."""

import os
import random
import secrets
import socket
from base64 import urlsafe_b64encode
from collections.abc import Container
from typing import Final
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, ValidationError

from streams.embedded.errors import HomeUnusable
from streams.embedded.home import Home

LOOPBACK: Final = "127.0.0.1"
PORTS: Final = range(20_000, 32_000)
"""Below the ports that systems give to clients: while a server is down, none of them can sit on its port."""


class Memory(BaseModel):
    """The content of services.json."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    broker_port: int
    controller_port: int
    database_port: int
    password: str
    cluster_id: str

    @property
    def broker(self) -> str:
        return f"{LOOPBACK}:{self.broker_port}"

    def database(self, name: str = "wireroom") -> str:
        """The URL of one database of the server."""
        return f"postgresql://wireroom:{self.password}@{LOOPBACK}:{self.database_port}/{name}"


def recall(home: Home) -> Memory | None:
    """What the home remembers, or None where it never ran. Raises HomeUnusable."""
    try:
        return Memory.model_validate_json(home.services.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not what Wireroom wrote"
        raise HomeUnusable(f"{home.services} cannot be read ({reason}). {_advice(home)}") from error


def remember(home: Home) -> Memory:
    """What the home remembers, with a new port for each that somebody else has taken; made at the first start.

    Only for who has the home's claim. Raises HomeUnusable.
    """
    known = recall(home)
    memory = _first(home) if known is None else _with_free_ports(known)
    if memory != known:
        _write(home, memory)
    return memory


def _first(home: Home) -> Memory:
    if home.kafka.exists() or home.postgres.exists():
        raise HomeUnusable(f"{home.services} is missing, and with it the password. {_advice(home)}")
    broker, controller, database = _free_ports(3, ())
    return Memory(
        broker_port=broker,
        controller_port=controller,
        database_port=database,
        password=secrets.token_urlsafe(24),
        cluster_id=urlsafe_b64encode(uuid4().bytes).decode().rstrip("="),
    )


def _with_free_ports(memory: Memory) -> Memory:
    ports = {name: getattr(memory, name) for name in ("broker_port", "controller_port", "database_port")}
    taken = [name for name, port in ports.items() if not _is_free(port)]
    fresh = _free_ports(len(taken), ports.values())
    return memory.model_copy(update=dict(zip(taken, fresh, strict=True)))


def _free_ports(count: int, but: Container[int]) -> list[int]:
    found: list[int] = []
    while len(found) < count:
        port = random.choice(PORTS)
        if port not in found and port not in but and _is_free(port):
            found.append(port)
    return found


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _write(home: Home, memory: Memory) -> None:
    fresh = home.services.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w") as stream:
        stream.write(memory.model_dump_json(indent=1))
        stream.flush()
        os.fsync(file)
    fresh.replace(home.services)


def _advice(home: Home) -> str:
    return f"Put the file back, or remove {home.folder} to start anew: what is stored there is then lost."
