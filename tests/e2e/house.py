"""A whole Wireroom for a test: its own broker and database, workers as processes, and eyes on all of it."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any
from uuid import UUID

from kafka import KafkaProducer
from sqlalchemy import text

from models.database import engine
from streams.cli.audit import examine
from streams.cli.demo import free_port
from streams.cli.migrate import prepare
from streams.cli.processes import PROGRAM, start
from streams.embedded import Addresses, Broker, Database
from streams.reader import Recorded, read
from streams.settings import Settings
from streams.topics import ARTICLES, EVENTS


class Running:
    """A process of Wireroom's, its pages and its log."""

    patience: float
    """Seconds that it may take to go after it was told to."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self.log = log

    @property
    def pages(self) -> str:
        """Where `/live`, `/ready` and `/metrics` are."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def ready(self) -> bool:
        """What `/ready` says."""
        return self.get("/ready")[0] == 200

    def get(self, path: str) -> tuple[int, str]:
        """Status and body of a page; 0 where nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.pages}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()
        except OSError:
            return 0, ""

    def kill(self) -> None:
        """As a crash does."""
        self.process.kill()
        self.process.wait()

    def terminate(self, number: int = signal.SIGTERM) -> int:
        """SIGTERM or Ctrl-C; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(self.patience)


class Worker(Running):
    """A worker."""

    patience = 20.0


class House:
    """Broker, database and workers of one test module."""

    program: Sequence[str] = PROGRAM
    """What is run as a worker."""
    given: Mapping[str, str] = MappingProxyType(
        {"WIREROOM_PROCESSES": "2", "WIREROOM_SESSION_TIMEOUT": "6", "WIREROOM_LOG_LEVEL": "info"}
    )
    """Settings of commands and workers."""

    def __init__(self, settings: Settings, broker: Broker, database: Database) -> None:
        self.settings = settings
        self.broker = broker
        self.database = database
        self._engine = engine(database.address)
        self.workers: list[Worker] = []

    @property
    def addresses(self) -> Addresses:
        """Where workers and commands find the servers."""
        return Addresses(self.broker.address, self.database.address)

    def prepare(self) -> None:
        """Start the servers, create topics and tables."""
        self.start(self.database, self.broker)
        prepare(self.settings, self.broker.address, self.database.address)

    @staticmethod
    def start(*servers: Broker | Database) -> None:
        """Start servers and wait until they answer."""
        for server in servers:
            server.start()
        for server in servers:
            server.wait_ready()

    def worker(self, *arguments: str, **environment: str) -> Worker:
        """Start a worker; it may not be ready yet."""
        port = free_port()
        log = self.settings.home / f"worker-{len(self.workers)}.log"
        with log.open("wb") as opened:
            program = (*self.program, *arguments)
            process = start(self.addresses, port, opened, {**self.given, **environment}, program)
        self.workers.append(Worker(process, port, log))
        return self.workers[-1]

    def ready_worker(self, *arguments: str, **environment: str) -> Worker:
        """Start a worker and wait until it is ready."""
        worker = self.worker(*arguments, **environment)
        self.until(lambda: worker.ready or worker.process.poll() is not None, 60, "the worker is ready")
        assert worker.process.poll() is None, worker.log.read_text()[-3000:]
        return worker

    def run(self, *arguments: str, stdin: bytes = b"", timeout: float = 120) -> subprocess.CompletedProcess[bytes]:
        """Run a `wireroom` command on these servers."""
        with self.begin(*arguments, stdin=subprocess.PIPE) as process:
            try:
                out, err = process.communicate(stdin, timeout)
            except BaseException:
                process.kill()
                raise
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def begin(
        self,
        *arguments: str,
        stdin: int = subprocess.DEVNULL,
        output: int | IO[bytes] = subprocess.PIPE,
        **environment: str,
    ) -> subprocess.Popen[bytes]:
        """Start a command that is not waited for."""
        found = self.addresses
        servers = {"WIREROOM_BROKER": found.broker, "WIREROOM_DATABASE": found.database}
        return subprocess.Popen(
            [sys.executable, "-m", "streams", *arguments],
            env=os.environ | self.given | servers | environment,
            stdin=stdin,
            stdout=output,
            stderr=output,
            # A shell has what it starts with & ignore Ctrl-C, and that is inherited.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    @contextmanager
    def producer(self, **options: Any) -> Iterator[KafkaProducer]:
        """A bare producer, that checks nothing."""
        producer = KafkaProducer(bootstrap_servers=self.broker.address, enable_idempotence=True, acks="all", **options)
        try:
            yield producer
            producer.flush()
        finally:
            producer.close()

    def send(self, *values: bytes | None, key: bytes | None = None) -> list[tuple[int, int]]:
        """Send raw messages; partition and offset of each."""
        with self.producer(max_request_size=10 * 1024**2) as producer:
            futures = [producer.send(ARTICLES, value=value, key=key) for value in values]
            found = [future.get(30) for future in futures]
        return [(one.partition, one.offset) for one in found]

    def sql(self, query: str, **parameters: Any) -> list[Any]:
        """Rows of a query."""
        with self._engine.connect() as connection:
            return list(connection.execute(text(query), parameters))

    def scalar(self, query: str, **parameters: Any) -> Any:
        """The first column of the first row."""
        return self.sql(query, **parameters)[0][0]

    def execute(self, statement: str, **parameters: Any) -> list[Any]:
        """Do something to the ledger that no command does; the rows it returns."""
        with self._engine.begin() as connection:
            result = connection.execute(text(statement), parameters)
            return list(result) if result.returns_rows else []

    def wait_stored(self, receipts: int, seconds: float = 90) -> None:
        """Wait until so many messages have a receipt, and the outbox is empty."""
        self.until(
            lambda: (
                self.scalar("SELECT count(*) FROM receipts") >= receipts
                and self.scalar("SELECT count(*) FROM outbox") == 0
            ),
            seconds,
            f"{receipts} receipts",
        )

    def until(self, condition: Callable[[], bool], seconds: float, what: str) -> None:
        """Wait for something to come true."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                logs = "\n".join(worker.log.read_text()[-2000:] for worker in self.workers[-2:])
                raise AssertionError(f"not within {seconds} s: {what}\n{logs}")
            time.sleep(0.1)

    def topic(self, name: str = EVENTS) -> dict[UUID, Any]:
        """What a compacted topic says now, by key."""
        found: dict[UUID, Any] = {}
        for change in read(self.broker.address, name):
            if isinstance(change, Recorded):
                found[change.id] = change.record
            else:
                found.pop(change.id, None)
        return found

    def audit(self) -> Any:
        """The verdict."""
        return examine(self.broker.address, self.database.address, self.settings.group)

    def stop_workers(self) -> None:
        """End the workers; others may be started."""
        for worker in self.workers:
            if worker.process.poll() is None:
                worker.process.terminate()
        for worker in self.workers:
            try:
                worker.process.wait(15)
            except subprocess.TimeoutExpired:
                worker.kill()

    def close(self) -> None:
        """End the workers, and look no longer."""
        self.stop_workers()
        self._engine.dispose()
