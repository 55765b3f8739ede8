"""What can go wrong with the embedded broker and database.

EmbeddedError
  HomeUnusable     the folder cannot be used: a person should look
  HomeBusy         another process owns the folder, and its services do not answer
  JarUnavailable   a jar could not be downloaded: try again with a network, or bring a broker
  JarCorrupt       a jar is not the one that was pinned, downloaded twice
  NamespacesRefused  Postgres cannot be run by root here: use another user, or bring a database
  ServerFailed     a server did not start; carries the end of its log
"""

from pathlib import Path

from streams.errors import NotThere


class EmbeddedError(NotThere):
    """No embedded broker or database; the message says what to do."""


class HomeUnusable(EmbeddedError):
    """The home folder cannot be made, read or understood."""


class HomeBusy(EmbeddedError):
    """Another process owns the home, and its services did not answer in time."""


class JarUnavailable(EmbeddedError):
    """A jar is not in the cache and could not be downloaded."""


class JarCorrupt(EmbeddedError):
    """A jar has not the pinned SHA-256, twice."""


class NamespacesRefused(EmbeddedError):
    """Postgres refuses to run as root, and this machine gives root no user namespace."""

    def __init__(self) -> None:
        super().__init__(
            "PostgreSQL does not run as root, and this machine refuses the user namespace in which it would. "
            "Run Wireroom as an ordinary user who can write to its home, or set WIREROOM_DATABASE."
        )


class ServerFailed(EmbeddedError):
    """A server ended, or did not answer, while it was started."""

    def __init__(self, name: str, happened: str, log: Path, tail: str, advice: str) -> None:
        super().__init__(f"The {name} {happened}. The end of {log}:\n\n{tail or '(empty)'}\n\n{advice}")
