"""The house that is struck: a broker and a database behind bad networks, a small disk, and a crew of two workers."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import Final

import psutil
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from models.database import connected
from streams.cli.demo import free_port
from streams.embedded import Addresses, Broker, jars
from streams.embedded.home import Claim, Home
from streams.embedded.memory import LOOPBACK, remember
from streams.settings import Settings
from tests.e2e.house import House, Worker
from tests.faults.disk import DatabaseOnSmallDisk
from tests.faults.proxy import Proxy
from tests.faults.worker import POLL, SABOTAGE

CREW: Final = 2
SESSION: Final = 4.0
POLL_SECONDS: Final = 6.0
PARTITIONS: Final = 6
"""As many for each of three workers: one that has none is idle, and by its poll interval soon out of its group."""
ARTICLE: Final = 2.0
READY: Final = 120.0


class Broken(AssertionError):
    """What had to hold did not."""


class Grounds(House):
    """Two workers that are started again whenever they end, as their supervisor would."""

    program = ("tests.faults.worker", "worker")
    given = MappingProxyType(
        {
            "WIREROOM_PROCESSES": "1",
            "WIREROOM_SESSION_TIMEOUT": str(SESSION),
            "WIREROOM_ARTICLE_SECONDS": str(ARTICLE),
            "WIREROOM_LOG_LEVEL": "info",
            POLL: str(POLL_SECONDS),
        }
    )

    database: DatabaseOnSmallDisk

    def __init__(
        self, settings: Settings, broker: Broker, database: DatabaseOnSmallDisk, networks: "Networks", sabotage: str
    ) -> None:
        super().__init__(settings, broker, database)
        self.networks = networks
        self.given = MappingProxyType({**self.given, SABOTAGE: sabotage})
        self.crew: list[Worker] = []
        self.restarts = 0

    @property
    def addresses(self) -> Addresses:
        """By way of the networks."""
        database = make_url(self.database.address).set(port=self.networks.database.port)
        return Addresses(f"{LOOPBACK}:{self.networks.broker.port}", database.render_as_string(hide_password=False))

    def tend(self) -> None:
        """Start again who has ended."""
        for worker in [worker for worker in self.crew if worker.process.poll() is not None]:
            self.restarts += 1
            self.replace(worker)

    def hire(self) -> Worker:
        """One more."""
        self.crew.append(self.worker())
        return self.crew[-1]

    def replace(self, worker: Worker) -> None:
        """Another one for one that is gone."""
        self.dismiss(worker)
        self.hire()

    def dismiss(self, worker: Worker) -> None:
        """It will not be started again."""
        self.crew.remove(worker)

    def one(self, chance: Random) -> Worker:
        """One of the crew."""
        return chance.choice(self.crew)

    def reader(self, worker: Worker) -> psutil.Process | None:
        """A process of its pool, while there is one."""
        try:
            servers = psutil.Process(worker.process.pid).children()
            readers = [reader for server in servers for reader in server.children()]
        except psutil.NoSuchProcess:
            return None
        return readers[0] if readers else None

    @contextmanager
    def locked(self, table: str) -> Iterator[int]:
        """Nobody writes to a table meanwhile; the process id of the session that sees to it."""
        with connected(self.database.address) as connection:
            connection.execute(text(f"LOCK TABLE {table} IN EXCLUSIVE MODE"))
            yield connection.execute(text("SELECT pg_backend_pid()")).scalar_one()

    def wait_ready(self) -> None:
        """Until the whole crew is."""
        self.patiently(lambda: all(worker.ready for worker in self.crew), READY, "the crew is ready")

    def patiently(self, condition: Callable[[], bool], seconds: float, what: str) -> None:
        """Wait for something to come true, whoever is away meanwhile; raises Broken."""
        until = time.monotonic() + seconds
        while not self._holds(condition):
            if time.monotonic() > until:
                raise Broken(f"not within {seconds:g} s: {what}")
            self.tend()
            time.sleep(0.05)

    @staticmethod
    def _holds(condition: Callable[[], bool]) -> bool:
        try:
            return condition()
        except SQLAlchemyError:
            return False


@dataclass(frozen=True)
class Networks:
    """The ways of the workers to their servers."""

    broker: Proxy
    database: Proxy

    @property
    def all(self) -> tuple[Proxy, ...]:
        return self.broker, self.database


@contextmanager
def grounds(settings: Settings, sabotage: str = "") -> Iterator[Grounds]:
    """Everything up, the crew started; all of it gone afterwards."""
    home = Home.at(settings.home)
    with ExitStack() as stack:
        stack.enter_context(Claim(home)).demand()
        memory = remember(home)
        side_door = free_port()
        networks = Networks(stack.enter_context(Proxy(side_door)), stack.enter_context(Proxy(memory.database_port)))
        listeners = {
            "listeners": f"BROKER://{memory.broker},PROXIED://{LOOPBACK}:{side_door},"
            f"CONTROLLER://{LOOPBACK}:{memory.controller_port}",
            "advertised.listeners": f"BROKER://{memory.broker},PROXIED://{LOOPBACK}:{networks.broker.port}",
            "listener.security.protocol.map": "BROKER:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT",
        }
        settings = settings.model_copy(update={"partitions": PARTITIONS})
        broker = Broker(home, memory, jars.fetch((settings.cache / "jars", home.jars), print), listeners)
        database = DatabaseOnSmallDisk(home, memory)
        stack.callback(database.unmount)
        for server in (broker, database):
            stack.callback(server.stop)
        house = Grounds(settings, broker, database, networks, sabotage)
        house.prepare()
        stack.callback(house.close)
        for _ in range(CREW):
            house.hire()
        yield house
