"""What articles report as somebody's words."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "statements",
        sa.Column("id", sa.Uuid(), nullable=False, comment="UUIDv5 of what it is; stays while its sentence does."),
        sa.Column("article_id", sa.Uuid(), nullable=False, comment="The article."),
        sa.Column("source_text", sa.Text(), comment="Whose words they are, as it stands there; null: unsaid."),
        sa.Column("source_start", sa.Integer(), comment="Where that starts in the article's text, in code points."),
        sa.Column("source_end", sa.Integer(), comment="Where that ends, exclusive."),
        sa.Column("cue_text", sa.Text(), comment="The word of saying: said, according to, …; null: none."),
        sa.Column("cue_start", sa.Integer(), comment="Where that starts in the article's text, in code points."),
        sa.Column("cue_end", sa.Integer(), comment="Where that ends, exclusive."),
        sa.Column("content_text", sa.Text(), nullable=False, comment="What is said."),
        sa.Column(
            "content_start",
            sa.Integer(),
            nullable=False,
            comment="Where that starts in the article's text, in code points.",
        ),
        sa.Column("content_end", sa.Integer(), nullable=False, comment="Where that ends, exclusive."),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sa.CheckConstraint(
            '0 <= "content_start" AND "content_start" <= "content_end"', name=op.f("ck_statements_content_span")
        ),
        sa.CheckConstraint(
            "num_nulls(cue_text, cue_start, cue_end) IN (0, 3) AND 0 <= cue_start AND cue_start <= cue_end",
            name=op.f("ck_statements_cue_span"),
        ),
        sa.CheckConstraint("(retracted_at IS NULL) = (retracted_by IS NULL)", name=op.f("ck_statements_retracted")),
        sa.CheckConstraint(
            "num_nulls(source_text, source_start, source_end) IN (0, 3) AND 0 <= source_start AND "
            "source_start <= source_end",
            name=op.f("ck_statements_source_span"),
        ),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_statements_article_id")),
        comment="What articles report as somebody's words; a quotation in pieces is several.",
    )
    op.create_index(op.f("ix_statements_article_id"), "statements", ["article_id"])


def downgrade() -> None:
    """Drop them, with all that is in them."""
    op.drop_table("statements")
