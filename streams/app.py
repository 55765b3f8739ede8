"""The Faust app: its settings as the rules of the stream have them, its steps in their order."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

import faust
from faust.types.auth import CredentialsT
from faust.web import Request, Response, View

from models.database import async_engine
from streams.access import Access, access
from streams.agents.announce import Announcer
from streams.agents.answer import load
from streams.agents.extract import add_extract
from streams.agents.health import Health
from streams.agents.limit import DeadLetterLimit
from streams.agents.metrics import Metrics
from streams.agents.pool import Limits, Pool
from streams.agents.store import add_store
from streams.limits import ANSWER_BYTES
from streams.settings import Settings
from streams.topics import ARTICLES, Described

POLL: Final = 8
"""Messages that one poll brings."""
BUFFER: Final = 64
"""Messages that wait for a step, at least."""
POLL_SECONDS: Final = 1e6
"""With the default, an agent that waits longer is put out of its group for good while the process lives."""


def build_app(
    settings: Settings, broker: str, database: str, topics: Mapping[str, Described], datadir: Path
) -> faust.App:
    """The app of one worker. `datadir` is a folder for Faust, which keeps nothing of ours there."""
    found = access(broker)
    app = faust.App(
        settings.group,
        broker=[f"kafka://{server}" for server in found.servers],
        broker_credentials=credentials(found),
        datadir=datadir,
        value_serializer="raw",
        key_serializer="raw",
        topic_allow_declare=False,
        topic_disable_leader=True,
        # On, a worker whose agent waits for Postgres ignores SIGTERM and stalls every rebalance.
        stream_wait_empty=False,
        broker_max_poll_interval=POLL_SECONDS,
        broker_max_poll_records=POLL,
        stream_buffer_maxsize=buffer(topics),
        broker_session_timeout=settings.session_timeout,
        broker_heartbeat_interval=settings.session_timeout / 4,
        broker_rebalance_timeout=settings.session_timeout,
        broker_request_timeout=settings.session_timeout + 30,
        broker_commit_interval=1.0,
        consumer_max_fetch_size=ANSWER_BYTES,
        producer_max_request_size=ANSWER_BYTES,
        producer_acks=-1,
        web_enabled=True,
        web_host=settings.web_host,
        web_bind=settings.web_host,
        web_port=settings.web_port,
        web_stats_enabled=False,
        web_graph_enabled=False,
        web_router_enabled=False,
        web_tables_enabled=False,
        web_metrics_enabled=False,
        worker_redirect_stdouts=False,
    )
    metrics = Metrics()
    engine = async_engine(database, settings.session_timeout)
    health = Health(app, engine, settings.session_timeout, metrics)
    pool = Pool(
        partial(load, settings.model, settings.cache, settings.max_characters),
        settings.processes,
        Limits(settings.article_seconds, settings.article_memory),
    )
    announcer = Announcer(engine, broker, settings.group, settings.session_timeout, metrics)

    async def read() -> None:
        """Load the pool, and end it with the app."""
        try:
            await pool.start()
            health.pool_loaded()
            await app.wait_until_stopped()
        finally:
            await pool.close()
            await engine.dispose()

    limit = DeadLetterLimit(settings.dead_letter_share, settings.dead_letter_window)
    add_extract(app, pool, topics[ARTICLES].id, settings.window, limit, metrics)
    add_store(app, engine, announcer.wake, limit, metrics)
    for task in (read, announcer.run, health.watch):
        app.task(task)
    add_pages(app, health, metrics)
    return app


def buffer(topics: Mapping[str, Described]) -> int:
    """Messages that may wait for a step.

    Two steps share one consumer, which stops when a buffer is full: while Postgres is away, nothing would be read.
    Faust asks a partition for no more once a message of it finds 4/5 of the buffer taken; by then every other partition
    may have been polled once more, and that has to go into the last fifth.
    """
    return max(BUFFER, 5 * POLL * max(topic.partitions for topic in topics.values()))


def credentials(found: Access) -> CredentialsT | None:
    """What Faust's clients prove themselves with; None where the broker asks for nothing."""
    if found.user is not None:
        return faust.SASLCredentials(
            username=found.user, password=found.password, mechanism=found.mechanism, ssl_context=found.context
        )
    return None if found.context is None else faust.SSLCredentials(found.context)


def add_pages(app: faust.App, health: Health, metrics: Metrics) -> None:
    """`/live`, `/ready` and `/metrics` on the worker's port."""

    @app.page("/live")
    async def live(view: View, request: Request) -> Response:
        return view.json({"live": True})

    @app.page("/ready")
    async def ready(view: View, request: Request) -> Response:
        answer: dict[str, Any] = {"ready": health.ready, "troubles": health.troubles}
        return view.json(answer, status=200 if health.ready else 503)

    @app.page("/metrics")
    async def prometheus(view: View, request: Request) -> Response:
        return view.bytes(metrics.text(), content_type="text/plain; version=0.0.4")
