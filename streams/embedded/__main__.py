"""`python -m streams.embedded`: bring Kafka here, and have its JVM keep what it makes of it: brokers start sooner."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from streams.embedded import EmbeddedError, jvm, own
from streams.settings import Settings


def main() -> None:
    """Run a broker once in a folder of its own, and keep what its JVM has learnt; nothing to do where that is there."""
    with TemporaryDirectory(prefix="wireroom-") as folder:
        settings = Settings(home=Path(folder), broker=None, database=None)
        with own(settings, lambda line: print(line, file=sys.stderr)) as servers:
            broker = servers.broker
            archive = jvm.archive(broker.jars)
            if archive.exists():
                return
            learnt, made = Path(folder) / "learnt", archive.with_suffix(".new")
            broker.options = ("-XX:AOTMode=record", f"-XX:AOTConfiguration={learnt}")
            broker.start()
            broker.wait_ready()
            broker.stop()
            broker.options = ("-XX:AOTMode=create", f"-XX:AOTConfiguration={learnt}", f"-XX:AOTCache={made}")
            broker.run(broker.command())
            made.replace(archive)


if __name__ == "__main__":
    try:
        main()
    except EmbeddedError as error:
        # A convenience: without it brokers start as before.
        print(f"{error}\nbrokers will start more slowly", file=sys.stderr)
