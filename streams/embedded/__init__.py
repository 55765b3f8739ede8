"""A real broker and a real database for one machine: Apache Kafka and PostgreSQL, without Docker, Java or root."""

from .broker import Broker
from .database import Database
from .errors import (
    EmbeddedError,
    HomeBusy,
    HomeUnusable,
    JarCorrupt,
    JarUnavailable,
    NamespacesRefused,
    ServerFailed,
)
from .services import Addresses, Servers, own, services

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
