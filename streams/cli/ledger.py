"""Whether the database's schema is the one that this version reads and writes."""

from collections.abc import Iterator
from contextlib import contextmanager

import migrations
from streams.cli.terminal import addresses
from streams.embedded import Addresses
from streams.errors import NotThere
from streams.settings import Settings


class SchemaDiffers(NotThere):
    """The schema is older or newer than this version's; the message says what to do."""


@contextmanager
def at_head(settings: Settings) -> Iterator[Addresses]:
    """Broker and database, for whoever reads or writes the ledger; raises SchemaDiffers."""
    with addresses(settings) as found:
        require_schema(found.database)
        yield found


def require_schema(database: str) -> None:
    """Raise SchemaDiffers unless the schema is at this version's revision."""
    found, needed = migrations.current(database), migrations.head()
    refuse_newer(found)
    if found != needed:
        there = "has no schema yet" if found is None else f"has schema {found}"
        raise SchemaDiffers(f"the database {there}, this version needs {needed}; run `wireroom migrate`")


def refuse_newer(found: str | None) -> None:
    """Raise SchemaDiffers where a revision is none that this version knows: a newer one made it."""
    if found is not None and not migrations.is_known(found):
        raise SchemaDiffers(
            f"the database has schema {found}, made by a newer Wireroom than this one, whose is {migrations.head()}; "
            "install that version: this one cannot take a schema back that it does not know"
        )
