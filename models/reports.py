"""What people ask of the ledger: views in schema `report`, and the role that may read those and nothing else.

The views show what is live: what articles say in their newest version. Who changes one of them, or a table under it,
writes a migration, and first `migrations.views.freeze`s what was here for the migration that created it.
"""

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, text

from models.pairs import CARRIED_OUT, DISAGREEMENTS, DISPUTES
from models.questions import (
    CASUALTIES,
    CLAIMS,
    COMMITMENTS,
    DAILY,
    MEASURED,
    RETRACTIONS,
    UNREAD,
    WEEKLY,
)
from models.views import ARTICLES, EVENTS, NUMBERS, STATEMENTS, View

SCHEMA: Final = "report"
READER: Final = "wireroom_reader"
VIEWS: Final = (
    ARTICLES, EVENTS, NUMBERS, STATEMENTS, DAILY, WEEKLY, MEASURED, CASUALTIES, CLAIMS, DISPUTES, DISAGREEMENTS,
    COMMITMENTS, CARRIED_OUT, RETRACTIONS, UNREAD,
)  # fmt: skip
"""In the order in which they are made: the later ones read events and claims."""
REFRESHED: Final = tuple(view.name for view in VIEWS if view.unique)
"""Those that are materialised."""

# Roles are the server's, not the database's: two databases may be migrated at once, and each finds or makes it.
_ROLE: Final = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{READER}') THEN
    CREATE ROLE {READER} NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""


def create(connection: Connection) -> None:
    """Make the schema, its views, and the role where it is missing."""
    for statement in statements():
        connection.execute(text(statement))


def statements() -> list[str]:
    """What makes them."""
    return [
        _ROLE.strip(),
        f"CREATE SCHEMA {SCHEMA}",
        f"COMMENT ON SCHEMA {SCHEMA} IS 'What articles say, for readers.'",
        *(statement.strip() for view in VIEWS for statement in _making(view)),
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA {SCHEMA} TO {READER}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {READER}",
    ]


def drop(connection: Connection) -> None:
    """Take schema and views away, whatever they are; refused where somebody's own views read them.

    The role stays: other databases of the server may have granted it something.
    """
    for kind, made in (("m", "MATERIALIZED VIEW"), ("v", "VIEW")):
        query = f"SELECT relname FROM pg_class WHERE relnamespace = '{SCHEMA}'::regnamespace AND relkind = '{kind}'"
        if found := connection.scalars(text(query)).all():
            connection.execute(text(f"DROP {made} {', '.join(f'{SCHEMA}.{name}' for name in found)}"))
    connection.execute(text(f"DROP SCHEMA {SCHEMA}"))


def refresh(connection: Connection, begin: Callable[[str], None] = lambda name: None) -> None:
    """Have materialised views say what the ledger says now, while they are read; told of each before it is its turn."""
    for name in REFRESHED:
        begin(name)
        connection.execute(text(f"REFRESH MATERIALIZED VIEW CONCURRENTLY {SCHEMA}.{name}"))


def described(connection: Connection) -> str:
    """The views and their columns as the database's comments have them, in Markdown."""
    rows = connection.execute(text(_DESCRIBED)).all()
    parts = []
    for view in VIEWS:
        columns = [row for row in rows if row.view == view.name]
        table = ["| column | type | meaning |", "| --- | --- | --- |"]
        table += [f"| `{row.name}` | {row.type} | {row.comment} |" for row in columns]
        parts.append("\n".join([f"### {view.name}", "", columns[0].meaning, "", *table]))
    return "\n\n".join(parts)


_DESCRIBED: Final = f"""
SELECT class.relname AS view, obj_description(class.oid) AS meaning, attribute.attname AS name,
  format_type(attribute.atttypid, attribute.atttypmod) AS type, col_description(class.oid, attribute.attnum) AS comment
FROM pg_class AS class JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid
WHERE class.relnamespace = '{SCHEMA}'::regnamespace AND class.relkind IN ('v', 'm') AND attribute.attnum > 0
ORDER BY class.relname, attribute.attnum
"""


def _making(view: View) -> list[str]:
    name, kind = f"{SCHEMA}.{view.name}", "MATERIALIZED VIEW" if view.unique else "VIEW"
    unique = f"CREATE UNIQUE INDEX ON {name} ({', '.join(view.unique)}) NULLS NOT DISTINCT"
    return [
        f"CREATE {kind} {name} AS\n{view.query}",
        *([unique] if view.unique else []),
        f"COMMENT ON {kind} {name} IS '{_quoted(view.comment)}'",
        *(f"COMMENT ON COLUMN {name}.{column.name} IS '{_quoted(column.comment)}'" for column in view.columns),
    ]


def _quoted(comment: str) -> str:
    return comment.replace("'", "''")
