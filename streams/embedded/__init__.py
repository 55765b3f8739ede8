"""A real broker and a real database for one machine: Apache Kafka and PostgreSQL, without Docker, Java or root."""

from streams.embedded.broker import Broker
from streams.embedded.database import Database
from streams.embedded.errors import (
    EmbeddedError,
    HomeBusy,
    HomeUnusable,
    JarCorrupt,
    JarUnavailable,
    NamespacesRefused,
    ServerFailed,
)
from streams.embedded.services import Addresses, Servers, own, services

__all__ = [
    "Addresses",
    "Broker",
    "Database",
    "EmbeddedError",
    "HomeBusy",
    "HomeUnusable",
    "JarCorrupt",
    "JarUnavailable",
    "NamespacesRefused",
    "ServerFailed",
    "Servers",
    "own",
    "services",
]
