"""Keys of the intake: how they are written, and which are good.

A key is `wireroom_ID_SECRET`: ID names it, SECRET is 256 random bits. So many bits need no slow hash: SHA-256 is kept.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from typing import Final

import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from models import api_keys

log = structlog.get_logger(__name__)

MARK: Final = "wireroom"
"""What every key begins with, so that scanners for secrets that were left lying about know one."""
ID_BYTES: Final = 6
SECRET_BYTES: Final = 32
NOBODY: Final = bytes(32)


@dataclass(frozen=True, slots=True)
class Key:
    """Who may send articles, and as which source."""

    id: str
    source: str
    id_prefix: str | None = None


def make(connection: Connection, source: str, by: str, id_prefix: str | None = None) -> tuple[Key, str]:
    """A new key, and how it is written: nobody can find that out again."""
    key = Key(secrets.token_hex(ID_BYTES), source, id_prefix)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    api_keys.add(connection, key.id, source, id_prefix, digest(secret), by)
    return key, f"{MARK}_{key.id}_{secret}"


def digest(secret: str) -> bytes:
    """What is kept of a secret."""
    return sha256(secret.encode()).digest()


class Keys:
    """The keys that are good, as of the last time that the database was asked.

    While it is away nobody can revoke a key either: those known stay good.
    """

    def __init__(self, known: Mapping[str, tuple[Key, bytes]] | None = None) -> None:
        self._known = dict(known or {})

    def load(self, engine: Engine) -> bool:
        """Ask the database; whether it answered."""
        try:
            with engine.connect() as connection:
                rows = api_keys.good(connection)
        except SQLAlchemyError as error:
            log.warning("keys not read again, those known stay good", error=str(error).splitlines()[0])
            return False
        self._known = {row[0]: (Key(row[0], row[1], row[2]), row[3]) for row in rows}
        return True

    def find(self, written: str) -> Key | None:
        """The key that is written so, if it is good."""
        mark, _, rest = written.partition("_")
        key_id, _, secret = rest.partition("_")
        key, expected = self._known.get(key_id, (None, NOBODY))
        return key if compare_digest(digest(secret), expected) and mark == MARK else None
