"""What readers see: views in schema report, and the role wireroom_reader that may read those and nothing else."""

from alembic import op

from models import reports

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make schema, views and role."""
    reports.create(op.get_bind())


def downgrade() -> None:
    """Drop schema and views; the role stays, other databases of the server may use it."""
    reports.drop(op.get_bind())
