"""An intake as a process of its own, and producers that send to it."""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from streams.cli.demo import free_port
from tests.e2e.house import House, Running


class Intake(Running):
    """A running `wireroom serve`."""

    patience = 60.0

    def __init__(self, process: subprocess.Popen[bytes], port: int, web_port: int, log: Path) -> None:
        super().__init__(process, web_port, log)
        self.address = f"http://127.0.0.1:{port}"

    def producer(self, key: str) -> httpx.Client:
        """A client with a key."""
        return httpx.Client(base_url=self.address, headers={"Authorization": f"Bearer {key}"}, timeout=60)


@contextmanager
def intake(house: House, port: int | None = None, **environment: str) -> Iterator[Intake]:
    """An intake on the servers of a house, ready; gone at the end."""
    port, web_port = port or free_port(), free_port()
    log = house.settings.home / f"serve-{port}-{time.monotonic_ns()}.log"
    with log.open("wb") as opened:
        process = house.begin("serve", "--port", str(port), "--web-port", str(web_port), output=opened, **environment)
    here = Intake(process, port, web_port, log)
    try:
        house.until(lambda: here.ready or process.poll() is not None, 150, "the intake is ready")
        assert process.poll() is None, log.read_text()[-3000:]
        yield here
    finally:
        here.kill()


def new_key(house: House, source: str = "Example Wire", *options: str) -> str:
    """A key, made by the command."""
    done = house.run("keys", "make", source, *options)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode().strip()


def ndjson(*articles: dict[str, object]) -> bytes:
    """Articles a line."""
    return b"".join(json.dumps(article).encode() + b"\n" for article in articles)
