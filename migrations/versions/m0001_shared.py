"""What articles share: publishers, actors and places, each written once and never changed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sources",
        sa.Column("id", sa.Uuid(), nullable=False, comment="UUIDv5 of the name."),
        sa.Column("name", sa.Text(), nullable=False, comment="The name, as the producer writes it; of any length."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        postgresql.ExcludeConstraint((sa.column("name"), "="), using="hash", name=op.f("ex_sources_name")),
        comment="Publishers, each once; rows are never changed.",
    )
    op.create_table(
        "actors",
        sa.Column("id", sa.Uuid(), nullable=False, comment="UUIDv5 of name, kind, country and sector."),
        sa.Column("name", sa.Text(), nullable=False, comment="The best name that the article gives."),
        sa.Column(
            "kind", sa.Text(), comment="person, organisation, country, group, office or population; null: unknown."
        ),
        sa.Column("country", sa.Text(), comment="ISO 3166-1 alpha-3; null: unknown."),
        sa.Column("sector", sa.Text(), comment="PLOVER sector: GOV, MIL, COP, JUD, …; null: unknown."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actors")),
        sa.CheckConstraint("country ~ '^[A-Z]{3}$'", name=op.f("ck_actors_country")),
        sa.CheckConstraint(
            "kind IN ('person', 'organisation', 'country', 'group', 'office', 'population')",
            name=op.f("ck_actors_kind"),
        ),
        comment="Actors, each description once; rows are never changed.",
    )
    op.create_table(
        "places",
        sa.Column("id", sa.Uuid(), nullable=False, comment="UUIDv5 of name, country, latitude and longitude."),
        sa.Column("name", sa.Text(), nullable=False, comment="The place's name."),
        sa.Column("country", sa.Text(), comment="ISO 3166-1 alpha-3; null: unknown."),
        sa.Column("latitude", sa.Double(), comment="Degrees north, WGS 84; null: unknown."),
        sa.Column("longitude", sa.Double(), comment="Degrees east, WGS 84; null: unknown."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.CheckConstraint("country ~ '^[A-Z]{3}$'", name=op.f("ck_places_country")),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_places_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_places_longitude")),
        comment="Places, each once; rows are never changed.",
    )


def downgrade() -> None:
    """Drop them, with all that is in them."""
    op.drop_table("places")
    op.drop_table("actors")
    op.drop_table("sources")
