"""What the gazetteer says of a place: its division, its id there, and how sure it is that this place is meant."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns."""
    op.add_column(
        "places",
        sa.Column(
            "division",
            sa.Text(),
            comment="The country's first-level division that it lies in, by name; null: unknown, or none.",
        ),
    )
    op.add_column(
        "places",
        sa.Column("geonames_id", sa.Integer(), comment="GeoNames' id of what it was taken for; null: none."),
    )
    op.alter_column(
        "places",
        "id",
        comment="UUIDv5 of all that is said of it.",
        existing_comment="UUIDv5 of name, country, latitude and longitude.",
    )
    op.add_column(
        "place_mentions",
        sa.Column(
            "confidence",
            sa.Double(),
            comment="How sure it is that this place is meant, 0 to 1; null: unresolved.",
        ),
    )
    op.create_check_constraint(op.f("ck_place_mentions_confidence"), "place_mentions", "confidence BETWEEN 0 AND 1")


def downgrade() -> None:
    """Drop them, with what is in them."""
    op.drop_constraint(op.f("ck_place_mentions_confidence"), "place_mentions")
    op.drop_column("place_mentions", "confidence")
    op.alter_column(
        "places",
        "id",
        comment="UUIDv5 of name, country, latitude and longitude.",
        existing_comment="UUIDv5 of all that is said of it.",
    )
    op.drop_column("places", "geonames_id")
    op.drop_column("places", "division")
