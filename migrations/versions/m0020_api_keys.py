"""Keys of the HTTP intake, because who sends articles has to be known, and to be one of ours."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0011"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Text(), nullable=False, comment="The key's public part, by which it is named in logs."),
        sa.Column("source", sa.Text(), nullable=False, comment="Publisher of every article that comes with the key."),
        sa.Column(
            "id_prefix",
            sa.Text(),
            comment="What ids of its articles begin with; null: whatever the producer calls them.",
        ),
        sa.Column(
            "secret_hash",
            sa.LargeBinary(),
            nullable=False,
            comment="SHA-256 of the key's secret part, which is 256 random bits.",
        ),
        sa.Column(
            "made_at",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.func.now(),
            comment="When it was made; the database's clock.",
        ),
        sa.Column("made_by", sa.Text(), nullable=False, comment="Who made it, as they called themselves."),
        sa.Column("revoked_at", sa.DateTime(timezone=True), comment="When it was revoked; null: it is good."),
        sa.Column("revoked_by", sa.Text(), comment="Who revoked it, as they called themselves."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.CheckConstraint("octet_length(secret_hash) = 32", name=op.f("ck_api_keys_secret_hash")),
        sa.CheckConstraint("(revoked_at IS NULL) = (revoked_by IS NULL)", name=op.f("ck_api_keys_revoked")),
        comment="Keys of the HTTP intake: who may send articles, and as which source.",
    )


def downgrade() -> None:
    """Drop it, with every key in it."""
    op.drop_table("api_keys")
