"""Articles, and the times and places that their text names."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "articles",
        sa.Column("id", sa.Uuid(), nullable=False, comment="UUIDv5 of article_id."),
        sa.Column("article_id", sa.Text(), nullable=False, comment="The producer's stable id, of any length."),
        sa.Column("source_id", sa.Uuid(), comment="Publisher; null: not stated."),
        sa.Column("title", sa.Text(), comment="Headline; null: none."),
        sa.Column(
            "body",
            sa.Text(),
            nullable=False,
            comment="Running text. Offsets count code points into title, an empty line, body; without a title, "
            "into body.",
        ),
        sa.Column("url", sa.Text(), comment="Where it can be read; null: not stated."),
        sa.Column("language", sa.Text(), comment="BCP 47 tag, as stated or as detected; null: unknown."),
        sa.Column(
            "published_at",
            sa.DateTime(timezone=True),
            comment="When it was published, by its producer; null: not stated.",
        ),
        sa.Column(
            "published_offset", sa.SmallInteger(), comment="Offset of published_at as stated, in minutes east of UTC."
        ),
        sa.Column("version", sa.BigInteger(), comment="The producer's count of versions; null: it counts none."),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            comment="When this version was made, by its producer; null: not stated.",
        ),
        sa.Column(
            "updated_offset", sa.SmallInteger(), comment="Offset of updated_at as stated, in minutes east of UTC."
        ),
        sa.Column("status", sa.Text(), nullable=False, comment="usable, or canceled: withdrawn by its producer."),
        sa.Column("skipped", sa.Text(), comment="Why nothing was read in it; null: it was read."),
        sa.Column(
            "revision", sa.Text(), nullable=False, comment="Version of the pipeline, lexicon and model that read it."
        ),
        sa.Column(
            "content_hash",
            sa.LargeBinary(),
            nullable=False,
            comment="SHA-256 of the article's own fields but version and updated_at. Tells a duplicate.",
        ),
        sa.Column(
            "topic_id", sa.Uuid(), nullable=False, comment="Kafka's id of the topic that brought the newest message."
        ),
        sa.Column("partition", sa.Integer(), nullable=False, comment="Partition of that message."),
        sa.Column("offset", sa.BigInteger(), nullable=False, comment="Offset of that message in its partition."),
        sa.Column(
            "appended_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="When the broker took that message; the broker's clock.",
        ),
        sa.Column(
            "first_seen_at",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.func.now(),
            comment="When the ledger first had the article; the database's clock.",
        ),
        sa.Column(
            "stored_at",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.func.now(),
            comment="When this version was stored; the database's clock.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.CheckConstraint("octet_length(content_hash) = 32", name=op.f("ck_articles_content_hash")),
        sa.CheckConstraint('partition >= 0 AND "offset" >= 0', name=op.f("ck_articles_origin")),
        sa.CheckConstraint("(published_at IS NULL) = (published_offset IS NULL)", name=op.f("ck_articles_published")),
        sa.CheckConstraint("status IN ('usable', 'canceled')", name=op.f("ck_articles_status")),
        sa.CheckConstraint("(updated_at IS NULL) = (updated_offset IS NULL)", name=op.f("ck_articles_updated")),
        sa.CheckConstraint("version >= 0", name=op.f("ck_articles_version")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_articles_source_id")),
        comment="Articles, each as its newest version has it.",
    )
    op.create_index(op.f("ix_articles_article_id"), "articles", ["article_id"], postgresql_using="hash")
    op.create_index(op.f("ix_articles_published_at"), "articles", ["published_at"])
    op.create_index(op.f("ix_articles_source_id"), "articles", ["source_id"])
    op.create_table(
        "times",
        sa.Column("id", sa.Uuid(), nullable=False, comment="UUIDv5 of what it is; stays while its sentence does."),
        sa.Column("article_id", sa.Uuid(), nullable=False, comment="The article."),
        sa.Column("text", sa.Text(), nullable=False, comment="The words."),
        sa.Column(
            "start", sa.Integer(), nullable=False, comment="Where they start in the article's text, in code points."
        ),
        sa.Column("end", sa.Integer(), nullable=False, comment="Where they end, exclusive."),
        sa.Column("type", sa.Text(), nullable=False, comment="TIMEX3 type: DATE, TIME, DURATION or SET."),
        sa.Column("value", sa.Text(), comment="TIMEX3 value: 2025-09-04, P3D, …; null: unknown."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_times")),
        sa.CheckConstraint('0 <= "start" AND "start" <= "end"', name=op.f("ck_times_span")),
        sa.CheckConstraint("type IN ('DATE', 'TIME', 'DURATION', 'SET')", name=op.f("ck_times_type")),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_times_article_id")),
        comment="Time expressions of each article's newest version, and those that retracted events keep.",
    )
    op.create_index(op.f("ix_times_article_id"), "times", ["article_id"])
    op.create_table(
        "place_mentions",
        sa.Column("id", sa.Uuid(), nullable=False, comment="UUIDv5 of what it is; stays while its sentence does."),
        sa.Column("article_id", sa.Uuid(), nullable=False, comment="The article."),
        sa.Column("place_id", sa.Uuid(), nullable=False, comment="The place it names."),
        sa.Column("text", sa.Text(), nullable=False, comment="The words."),
        sa.Column(
            "start", sa.Integer(), nullable=False, comment="Where they start in the article's text, in code points."
        ),
        sa.Column("end", sa.Integer(), nullable=False, comment="Where they end, exclusive."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_mentions")),
        sa.CheckConstraint('0 <= "start" AND "start" <= "end"', name=op.f("ck_place_mentions_span")),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_place_mentions_article_id")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_place_mentions_place_id")),
        comment="Place names in the newest version of each article.",
    )
    op.create_index(op.f("ix_place_mentions_article_id"), "place_mentions", ["article_id"])
    op.create_index(op.f("ix_place_mentions_place_id"), "place_mentions", ["place_id"])


def downgrade() -> None:
    """Drop them, with all that is in them."""
    op.drop_table("place_mentions")
    op.drop_table("times")
    op.drop_table("articles")
