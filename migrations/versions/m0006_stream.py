"""What the stream needs: a receipt for every message, dead letters, and the outbox."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "receipts",
        sa.Column(
            "topic_id", sa.Uuid(), nullable=False, comment="Kafka's own id of the topic: a topic made anew has another."
        ),
        sa.Column("partition", sa.Integer(), autoincrement=False, nullable=False, comment="The message's partition."),
        sa.Column(
            "offset",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="The message's offset in its partition.",
        ),
        sa.Column("topic", sa.Text(), nullable=False, comment="The topic's name."),
        sa.Column(
            "outcome",
            sa.Text(),
            nullable=False,
            comment="stored; duplicate: the same again; superseded: older than what is known; withdrawn: a "
            "cancel; reprocessed: read anew; forgotten: erased on demand; dead-lettered: could not be "
            "read.",
        ),
        sa.Column(
            "article",
            sa.Uuid(),
            comment="UUIDv5 of the article's id, be it in articles or not; null: the message had none that "
            "could be read.",
        ),
        sa.Column("version", sa.BigInteger(), comment="Version that the message states; null: none."),
        sa.Column(
            "appended_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="When the broker took the message; the broker's clock.",
        ),
        sa.Column(
            "received_at",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.func.now(),
            comment="When it was answered for; the database's clock.",
        ),
        sa.PrimaryKeyConstraint("topic_id", "partition", "offset", name=op.f("pk_receipts")),
        sa.CheckConstraint(
            "outcome IN ('stored', 'duplicate', 'superseded', 'withdrawn', 'reprocessed', 'forgotten', "
            "'dead-lettered')",
            name=op.f("ck_receipts_outcome"),
        ),
        comment="One row for every message of the articles topic that was answered for.",
    )
    op.create_table(
        "dead_letters",
        sa.Column("id", sa.Uuid(), nullable=False, comment="UUIDv5 of topic_id, partition and offset."),
        sa.Column("topic", sa.Text(), nullable=False, comment="The topic's name."),
        sa.Column("topic_id", sa.Uuid(), nullable=False, comment="Kafka's own id of the topic."),
        sa.Column("partition", sa.Integer(), nullable=False, comment="The message's partition."),
        sa.Column("offset", sa.BigInteger(), nullable=False, comment="The message's offset in its partition."),
        sa.Column("key", sa.LargeBinary(), comment="The message's key, as it came; null: none."),
        sa.Column("value", sa.LargeBinary(), comment="The message's value, as it came; null: none."),
        sa.Column(
            "headers",
            postgresql.JSONB(),
            nullable=False,
            comment="The message's headers in their order: [name, value in base64, or null].",
        ),
        sa.Column("reason", sa.Text(), nullable=False, comment="Class of the error."),
        sa.Column("message", sa.Text(), nullable=False, comment="What was wrong, for a person."),
        sa.Column("article_id", sa.Text(), comment="The producer's id of the article, where it could be read."),
        sa.Column(
            "appended_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="When the broker took the message; the broker's clock.",
        ),
        sa.Column(
            "received_at",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.func.now(),
            comment="When it was put here; the database's clock.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dead_letters")),
        sa.UniqueConstraint("topic_id", "partition", "offset", name=op.f("uq_dead_letters_topic_id_partition_offset")),
        comment="Messages of the articles topic that could not be read, byte for byte, and why.",
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False, comment="In the order of writing."),
        sa.Column("topic", sa.Text(), nullable=False, comment="The topic that it goes to."),
        sa.Column("key", sa.LargeBinary(), comment="The message's key; null: none."),
        sa.Column(
            "headers",
            postgresql.JSONB(),
            nullable=False,
            comment='The message\'s headers in their order: [name, text], [name, null] or [name, {"base64": "…"}].',
        ),
        sa.Column("value", sa.LargeBinary(), comment="The message's value; null: a tombstone, which retracts."),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.func.now(),
            comment="When it was decided upon; the database's clock.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        comment="Messages still to be sent. Ids of one article ascend; ids commit out of order.",
    )


def downgrade() -> None:
    """Drop them, with all that is in them."""
    op.drop_table("outbox")
    op.drop_table("dead_letters")
    op.drop_table("receipts")
