"""What people did about dead letters: a trail, because one may be sent again more than once."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "dead_letter_actions",
        sa.Column("dead_letter_id", sa.Uuid(), nullable=False, comment="The dead letter."),
        sa.Column(
            "number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="Its place in the dead letter's trail, from 1.",
        ),
        sa.Column(
            "action",
            sa.Text(),
            nullable=False,
            comment="replayed: sent again, byte for byte; discarded: not to be sent again.",
        ),
        sa.Column("by", sa.Text(), nullable=False, comment="Who did it, as they called themselves."),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.func.now(),
            comment="When; the database's clock.",
        ),
        sa.Column("topic_id", sa.Uuid(), comment="Kafka's id of the topic that it was sent to; null: it was not."),
        sa.Column("partition", sa.Integer(), comment="Partition that it was sent to."),
        sa.Column("offset", sa.BigInteger(), comment="Offset that it got there."),
        sa.PrimaryKeyConstraint("dead_letter_id", "number", name=op.f("pk_dead_letter_actions")),
        sa.ForeignKeyConstraint(
            ["dead_letter_id"], ["dead_letters.id"], name=op.f("fk_dead_letter_actions_dead_letter_id")
        ),
        sa.CheckConstraint("action IN ('replayed', 'discarded')", name=op.f("ck_dead_letter_actions_action")),
        sa.CheckConstraint(
            "num_nulls(topic_id, partition, \"offset\") = CASE action WHEN 'replayed' THEN 0 ELSE 3 END",
            name=op.f("ck_dead_letter_actions_position"),
        ),
        comment="What people did about dead letters, one after another.",
    )


def downgrade() -> None:
    """Drop it, with all that is in it."""
    op.drop_table("dead_letter_actions")
