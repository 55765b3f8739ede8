"""What a person can mend before anything can run: the command line shows it on one line."""

from pathlib import Path


class NotThere(Exception):
    """Something that has to be there is not; the message says what to do."""


class LexiconError(Exception):
    """A line of a lexicon file is malformed; a person should correct it."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path.parent.name}/{path.name}:{line}: {reason}")
