"""How a broker is reached: one address, with user and certificates where it asks for them.

    127.0.0.1:9092,127.0.0.1:9093
    sasl_ssl://desk:secret@kafka.example.org:9093?mechanism=SCRAM-SHA-512&ca=/etc/ssl/kafka-ca.pem

The scheme is Kafka's security protocol: plaintext (the default), ssl, sasl_plaintext or sasl_ssl. User and password are
percent-encoded, as in an address of Postgres. `mechanism` is SCRAM-SHA-512 unless said otherwise; `ca` is a PEM file of
certificates to trust (default: the system's); `certificate` and `key` are PEM files that prove who the client is.
"""

import socket
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import compress
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from kafka.errors import KafkaError

from streams.checksums import quicken
from streams.errors import NotThere

PROTOCOLS: Final = ("plaintext", "ssl", "sasl_plaintext", "sasl_ssl")
MECHANISMS: Final = ("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN")
OPTIONS: Final = frozenset(("mechanism", "ca", "certificate", "key"))
CONNECT_SECONDS: Final = 5.0

C = TypeVar("C")


class BrokerUnreachable(NotThere):
    """No broker answers at this address; start it, or correct WIREROOM_BROKER."""


class BrokerRefuses(NotThere):
    """The broker is there and does not let us in, or is not whom we trust; correct WIREROOM_BROKER."""


class AddressMalformed(NotThere):
    """WIREROOM_BROKER is no address of a broker."""


@dataclass(frozen=True, slots=True)
class Access:
    """An address of a broker, taken apart. Written out it has no password."""

    servers: tuple[str, ...]
    protocol: str = "plaintext"
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    mechanism: str = MECHANISMS[0]
    ca: str | None = None
    certificate: str | None = None
    key: str | None = None

    def __str__(self) -> str:
        servers = ",".join(self.servers)
        user = "" if self.user is None else f"{self.user}@"
        return servers if self.protocol == "plaintext" else f"{self.protocol}://{user}{servers}"

    @property
    def context(self) -> ssl.SSLContext | None:
        """Whom to trust and who we are; None without TLS. Raises AddressMalformed where a file cannot be read."""
        if not self.protocol.endswith("ssl"):
            return None
        return _context(self.ca, self.certificate, self.key)

    def options(self) -> dict[str, Any]:
        """What a client of kafka-python or aiokafka is made with."""
        security = {
            "security_protocol": self.protocol.upper(),
            "ssl_context": self.context,
            "sasl_mechanism": self.mechanism,
            "sasl_plain_username": self.user,
            "sasl_plain_password": self.password,
        }
        wanted = {name: value for name, value in security.items() if self.user is not None or name[:4] != "sasl"}
        return {"bootstrap_servers": list(self.servers), **wanted}


@cache
def access(broker: str) -> Access:
    """An address, taken apart; raises AddressMalformed, without a word of what may be its password."""
    if "://" not in broker:
        return Access(_servers(broker))
    scheme, _, rest = broker.partition("://")
    if scheme.lower() not in PROTOCOLS:
        raise AddressMalformed(f"WIREROOM_BROKER: no protocol {scheme!r}; one of {', '.join(PROTOCOLS)}")
    parts = urlsplit(f"//{rest}")
    login, _, hosts = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    options = dict(parse_qsl(parts.query))
    sasl = scheme.lower().startswith("sasl")
    if unknown := sorted(options.keys() - OPTIONS):
        raise AddressMalformed(f"WIREROOM_BROKER: no option {unknown[0]!r}; one of {', '.join(sorted(OPTIONS))}")
    if sasl != bool(user and password):
        raise AddressMalformed(f"WIREROOM_BROKER: {scheme} {'needs' if sasl else 'takes no'} user:password@")
    if (mechanism := options.get("mechanism", MECHANISMS[0])) not in MECHANISMS:
        raise AddressMalformed(f"WIREROOM_BROKER: no mechanism {mechanism!r}; one of {', '.join(MECHANISMS)}")
    return Access(
        servers=_servers(hosts),
        protocol=scheme.lower(),
        user=unquote(user) if sasl else None,
        password=unquote(password) if sasl else None,
        mechanism=mechanism,
        ca=options.get("ca"),
        certificate=options.get("certificate"),
        key=options.get("key"),
    )


def client(make: Callable[..., C], broker: str, **options: Any) -> C:
    """A client of kafka-python for a broker; raises BrokerUnreachable and BrokerRefuses."""
    found = access(broker)
    # Of several, kafka-python tries again and again one that it knows to be away, and waits for it.
    servers = {"bootstrap_servers": knock(found)}
    quicken()
    try:
        return make(**found.options() | servers, bootstrap_timeout_ms=int(CONNECT_SECONDS * 1000), **options)
    except KafkaError as error:
        # Here, because every process imports this file, and only a failure needs aiokafka.
        from streams.refusal import refuses_user

        if found.user is not None and refuses_user(found.servers[0], found.options()):
            raise BrokerRefuses(
                f"the broker at {found} refuses this user, password or mechanism ({found.mechanism}); "
                "correct WIREROOM_BROKER"
            ) from error
        raise BrokerUnreachable(f"the broker at {found} does not answer as Kafka does: {error}") from error


def knock(found: Access) -> list[str]:
    """Servers that are there, of those that were named; at once, which clients do late.

    Raises BrokerUnreachable where nobody listens, BrokerRefuses without trust.
    """
    with ThreadPoolExecutor(len(found.servers)) as pool:
        answers = list(pool.map(partial(_listens, found), found.servers))
    if not any(answers):
        raise BrokerUnreachable(f"no Kafka broker answers at {found}; start it, or set WIREROOM_BROKER")
    return list(compress(found.servers, answers))


def _listens(found: Access, server: str) -> bool:
    host, _, port = server.rpartition(":")
    host = host.strip("[]")
    try:
        with socket.create_connection((host, int(port)), timeout=CONNECT_SECONDS) as opened:
            if found.context is not None:
                found.context.wrap_socket(opened, server_hostname=host).close()
            return True
    except ssl.SSLError as error:
        raise BrokerRefuses(
            f"no secure connection to the broker at {found}: {error.reason or error}; correct WIREROOM_BROKER: "
            "its ca has to be who signed the broker's certificate"
        ) from error
    except (OSError, ValueError):
        return False


def _servers(hosts: str) -> tuple[str, ...]:
    servers = tuple(server.strip() for server in hosts.split(","))
    if not all(host and port.isdigit() for host, _, port in (server.rpartition(":") for server in servers)):
        raise AddressMalformed("WIREROOM_BROKER: not host:port[,host:port]")
    return servers


@cache
def _context(ca: str | None, certificate: str | None, key: str | None) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=ca)
        if certificate is not None:
            context.load_cert_chain(certificate, key)
    except OSError as error:
        named = ", ".join(path for path in (ca, certificate, key) if path is not None)
        raise AddressMalformed(f"WIREROOM_BROKER: cannot use {named}: {error.strerror or error}") from error
    return context
