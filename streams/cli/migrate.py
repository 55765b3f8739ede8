"""`wireroom migrate`."""

import migrations
from streams import topics
from streams.cli.terminal import addresses, err
from streams.settings import Settings


def migrate() -> None:
    """Create the topics and bring the database's schema up to date. Safe to run again, and by several at once.

    Example: `WIREROOM_BROKER=kafka:9092 WIREROOM_DATABASE=postgresql://… wireroom migrate`
    """
    settings = Settings()
    with addresses(settings) as found:
        prepare(settings, found.broker, found.database)
        err.print(f"topics and schema are up to date ({migrations.head()})")


def prepare(settings: Settings, broker: str, database: str) -> None:
    """Topics and schema, whatever is missing of them."""
    topics.create(broker, settings)
    migrations.upgrade(database)
