"""Quantities that articles state."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "numbers",
        sa.Column("id", sa.Uuid(), nullable=False, comment="UUIDv5 of what it is; stays while its sentence does."),
        sa.Column("article_id", sa.Uuid(), nullable=False, comment="The article."),
        sa.Column("event_id", sa.Uuid(), comment="The event that it measures; null: none."),
        sa.Column("text", sa.Text(), nullable=False, comment="The words."),
        sa.Column(
            "start", sa.Integer(), nullable=False, comment="Where they start in the article's text, in code points."
        ),
        sa.Column("end", sa.Integer(), nullable=False, comment="Where they end, exclusive."),
        sa.Column("value", sa.Numeric(), comment="The value, exact, in unit; null for a range."),
        sa.Column("low", sa.Numeric(), comment="A range's or change's one end, exact, in unit."),
        sa.Column("high", sa.Numeric(), comment="A range's or change's other end, exact, in unit."),
        sa.Column("bound", sa.Text(), nullable=False, comment="=, ~ about, <, <=, >, >= at least."),
        sa.Column(
            "unit", sa.Text(), comment="ISO 4217 for currency, % for percent, pint's name for physical; null for count."
        ),
        sa.Column("unit_kind", sa.Text(), nullable=False, comment="currency, percent, physical or count."),
        sa.Column("counted_text", sa.Text(), comment="The noun phrase that is counted; null: none."),
        sa.Column("counted_start", sa.Integer(), comment="Where it starts, in code points."),
        sa.Column("counted_end", sa.Integer(), comment="Where it ends, exclusive."),
        sa.Column("period", sa.Text(), comment="ISO 8601 duration in which it recurs; null: it does not."),
        sa.Column("change", sa.Text(), comment="up or down; null: no change is stated."),
        sa.Column("concept", sa.Text(), comment="What is measured, as text; null: unknown."),
        sa.Column(
            "content_hash",
            sa.LargeBinary(),
            nullable=False,
            comment="SHA-256 of the record as JSON; where it is announced, of the message's value. Tells a change.",
        ),
        sa.Column(
            "recorded_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="When the row was written or last changed; the database's clock.",
        ),
        sa.Column(
            "retracted_at",
            sa.DateTime(timezone=True),
            comment="Since when the article no longer says it; null: it still does. The database's clock.",
        ),
        sa.Column(
            "retracted_by",
            postgresql.JSONB(),
            comment="The version of the article that no longer says it: version, updated_at, topic_id, "
            "partition, offset.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_numbers")),
        sa.CheckConstraint("bound IN ('=', '~', '<', '<=', '>', '>=')", name=op.f("ck_numbers_bound")),
        sa.CheckConstraint("change IN ('up', 'down')", name=op.f("ck_numbers_change")),
        sa.CheckConstraint(
            "num_nulls(counted_text, counted_start, counted_end) IN (0, 3) AND 0 <= counted_start AND "
            "counted_start <= counted_end",
            name=op.f("ck_numbers_counted_span"),
        ),
        sa.CheckConstraint("(retracted_at IS NULL) = (retracted_by IS NULL)", name=op.f("ck_numbers_retracted")),
        sa.CheckConstraint('0 <= "start" AND "start" <= "end"', name=op.f("ck_numbers_span")),
        sa.CheckConstraint(
            "unit_kind IN ('currency', 'percent', 'physical', 'count')", name=op.f("ck_numbers_unit_kind")
        ),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_numbers_article_id")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_numbers_event_id")),
        comment="Quantities that articles state, normalised and exact.",
    )
    op.create_index(op.f("ix_numbers_article_id"), "numbers", ["article_id"])
    op.create_index(op.f("ix_numbers_event_id"), "numbers", ["event_id"])


def downgrade() -> None:
    """Drop them, with all that is in them."""
    op.drop_table("numbers")
