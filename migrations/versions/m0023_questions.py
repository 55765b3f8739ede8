"""What questions are asked by stands on the event, with indexes that find it; views that answer them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from migrations import views
from models import reports

revision = "0023"
down_revision = "0022"

LIVE = sa.text("retracted_at IS NULL")
RETRACTED = sa.text("retracted_at IS NOT NULL")
SIDES = {
    "source": "Countries of the participants who act, in order, each once.",
    "target": "Countries of those it is done to, in order, each once.",
}
COUNTRIES = """
UPDATE events SET {0}_countries = part.countries
FROM (
  SELECT event_id, array_agg(DISTINCT actors.country) AS countries
  FROM participants JOIN actors ON actors.id = actor_id
  WHERE role = '{0}' AND actors.country IS NOT NULL GROUP BY event_id
) AS part WHERE part.event_id = events.id
"""
INDEXES = (
    ("ix_events_published", "events", ["type", "published_at"], LIVE),
    ("ix_events_there", "events", ["place_id", "type", "published_at"], LIVE),
    ("ix_events_retracted", "events", ["retracted_at"], RETRACTED),
    ("ix_numbers_retracted", "numbers", ["retracted_at"], RETRACTED),
    ("ix_statements_retracted", "statements", ["retracted_at"], RETRACTED),
    ("ix_articles_skipped", "articles", ["stored_at"], sa.text("skipped IS NOT NULL")),
    ("ix_dead_letters_received_at", "dead_letters", ["received_at"], None),
)


def upgrade() -> None:
    """Add the columns and fill them, make the indexes, and make the views anew."""
    reports.drop(op.get_bind())
    op.add_column(
        "events",
        sa.Column(
            "published_at",
            sa.DateTime(timezone=True),
            comment="The article's, as this row's version states it: events are found by it.",
        ),
    )
    op.execute(
        "UPDATE events SET published_at = articles.published_at FROM articles "
        "WHERE articles.id = events.article_id AND articles.published_at IS NOT NULL"
    )
    for side, comment in SIDES.items():
        column: sa.Column[list[str]] = sa.Column(
            f"{side}_countries", ARRAY(sa.Text()), nullable=False, server_default="{}", comment=comment
        )
        op.add_column("events", column)
        op.alter_column("events", f"{side}_countries", server_default=None)
        op.execute(COUNTRIES.format(side))
    for name, table, columns, where in INDEXES:
        op.create_index(op.f(name), table, columns, postgresql_where=where)
    op.create_index(op.f("ix_actors_name"), "actors", ["name"], postgresql_using="hash")
    views.make("0023")


def downgrade() -> None:
    """Drop them, and make the views as they were."""
    reports.drop(op.get_bind())
    op.drop_index(op.f("ix_actors_name"), "actors")
    for name, table, _, _ in INDEXES:
        op.drop_index(op.f(name), table)
    for name in ("target_countries", "source_countries", "published_at"):
        op.drop_column("events", name)
    views.make("0011")
