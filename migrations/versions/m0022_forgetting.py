"""Keeping and forgetting: articles that were forgotten, old ones whose words are gone and whose events are counted."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0022"
down_revision = "0021"

TYPES = (
    "'AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT', "
    "'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT', 'DIE', 'INJURE', 'ELECT', 'NOMINATE', "
    "'START-POSITION', 'CHARGE-INDICT', 'TRIAL-HEARING', 'ACQUIT', 'APPEAL', 'EXECUTE', 'LEGISLATE', "
    "'TRANSFER-OWNERSHIP', 'TRANSFER-MONEY', 'START-ORG', 'MERGE-ORG', 'END-ORG', 'DECLARE-BANKRUPTCY', 'RESULT', "
    "'PRICE-MOVE', 'LAUNCH', 'DISASTER', 'ACCIDENT', 'OUTBREAK'"
)


def upgrade() -> None:
    """Make the tables and what finds articles by age and receipts by article."""
    op.create_table(
        "forgotten",
        sa.Column("id", sa.Uuid(), nullable=False, comment="UUIDv5 of the article's id, which itself is not kept."),
        sa.Column(
            "forgotten_at", sa.DateTime(timezone=True), nullable=False, comment="Since when; the broker's clock."
        ),
        sa.Column(
            "forgotten_by", sa.Text(), nullable=False, comment="Who had it forgotten, as they called themselves."
        ),
        sa.Column(
            "allowed_at",
            sa.DateTime(timezone=True),
            comment="What the broker takes after this is read again; null: nothing is. The broker's clock.",
        ),
        sa.Column("allowed_by", sa.Text(), comment="Who allowed it, as they called themselves."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forgotten")),
        sa.CheckConstraint("(allowed_at IS NULL) = (allowed_by IS NULL)", name=op.f("ck_forgotten_allowed")),
        comment="Articles that were erased on demand. Messages of theirs get a receipt and leave no trace else.",
    )
    op.create_table(
        "tallies",
        sa.Column("article_id", sa.Uuid(), nullable=False, comment="The article."),
        sa.Column("type", sa.Text(), nullable=False, comment="The events' type."),
        sa.Column(
            "source_countries",
            ARRAY(sa.Text()),
            nullable=False,
            comment="Countries of those who act, ISO 3166-1 alpha-3, in order, each once.",
        ),
        sa.Column(
            "target_countries",
            ARRAY(sa.Text()),
            nullable=False,
            comment="Countries of those it is done to, in order, each once.",
        ),
        sa.Column("happened", sa.Boolean(), nullable=False, comment="Whether they are said to have happened."),
        sa.Column("events", sa.Integer(), nullable=False, comment="How many there were."),
        sa.PrimaryKeyConstraint(
            "article_id", "type", "source_countries", "target_countries", "happened", name=op.f("pk_tallies")
        ),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_tallies_article_id")),
        sa.CheckConstraint(f"type IN ({TYPES})", name=op.f("ck_tallies_type")),
        comment="How many events articles told of, whose words retention has dropped.",
    )
    op.add_column(
        "articles",
        sa.Column(
            "dropped_at",
            sa.DateTime(timezone=True),
            comment="Since when its words are gone, by retention, and events only counted; null: they are there.",
        ),
    )
    op.create_index(
        op.f("ix_articles_worded"), "articles", ["appended_at"], postgresql_where=sa.text("dropped_at IS NULL")
    )
    op.create_index(op.f("ix_receipts_article"), "receipts", ["article"])


def downgrade() -> None:
    """Drop them, with what is in them."""
    op.drop_index(op.f("ix_receipts_article"), "receipts")
    op.drop_column("articles", "dropped_at")
    op.drop_table("tallies")
    op.drop_table("forgotten")
