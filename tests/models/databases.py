"""Databases for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import make_url, text

from models.database import engine


@contextmanager
def fresh(server: str, template: str | None = None) -> Iterator[str]:
    """A new database on a server, for as long as it is wanted: empty, or a copy of another one."""
    name = f"test_{uuid4().hex}"
    copied = "" if template is None else f" TEMPLATE {make_url(template).database}"
    maintenance = engine(server).execution_options(isolation_level="AUTOCOMMIT")
    try:
        with maintenance.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}{copied}"))
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
        with maintenance.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        maintenance.dispose()
