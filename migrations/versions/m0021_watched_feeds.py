"""What is known of watched feeds, because it has to survive a restart: nobody is asked twice for the same."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "watched_feeds",
        sa.Column("id", sa.Uuid(), nullable=False, comment="UUIDv5 of the feed's address."),
        sa.Column("name", sa.Text(), nullable=False, comment="What it is called in the log and in metrics."),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False, comment="When it is to be asked again."),
        sa.Column("etag", sa.Text(), comment="ETag of its last answer; null: it had none."),
        sa.Column(
            "last_modified",
            sa.Text(),
            comment="Last-Modified of its last answer, as it was written; null: it had none.",
        ),
        sa.Column("moved_to", sa.Text(), comment="Where it said that it is for good; null: it did not move."),
        sa.Column(
            "failures",
            sa.Integer(),
            nullable=False,
            comment="How often in a row it gave nothing that could be used.",
        ),
        sa.Column("trouble", sa.Text(), comment="What was wrong the last time; null: nothing."),
        sa.Column("answered_at", sa.DateTime(timezone=True), comment="When it last answered well; null: never yet."),
        sa.Column(
            "seen",
            sa.ARRAY(sa.LargeBinary()),
            nullable=False,
            comment="Digests of the articles in its last answer, all of them published.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_feeds")),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_watched_feeds_failures")),
        sa.CheckConstraint("(failures = 0) = (trouble IS NULL)", name=op.f("ck_watched_feeds_trouble")),
        comment="Feeds that are watched: what is known of each from the last time that it was asked.",
    )


def downgrade() -> None:
    """Drop it, with all that is in it."""
    op.drop_table("watched_feeds")
