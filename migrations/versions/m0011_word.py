"""On whose word: who speaks in a statement and how, the source's own reading of an event, numbers' attribution."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations import views
from migrations.versions import m0007_reports
from models import reports

revision = "0011"
down_revision = "0010"

EVENTS: dict[str, tuple[sa.types.TypeEngine[Any], str]] = {
    "polarity": (sa.Text(), "POS or NEG by that source's word; null: the article's own."),
    "certainty": (sa.Text(), "CERTAIN, PROBABLE or POSSIBLE by that source's word; null: the article's own."),
    "future": (sa.Boolean(), "Whether it was still to come by that source's word; null: the article's own."),
}
SPANS = {
    "source": "On whose word; null: the article's own.",
    "cue": "The word of saying; null: none.",
}


def upgrade() -> None:
    """Add the columns, and make the views anew."""
    reports.drop(op.get_bind())
    op.add_column(
        "statements",
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            server_default="speech",
            comment="speech: told on the source's word; attitude: judged, wanted or asked for by the source.",
        ),
    )
    op.alter_column("statements", "kind", server_default=None)
    op.add_column(
        "statements",
        sa.Column(
            "anonymous",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="Whether the source is somebody without a name: officials, a person familiar with it.",
        ),
    )
    op.alter_column("statements", "anonymous", server_default=None)
    op.add_column("statements", sa.Column("actor_id", sa.Uuid(), comment="Who the source is; null: unknown."))
    op.create_foreign_key(op.f("fk_statements_actor_id"), "statements", "actors", ["actor_id"], ["id"])
    op.create_index(op.f("ix_statements_actor_id"), "statements", ["actor_id"])
    op.create_check_constraint(op.f("ck_statements_kind"), "statements", "kind IN ('speech', 'attitude')")
    for name, (kind, comment) in EVENTS.items():
        op.add_column("events", sa.Column(f"attribution_{name}", kind, comment=comment))
    op.create_check_constraint(
        op.f("ck_events_attribution_polarity"), "events", "attribution_polarity IN ('POS', 'NEG')"
    )
    op.create_check_constraint(
        op.f("ck_events_attribution_certainty"),
        "events",
        "attribution_certainty IN ('CERTAIN', 'PROBABLE', 'POSSIBLE')",
    )
    op.add_column(
        "numbers",
        sa.Column("statement_id", sa.Uuid(), comment="The statement that it is part of; null: the article's own word."),
    )
    op.create_foreign_key(op.f("fk_numbers_statement_id"), "numbers", "statements", ["statement_id"], ["id"])
    op.create_index(op.f("ix_numbers_statement_id"), "numbers", ["statement_id"])
    for part, comment in SPANS.items():
        text, start, end = (f"attribution_{part}_{name}" for name in ("text", "start", "end"))
        op.add_column("numbers", sa.Column(text, sa.Text(), comment=comment))
        op.add_column("numbers", sa.Column(start, sa.Integer(), comment="Where that starts, in code points."))
        op.add_column("numbers", sa.Column(end, sa.Integer(), comment="Where that ends, exclusive."))
        op.create_check_constraint(
            op.f(f"ck_numbers_attribution_{part}_span"),
            "numbers",
            f"num_nulls({text}, {start}, {end}) IN (0, 3) AND 0 <= {start} AND {start} <= {end}",
        )
    views.make("0011")


def downgrade() -> None:
    """Drop them, with what is in them, and make the views as they were."""
    reports.drop(op.get_bind())
    for part in SPANS:
        for name in ("text", "start", "end"):
            op.drop_column("numbers", f"attribution_{part}_{name}")
    op.drop_column("numbers", "statement_id")
    for name in EVENTS:
        op.drop_column("events", f"attribution_{name}")
    for name in ("actor_id", "anonymous", "kind"):
        op.drop_column("statements", name)
    m0007_reports.make()
