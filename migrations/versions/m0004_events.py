"""What articles say was done, and who takes part in it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "events",
        sa.Column(
            "id",
            sa.Uuid(),
            nullable=False,
            comment="UUIDv5 of article, sentence, its occurrence, trigger's offset in it and type.",
        ),
        sa.Column("article_id", sa.Uuid(), nullable=False, comment="The article."),
        sa.Column(
            "type",
            sa.Text(),
            nullable=False,
            comment="PLOVER's sixteen types; ACE 2005's names for what PLOVER leaves out.",
        ),
        sa.Column("mode", sa.Text(), comment="PLOVER 2021's mode; null: none."),
        sa.Column(
            "contexts",
            postgresql.ARRAY(sa.Text()),
            nullable=False,
            comment="PLOVER 2021's contexts: diplomatic, military, economic, …",
        ),
        sa.Column("trigger_text", sa.Text(), nullable=False, comment="The word that says it."),
        sa.Column(
            "trigger_start",
            sa.Integer(),
            nullable=False,
            comment="Where it starts in the article's text, in code points.",
        ),
        sa.Column("trigger_end", sa.Integer(), nullable=False, comment="Where it ends, exclusive."),
        sa.Column("statement_id", sa.Uuid(), comment="The statement that it is part of; null: the article's own word."),
        sa.Column("attribution_source_text", sa.Text(), comment="On whose word; null: the article's own."),
        sa.Column("attribution_source_start", sa.Integer(), comment="Where that starts, in code points."),
        sa.Column("attribution_source_end", sa.Integer(), comment="Where that ends, exclusive."),
        sa.Column("attribution_cue_text", sa.Text(), comment="The word of saying; null: none."),
        sa.Column("attribution_cue_start", sa.Integer(), comment="Where that starts, in code points."),
        sa.Column("attribution_cue_end", sa.Integer(), comment="Where that ends, exclusive."),
        sa.Column("time_id", sa.Uuid(), comment="When it happened or is to happen; null: not stated."),
        sa.Column("place_id", sa.Uuid(), comment="Where it happened; null: not stated."),
        sa.Column("place_text", sa.Text(), comment="The words that say where."),
        sa.Column("place_start", sa.Integer(), comment="Where they start, in code points."),
        sa.Column("place_end", sa.Integer(), comment="Where they end, exclusive."),
        sa.Column("polarity", sa.Text(), nullable=False, comment="FactBank: POS, or NEG: said not to be so."),
        sa.Column(
            "certainty",
            sa.Text(),
            nullable=False,
            comment="FactBank: CERTAIN, PROBABLE or POSSIBLE, in the author's word.",
        ),
        sa.Column("future", sa.Boolean(), nullable=False, comment="Whether it was still to come when written."),
        sa.Column("confidence", sa.Double(), nullable=False, comment="How sure the reading is, 0 to 1."),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.CheckConstraint(
            "num_nulls(attribution_cue_text, attribution_cue_start, attribution_cue_end) IN (0, 3) AND "
            "0 <= attribution_cue_start AND attribution_cue_start <= attribution_cue_end",
            name=op.f("ck_events_attribution_cue_span"),
        ),
        sa.CheckConstraint(
            "num_nulls(attribution_source_text, attribution_source_start, attribution_source_end) IN "
            "(0, 3) AND 0 <= attribution_source_start AND attribution_source_start <= "
            "attribution_source_end",
            name=op.f("ck_events_attribution_source_span"),
        ),
        sa.CheckConstraint("certainty IN ('CERTAIN', 'PROBABLE', 'POSSIBLE')", name=op.f("ck_events_certainty")),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_events_confidence")),
        sa.CheckConstraint(
            "mode IN ('visit', 'third-party', 'multilateral', 'phone', 'withdraw', 'release', 'disarm',"
            " 'ceasefire', 'access', 'resign', 'assist', 'change', 'yield', 'meet', 'disapprove', "
            "'investigate', 'allege', 'restrict', 'arrest', 'relations', 'expel', 'territory', "
            "'violence', 'demo', 'riot', 'strike', 'hunger', 'boycott', 'obstruct', 'vandalize', "
            "'convict', 'discontinue', 'troops', 'weapons', 'police', 'militia', 'seize', 'censor', "
            "'curfew', 'martial-law', 'deport', 'withhold', 'misinformation', 'cyber', 'abduct', "
            "'beat', 'torture', 'sexual', 'targeted', 'destroy', 'primitive', 'firearms', 'explosives',"
            " 'suicide-attack', 'aerial', 'drone', 'heavy-weapons', 'crowd-control', 'unconventional')",
            name=op.f("ck_events_mode"),
        ),
        sa.CheckConstraint("(place_id IS NULL) = (place_text IS NULL)", name=op.f("ck_events_place")),
        sa.CheckConstraint(
            "num_nulls(place_text, place_start, place_end) IN (0, 3) AND 0 <= place_start AND place_start <= place_end",
            name=op.f("ck_events_place_span"),
        ),
        sa.CheckConstraint("polarity IN ('POS', 'NEG')", name=op.f("ck_events_polarity")),
        sa.CheckConstraint("(retracted_at IS NULL) = (retracted_by IS NULL)", name=op.f("ck_events_retracted")),
        sa.CheckConstraint(
            '0 <= "trigger_start" AND "trigger_start" <= "trigger_end"', name=op.f("ck_events_trigger_span")
        ),
        sa.CheckConstraint(
            "type IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', "
            "'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', "
            "'ASSAULT', 'DIE', 'INJURE', 'ELECT', 'NOMINATE', 'START-POSITION', 'CHARGE-INDICT', "
            "'TRIAL-HEARING', 'ACQUIT', 'APPEAL', 'EXECUTE', 'LEGISLATE', 'TRANSFER-OWNERSHIP', "
            "'TRANSFER-MONEY', 'START-ORG', 'MERGE-ORG', 'END-ORG', 'DECLARE-BANKRUPTCY', 'RESULT', "
            "'PRICE-MOVE', 'LAUNCH', 'DISASTER', 'ACCIDENT', 'OUTBREAK')",
            name=op.f("ck_events_type"),
        ),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_events_article_id")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_events_place_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_events_statement_id")),
        sa.ForeignKeyConstraint(["time_id"], ["times.id"], name=op.f("fk_events_time_id")),
        comment="What articles say was done, is to be done, may be done or was not done; one row a predicate.",
    )
    op.create_index(op.f("ix_events_article_id"), "events", ["article_id"])
    op.create_index(
        op.f("ix_events_live"), "events", ["type", "recorded_at"], postgresql_where=sa.text("retracted_at IS NULL")
    )
    op.create_index(op.f("ix_events_place_id"), "events", ["place_id"])
    op.create_index(op.f("ix_events_statement_id"), "events", ["statement_id"])
    op.create_index(op.f("ix_events_time_id"), "events", ["time_id"])
    op.create_table(
        "participants",
        sa.Column("event_id", sa.Uuid(), nullable=False, comment="The event."),
        sa.Column(
            "ordinal",
            sa.SmallInteger(),
            autoincrement=False,
            nullable=False,
            comment="Its place among the event's participants, from 0.",
        ),
        sa.Column(
            "id",
            sa.Uuid(),
            nullable=False,
            comment="UUIDv5 of what it is, as announced; stays while its sentence does.",
        ),
        sa.Column(
            "role", sa.Text(), nullable=False, comment="source: who acts; target: whom it is done to; others are free."
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="The actor's best mention in the event's sentence."),
        sa.Column(
            "start", sa.Integer(), nullable=False, comment="Where it starts in the article's text, in code points."
        ),
        sa.Column("end", sa.Integer(), nullable=False, comment="Where it ends, exclusive."),
        sa.Column("mention_text", sa.Text(), comment="The words in the slot, where they are others; else null."),
        sa.Column("mention_start", sa.Integer(), comment="Where they start, in code points."),
        sa.Column("mention_end", sa.Integer(), comment="Where they end, exclusive."),
        sa.Column("actor_id", sa.Uuid(), nullable=False, comment="The actor."),
        sa.PrimaryKeyConstraint("event_id", "ordinal", name=op.f("pk_participants")),
        sa.CheckConstraint(
            "num_nulls(mention_text, mention_start, mention_end) IN (0, 3) AND 0 <= mention_start AND "
            "mention_start <= mention_end",
            name=op.f("ck_participants_mention_span"),
        ),
        sa.CheckConstraint('0 <= "start" AND "start" <= "end"', name=op.f("ck_participants_span")),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_participants_actor_id")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_participants_event_id")),
        comment="Actors' parts in events, as the event's row last had them.",
    )
    op.create_index(op.f("ix_participants_actor_id"), "participants", ["actor_id"])


def downgrade() -> None:
    """Drop them, with all that is in them."""
    op.drop_table("participants")
    op.drop_table("events")
