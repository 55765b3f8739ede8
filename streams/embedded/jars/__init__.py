"""The jars of Apache Kafka: which they are, and how they come to this machine.

`jars.lock` pins every one by its coordinates and SHA-256; `python -m streams.embedded.jars` makes it anew.
"""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from streams.embedded.errors import JarCorrupt, JarUnavailable

LOCK: Final = Path(__file__).with_name("jars.lock")
_AT_ONCE: Final = 8
_TIMEOUT: Final = 30


@dataclass(frozen=True)
class Jar:
    """One pinned file."""

    group: str
    artifact: str
    version: str
    sha256: str
    size: int

    @property
    def file(self) -> str:
        return f"{self.artifact}-{self.version}.jar"

    def __str__(self) -> str:
        return f"{self.group}:{self.artifact}:{self.version} {self.sha256} {self.size}"


def read_lock(text: str) -> tuple[Jar, ...]:
    """The pinned jars: one a line, `group:artifact:version sha256 bytes`; a line with # is a comment."""
    return tuple(_row(*line.split()) for line in text.splitlines() if line and not line.startswith("#"))


def _row(name: str, digest: str, size: str) -> Jar:
    group, artifact, version = name.split(":")
    return Jar(group, artifact, version, digest, int(size))


PINNED: Final = read_lock(LOCK.read_text())
KAFKA: Final = next(jar.version for jar in PINNED if jar.artifact == "kafka-clients")
"""The broker's version."""


def fetch(
    folders: Sequence[Path],
    report: Callable[[str], None],
    jars: Sequence[Jar] = PINNED,
    download: Callable[[Jar, Path], Path] | None = None,
) -> tuple[Path, ...]:
    """Every jar's path, each checked against its SHA-256 now.

    All come from the first folder that has them or can be written to; what is missing or wrong there is downloaded.
    Raises JarUnavailable, JarCorrupt.
    """
    folder = next((each for each in folders if not _wrong(each, jars) or _writable(each)), folders[-1])
    if wrong := _wrong(folder, jars):
        _download_all(wrong, folder, report, download or download_jar)
    return tuple(folder / jar.file for jar in jars)


def digest(path: Path) -> str | None:
    """A file's SHA-256; None where it cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def download_jar(jar: Jar, scratch: Path) -> Path:
    """Download a jar into a folder, unchecked; returns its path there."""
    from jgo.maven import MavenContext  # half a second, and needed once

    context = MavenContext(repo_cache=scratch, timeout=_TIMEOUT)
    component = context.project(jar.group, jar.artifact).at_version(jar.version)
    return Path(component.artifact().resolve())


def _wrong(folder: Path, jars: Iterable[Jar]) -> list[Jar]:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        jars = list(jars)
        digests = pool.map(digest, (folder / jar.file for jar in jars))
        return [jar for jar, found in zip(jars, digests, strict=True) if found != jar.sha256]


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def _download_all(
    jars: Sequence[Jar],
    folder: Path,
    report: Callable[[str], None],
    download: Callable[[Jar, Path], Path],
) -> None:
    total, done, told = sum(jar.size for jar in jars), 0, time.monotonic()
    report(f"downloading Apache Kafka {KAFKA} ({_megabytes(total)}, once) …")
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        for task in as_completed([pool.submit(_bring, jar, folder, download) for jar in jars]):
            done += task.result().size
            if time.monotonic() - told > 1:
                report(f"downloading Apache Kafka {KAFKA}: {_megabytes(done)} of {_megabytes(total)}")
                told = time.monotonic()
    finally:
        pool.shutdown(cancel_futures=True)


def _bring(jar: Jar, folder: Path, download: Callable[[Jar, Path], Path]) -> Jar:
    """Put a jar into a folder, whole and right, or not at all; a second try follows a first that fails."""
    (folder / jar.file).unlink(missing_ok=True)
    failure: Exception | None = None
    for _ in range(2):
        with TemporaryDirectory(dir=folder, prefix=".download-") as scratch:
            try:
                path = download(jar, Path(scratch))
            except Exception as error:  # jgo's, requests', the disk's: all mean that there is no jar
                failure = error
                continue
            if digest(path) == jar.sha256:
                path.replace(folder / jar.file)
                return jar
            failure = None
    if failure is None:
        raise JarCorrupt(
            f"{jar.file} is not the file that Wireroom pinned: its SHA-256 is another one, downloaded twice. "
            "Something between here and the repository changes files; try another network, or set WIREROOM_BROKER."
        )
    raise JarUnavailable(
        f"{jar.file} could not be downloaded: {failure}. The first start needs a network, once; "
        "or set WIREROOM_BROKER to a broker of your own."
    ) from failure


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
