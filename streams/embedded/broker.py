"""Apache Kafka in one node, as its own controller (KRaft), on loopback."""

import shutil
import signal
import socket
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from streams.embedded import jvm
from streams.embedded.home import Home
from streams.embedded.memory import LOOPBACK, Memory
from streams.embedded.server import Server

MESSAGE_BYTES: Final = 34 * 1024**2
"""Messages of 32 MB, and room for their keys and headers."""

REQUEST_BYTES: Final = 4 * MESSAGE_BYTES + 1024**2
"""aiokafka puts what it has for each partition into one request, however large that gets; what is larger than the
broker allows it sends again for ever."""

SETTINGS: Final = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "BROKER",
    "listener.security.protocol.map": "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
    # one node: nothing to replicate to, nobody to wait for
    "default.replication.factor": "1",
    "offsets.topic.replication.factor": "1",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.num.partitions": "4",
    "share.coordinator.state.topic.num.partitions": "4",
    "group.initial.rebalance.delay.ms": "0",
    "group.min.session.timeout.ms": "1000",
    # after a crash the node waits for its own earlier session to end
    "broker.session.timeout.ms": "1000",
    "broker.heartbeat.interval.ms": "300",
    # topics are made by `wireroom migrate`, never by accident
    "auto.create.topics.enable": "false",
    "message.max.bytes": str(MESSAGE_BYTES),
    "replica.fetch.max.bytes": str(MESSAGE_BYTES),
    "socket.request.max.bytes": str(REQUEST_BYTES),
    # requests in memory at once: with the one that exceeds it, they fit the heap
    "queued.max.request.bytes": str(REQUEST_BYTES),
    "num.network.threads": "2",
    "num.io.threads": "4",
    # the default takes 128 MB of the heap, from the start
    "log.cleaner.dedupe.buffer.size": str(16 * 1024**2),
}


class Broker(Server):
    """The embedded broker of a home. `overrides` are broker settings of Kafka's own names, read at each start."""

    name = "broker (Apache Kafka)"
    advice = (
        "It needs about 400 MB of memory and room on the disk. Set WIREROOM_BROKER to use a broker of your own instead."
    )
    stop_signal = signal.SIGTERM

    def __init__(
        self,
        home: Home,
        memory: Memory,
        jars: Sequence[Path],
        overrides: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(home.kafka, home.folder / "kafka.log")
        self._memory = memory
        self.jars = jars
        self.overrides = dict(overrides)
        self.options = jvm.kept(jars)
        """Of the JVM's own, read at each start too."""

    @property
    def address(self) -> str:
        return self._memory.broker

    @property
    def listeners(self) -> str:
        """Where it listens, in Kafka's own words."""
        return f"BROKER://{self.address},CONTROLLER://{self._controller}"

    @property
    def _controller(self) -> str:
        return f"{LOOPBACK}:{self._memory.controller_port}"

    def prepare(self) -> None:
        """Write its settings; format its storage beside the place where it is to be, then move it there."""
        shutil.rmtree(self._folder / "tmp", ignore_errors=True)
        (self._folder / "tmp").mkdir()
        if not (self._folder / "data").exists():
            shutil.rmtree(self._folder / "data.new", ignore_errors=True)
            self._configure("format.properties", "data.new")
            cluster = f"--cluster-id={self._memory.cluster_id}"
            self.run(self._java("kafka.tools.StorageTool", "format", cluster, "-c", "format.properties"))
            (self._folder / "data.new").rename(self._folder / "data")
        self._configure("server.properties", "data")

    def command(self) -> Sequence[str]:
        return self._java("kafka.Kafka", "server.properties")

    def answers(self) -> bool:
        return broker_answers(self._memory)

    def _java(self, *arguments: str) -> Sequence[str]:
        return jvm.command(self.jars, *self.options, *arguments)

    def _configure(self, name: str, data: str) -> None:
        settings = {
            **SETTINGS,
            "listeners": self.listeners,
            "advertised.listeners": f"BROKER://{self.address}",
            "controller.quorum.voters": f"1@{self._controller}",
            "log.dirs": data,  # relative: a comma in the path would make two of it
            **self.overrides,
        }
        lines = (f"{key}={value}\n" for key, value in settings.items())
        (self._folder / name).write_text("".join(lines), encoding="ascii")


def broker_answers(memory: Memory) -> bool:
    """Whether the home's own broker answers at its port, and takes part in its cluster."""
    try:
        socket.create_connection((LOOPBACK, memory.broker_port), timeout=1).close()
        client = KafkaAdminClient(bootstrap_servers=memory.broker, request_timeout_ms=3000)
    except (OSError, KafkaError):
        return False
    try:
        cluster = client.describe_cluster()
    except KafkaError:
        return False
    finally:
        client.close()
    return bool(cluster["brokers"]) and cluster["cluster_id"] == memory.cluster_id
