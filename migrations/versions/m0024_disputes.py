"""Disputes are materialised; the harm that a word tells of has the numbers of the act that it tells of too."""

from alembic import op

from migrations import views
from models import reports

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Make the views anew."""
    reports.drop(op.get_bind())
    views.make("0024")


def downgrade() -> None:
    """Make them as they were."""
    reports.drop(op.get_bind())
    views.make("0023")
