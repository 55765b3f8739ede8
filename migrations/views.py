"""The views of schema `report` as a migration of the past made them: `reports/rNNNN.sql`, written by `freeze`."""

from pathlib import Path
from typing import Final

from alembic import op

from models import reports

FOLDER: Final = Path(__file__).parent / "reports"
BETWEEN: Final = ";;\n"
"""Between two statements of a file."""


def freeze(revision: str) -> None:
    """Keep what `models` has now for the migration that made it, before the views change."""
    (FOLDER / f"r{revision}.sql").write_text(BETWEEN.join(reports.statements()) + "\n", encoding="utf-8")


def make(revision: str) -> None:
    """Make schema, views and role as a migration did."""
    for statement in (FOLDER / f"r{revision}.sql").read_text(encoding="utf-8").split(BETWEEN):
        op.get_bind().exec_driver_sql(statement.replace("%", "%%"))
