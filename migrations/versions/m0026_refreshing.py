"""Casualties read no more than they show; of a threat's deeds the first of each kind, so that refreshing ends."""

from alembic import op

from migrations import views
from models import reports

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Have events found by article and trigger, and make the views anew."""
    reports.drop(op.get_bind())
    op.create_index(op.f("ix_events_stands"), "events", ["article_id", "trigger_start"])
    op.drop_index(op.f("ix_events_article_id"), "events")
    reports.create(op.get_bind())


def downgrade() -> None:
    """Make both as they were."""
    reports.drop(op.get_bind())
    op.create_index(op.f("ix_events_article_id"), "events", ["article_id"])
    op.drop_index(op.f("ix_events_stands"), "events")
    views.make("0024")
