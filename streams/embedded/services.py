"""The services that a command needs: given ones, those that run already, or ones started for as long as it takes."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Timer
from typing import Final

from streams.embedded import jars
from streams.embedded.broker import Broker, broker_answers
from streams.embedded.database import Database, database_answers
from streams.embedded.errors import HomeBusy
from streams.embedded.home import Claim, Home
from streams.embedded.leftovers import sweep
from streams.embedded.memory import Memory, recall, remember
from streams.embedded.server import Server
from streams.settings import Settings

Report = Callable[[str], None]
"""Takes one short line on what is going on, for a person who waits."""

_LONG: Final = 1.0
_PAUSE: Final = 0.1
_OTHERS: Final = 60.0
"""How long another process may take to get its services ready."""


@dataclass(frozen=True)
class Addresses:
    """Where the broker and the database are. Both may hold passwords."""

    broker: str = field(repr=False)
    database: str = field(repr=False)


@dataclass(frozen=True)
class Servers:
    """The servers of a home, not started."""

    broker: Broker
    database: Database


def _say_nothing(_: str) -> None:
    pass


@contextmanager
def services(settings: Settings, report: Report = _say_nothing) -> Iterator[Addresses]:
    """The addresses of a broker and a database that answer, for the length of the `with`.

    Those that the settings name are used as they are, and nothing is started for them. What they leave unset is
    embedded: where another process runs this home's servers they are shared, and go when that process goes; else
    they are started here and stopped at the end, also when this process is killed. Raises EmbeddedError.
    """
    if not settings.embedded:
        yield _addresses(settings, None)
        return
    home = Home.at(settings.home)
    with ExitStack() as stack:
        claim = stack.enter_context(Claim(home))
        memory = _shared(home, claim, settings, report)
        if memory is None:
            memory = _take_over(home)
            stack.enter_context(_started(home, memory, settings, report))
        yield _addresses(settings, memory)


@contextmanager
def own(settings: Settings, report: Report = _say_nothing) -> Iterator[Servers]:
    """Both servers of a home, not started, for who wants to stop, kill and start them one by one.

    Whatever runs at the end is stopped. Raises HomeBusy where another process runs the home's servers.
    """
    home = Home.at(settings.home)
    with Claim(home) as claim:
        claim.demand()
        memory = _take_over(home)
        broker = Broker(home, memory, jars.fetch((settings.cache / "jars", home.jars), report))
        database = Database(home, memory)
        try:
            yield Servers(broker, database)
        finally:
            _stop(broker, database)


def _shared(home: Home, claim: Claim, settings: Settings, report: Report) -> Memory | None:
    """What the process that runs this home remembers, once its servers answer; None: the home is ours now."""
    until = time.monotonic() + _OTHERS
    with _if_long(report, "waiting for the broker and the database of another process …"):
        while not claim.take():
            memory = recall(home)
            if memory is not None and _answer(memory, settings):
                return memory
            if time.monotonic() > until:
                raise HomeBusy(
                    f"Process {claim.holder} runs the servers of {home.folder}, but they did not answer within "
                    f"{_OTHERS:.0f} s. End that process, or set WIREROOM_HOME to another folder."
                )
            time.sleep(_PAUSE)
    return None


def _answer(memory: Memory, settings: Settings) -> bool:
    return (settings.database is not None or database_answers(memory.database())) and (
        settings.broker is not None or broker_answers(memory)
    )


def _take_over(home: Home) -> Memory:
    for folder in (home.kafka, home.postgres):
        sweep(folder)
    return remember(home)


@contextmanager
def _started(home: Home, memory: Memory, settings: Settings, report: Report) -> Iterator[None]:
    servers: list[Server] = []
    try:
        # Each starts on its own while the next is prepared; then all are waited for.
        if settings.database is None:
            servers.append(Database(home, memory))
            with _if_long(report, "setting up the database …"):
                servers[-1].start()
        if settings.broker is None:
            servers.append(Broker(home, memory, jars.fetch((settings.cache / "jars", home.jars), report)))
            with _if_long(report, "setting up the broker …"):
                servers[-1].start()
        for server in servers:
            with _if_long(report, f"starting the {server.name} …"):
                server.wait_ready()
        yield
    finally:
        _stop(*servers)


def _stop(*servers: Server) -> None:
    for server in servers:
        server.ask_to_stop()
    for server in servers:
        server.stop()


@contextmanager
def _if_long(report: Report, line: str) -> Iterator[None]:
    timer = Timer(_LONG, report, (line,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _addresses(settings: Settings, memory: Memory | None) -> Addresses:
    """What the settings name; what they leave unset, from memory."""
    broker = None if settings.broker is None else settings.broker.get_secret_value()
    database = None if settings.database is None else settings.database.get_secret_value()
    if memory is None:
        assert broker is not None and database is not None
        return Addresses(broker, database)
    return Addresses(broker or memory.broker, database or memory.database())
