"""Make jars.lock anew: resolve what Kafka needs, download all of it, write down what came.

python -m streams.embedded.jars
"""

from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import jgo

from streams.embedded.jars import LOCK, Jar, download_jar

WANTED: Final = ("org.apache.kafka:kafka_2.13:4.4.0", "org.slf4j:slf4j-simple:1.7.36")
HEAD: Final = "# Made by: python -m streams.embedded.jars\n# group:artifact:version sha256 bytes\n"


def main() -> None:
    with TemporaryDirectory() as folder:
        jars = sorted(
            (
                pinned(artifact.groupId, artifact.artifactId, artifact.version, Path(folder))
                for artifact in jgo.resolve("+".join(WANTED))
            ),
            key=str,
        )
    LOCK.write_text(HEAD + "".join(f"{jar}\n" for jar in jars))


def pinned(group: str, artifact: str, version: str, folder: Path) -> Jar:
    """The jar of these coordinates as it is today."""
    path = download_jar(Jar(group, artifact, version, "", 0), folder)
    return Jar(group, artifact, version, sha256(path.read_bytes()).hexdigest(), path.stat().st_size)


if __name__ == "__main__":
    main()
