"""Why a client got nowhere: whether the broker refused its user."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from aiokafka.conn import create_conn
from aiokafka.errors import SaslAuthenticationFailed, UnsupportedSaslMechanismError


def refuses_user(server: str, options: Mapping[str, Any]) -> bool:
    """Whether the broker says so to a connection of aiokafka's: kafka-python gives up without telling why.

    `options` are what a client is made with.
    """
    host, _, port = server.rpartition(":")
    login = {name: value for name, value in options.items() if name != "bootstrap_servers"}

    async def log_in() -> None:
        (await create_conn(host.strip("[]"), int(port), **login)).close()

    # In a thread of its own: this one may have a loop that runs.
    with ThreadPoolExecutor(1) as thread:
        failure = thread.submit(asyncio.run, log_in()).exception()
    return isinstance(failure, SaslAuthenticationFailed | UnsupportedSaslMechanismError)
