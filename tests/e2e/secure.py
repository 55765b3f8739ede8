"""A broker that asks for user and password over TLS, and a database that speaks TLS, with certificates of their own."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import trustme
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from kafka import KafkaAdminClient
from kafka.admin import UserScramCredentialUpsertion
from sqlalchemy import URL, make_url

from streams.cli.demo import free_port
from streams.embedded import Broker, own
from streams.embedded.memory import LOOPBACK
from streams.settings import Settings
from tests.e2e.house import House
from tests.e2e.tls import Encrypting

USER = "desk"
PASSWORD = "s:e/c@ret %41"
MECHANISM = "SCRAM-SHA-512"


@dataclass(frozen=True)
class Secure:
    """The addresses, as a setting has them; `stranger` is the certificate of an authority that signed nothing."""

    port: int
    ca: Path
    stranger: Path
    address: URL

    def broker(self, password: str = PASSWORD, ca: Path | None = None) -> str:
        """The broker's address for that password."""
        secret = quote(password, safe="")
        return f"sasl_ssl://{USER}:{secret}@{LOOPBACK}:{self.port}?mechanism={MECHANISM}&ca={ca or self.ca}"

    def database(self, password: str | None = None) -> str:
        """The database's address, for its own password or that one."""
        address = self.address if password is None else self.address.set(password=password)
        trusting = address.update_query_dict({"sslmode": "verify-full", "sslrootcert": str(self.ca)})
        return trusting.render_as_string(hide_password=False)


@contextmanager
def secure_servers(folder: Path) -> Iterator[Secure]:
    """Both servers, started."""
    authority, stranger = trustme.CA(), trustme.CA()
    ca, other = folder / "ca.pem", folder / "stranger.pem"
    authority.cert_pem.write_to_path(str(ca))
    stranger.cert_pem.write_to_path(str(other))
    certificate = authority.issue_cert(LOOPBACK)
    settings = Settings(home=folder / "home", broker=None, database=None)
    port = free_port()
    with own(settings) as servers:
        database, broker = servers.database, servers.broker
        keys = folder / "server.pem"
        keys.write_bytes(_pkcs8(certificate) + b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
        broker.overrides |= _listener(broker, port, keys)
        House.start(database, broker)
        _add_user(broker)
        address = make_url(database.address)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        certificate.configure_cert(context)
        assert address.port is not None
        with Encrypting(address.port, context) as encrypting:
            yield Secure(port, ca, other, address.set(port=encrypting.port))


def _listener(broker: Broker, port: int, keys: Path) -> dict[str, str]:
    return {
        "listeners": f"{broker.listeners},SECURE://{LOOPBACK}:{port}",
        "advertised.listeners": f"BROKER://{broker.address},SECURE://{LOOPBACK}:{port}",
        "listener.security.protocol.map": "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL",
        "sasl.enabled.mechanisms": MECHANISM,
        "listener.name.secure.scram-sha-512.sasl.jaas.config": (
            "org.apache.kafka.common.security.scram.ScramLoginModule required;"
        ),
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": str(keys),
    }


def _pkcs8(certificate: trustme.LeafCert) -> bytes:
    """The key in the one form that Kafka reads."""
    key = load_pem_private_key(certificate.private_key_pem.bytes(), None)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _add_user(broker: Broker) -> None:
    admin = KafkaAdminClient(bootstrap_servers=broker.address)
    try:
        refusals = admin.alter_user_scram_credentials([UserScramCredentialUpsertion(USER, MECHANISM, PASSWORD)])
    finally:
        admin.close()
    assert refusals == {USER: None}
