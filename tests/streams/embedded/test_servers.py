"""What the running servers are like."""

import os
import stat
from pathlib import Path

import psutil
import psycopg
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from kafka import KafkaAdminClient
from kafka.admin import NewTopic
from psycopg.conninfo import conninfo_to_dict

from streams.embedded import Addresses
from streams.settings import Settings

LARGE = 32 * 1024**2 - 4096


def password(addresses: Addresses) -> str:
    return str(conninfo_to_dict(addresses.database)["password"])


def session_processes(home: Path) -> list[psutil.Process]:
    """The servers and what they have started."""
    found = [each for each in psutil.Process().children(recursive=True) if each.name() in {"java", "postgres"}]
    return [each for each in found if Path(each.cwd()).is_relative_to(home)]


def test_the_password_is_in_no_command_line_environment_or_log(
    addresses: Addresses, embedded_settings: Settings
) -> None:
    secret = password(addresses)
    assert len(secret) >= 32
    for process in psutil.Process().children(recursive=True):
        assert secret not in " ".join(process.cmdline())
        assert secret not in str(process.environ())
    for log in embedded_settings.home.glob("*.log"):
        assert secret not in log.read_text()


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        (".", 0o700),
        ("services.json", 0o600),
        ("lock", 0o600),
        ("kafka.log", 0o600),
        ("postgres", 0o700),
        ("kafka", 0o700),
    ],
)
def test_nobody_else_can_read_the_home(addresses: Addresses, embedded_settings: Settings, name: str, mode: int) -> None:
    assert stat.S_IMODE((embedded_settings.home / name).stat().st_mode) == mode


def test_no_password_lies_about(addresses: Addresses, embedded_settings: Settings) -> None:
    files = [path for path in embedded_settings.home.rglob("*") if path.is_file()]
    assert [path.name for path in files if password(addresses).encode() in path.read_bytes()] == ["services.json"]


def test_both_listen_on_loopback_alone(addresses: Addresses, embedded_settings: Settings) -> None:
    listening = {
        (each.name(), connection.laddr.ip)
        for each in session_processes(embedded_settings.home)
        for connection in each.net_connections(kind="all")
        if connection.status == psutil.CONN_LISTEN or connection.family.name == "AF_UNIX" and connection.laddr
    }
    assert listening == {("java", "127.0.0.1"), ("postgres", "127.0.0.1")}


def test_a_wrong_password_is_refused(addresses: Addresses) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(addresses.database.replace(password(addresses), "guessed"))


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("server_version_num", "18"),
        ("server_encoding", "UTF8"),
        ("timezone", "UTC"),
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("max_connections", "100"),
        ("password_encryption", "scram-sha-256"),
        ("unix_socket_directories", ""),
    ],
)
def test_the_database_is_set_as_it_must_be(addresses: Addresses, setting: str, value: str) -> None:
    with psycopg.connect(addresses.database) as here:
        row = here.execute("SELECT current_setting(%s)", (setting,)).fetchone()
    assert row is not None
    assert row[0].startswith(value) if value else row[0] == ""


def test_the_database_folds_case_beyond_ascii(addresses: Addresses) -> None:
    with psycopg.connect(addresses.database) as here:
        assert here.execute("SELECT lower('ÉLYSÉE')").fetchone() == ("élysée",)


async def test_messages_of_32_megabytes_go_through_even_one_for_each_partition_at_once(addresses: Addresses) -> None:
    admin = KafkaAdminClient(bootstrap_servers=addresses.broker)
    admin.create_topics([NewTopic("large", 4, 1)])
    body = os.urandom(LARGE)
    producer = AIOKafkaProducer(bootstrap_servers=addresses.broker, max_request_size=33 * 1024**2)
    consumer = AIOKafkaConsumer(
        "large",
        bootstrap_servers=addresses.broker,
        group_id="large",
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=33 * 1024**2,
        session_timeout_ms=1000,
        heartbeat_interval_ms=300,
    )
    async with producer, consumer:
        for sent in [await producer.send("large", body, partition=partition) for partition in range(4)]:
            await sent
        for _ in range(4):
            assert (await consumer.getone()).value == body
    admin.delete_topics(["large"])
    admin.close()


def test_a_topic_is_not_made_by_asking_for_it(addresses: Addresses) -> None:
    admin = KafkaAdminClient(bootstrap_servers=addresses.broker)
    admin.describe_topics(["nowhere"])
    assert "nowhere" not in admin.list_topics()
    admin.close()
