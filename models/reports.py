"""What people ask of the ledger: views in schema `report`, and the role that may read those and nothing else.

The views show what is live: what articles say in their newest version. Who changes one of them, or a table under it,
writes a migration, and first `migrations.views.freeze`s what was here for the migration that created it.
"""

from typing import Final

from sqlalchemy import Connection, text

from models.views import (
    ARTICLES,
    CLAIMS,
    COMMITMENTS,
    DAILY,
    DISPUTES,
    EVENTS,
    NUMBERS,
    STATEMENTS,
    View,
)

SCHEMA: Final = "report"
READER: Final = "wireroom_reader"
VIEWS: Final = (ARTICLES, EVENTS, NUMBERS, STATEMENTS, DAILY, CLAIMS, DISPUTES, COMMITMENTS)
"""In the order in which they are made: the later ones read events and claims."""

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
    found = connection.scalars(text(f"SELECT viewname FROM pg_views WHERE schemaname = '{SCHEMA}'"))
    connection.execute(text(f"DROP VIEW {', '.join(f'{SCHEMA}.{name}' for name in found)}"))
    connection.execute(text(f"DROP SCHEMA {SCHEMA}"))


def _making(view: View) -> list[str]:
    name = f"{SCHEMA}.{view.name}"
    return [
        f"CREATE VIEW {name} AS\n{view.query}",
        f"COMMENT ON VIEW {name} IS '{_quoted(view.comment)}'",
        *(f"COMMENT ON COLUMN {name}.{column.name} IS '{_quoted(column.comment)}'" for column in view.columns),
    ]


def _quoted(comment: str) -> str:
    return comment.replace("'", "''")
