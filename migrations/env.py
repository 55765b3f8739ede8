"""Runs migrations: alembic executes this file for every command.

The address comes from the program (`migrations.upgrade(url)`), or from the command line: `alembic -x url=… …`.
"""

from typing import Final

from alembic import context
from sqlalchemy import func, select

from models import Base
from models.database import engine

LOCK: Final = 0x776972655F6D6967
"""Advisory lock of migrations: "wire_mig"."""


def of_the_ledger(name: str | None, kind: str, parent: object) -> bool:
    """Compare schema public alone; the views of schema report are no tables of the models."""
    return kind != "schema" or name is None


def run() -> None:
    """All in one transaction, one process at a time."""
    url = context.config.attributes.get("url") or context.get_x_argument(as_dictionary=True)["url"]
    database = engine(url)
    try:
        with database.begin() as connection:
            connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
            context.configure(
                connection=connection,
                target_metadata=Base.metadata,
                include_name=of_the_ledger,
                compare_server_default=True,
            )
            context.run_migrations()
    finally:
        database.dispose()


run()
