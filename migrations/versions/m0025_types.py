"""Events may be of five more types: what is made, moved, held up or held, and whose work ends."""

from alembic import op

revision = "0025"
down_revision = "0024"

OLD = (
    "'AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT', "
    "'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT', 'DIE', 'INJURE', 'ELECT', 'NOMINATE', "
    "'START-POSITION', 'CHARGE-INDICT', 'TRIAL-HEARING', 'ACQUIT', 'APPEAL', 'EXECUTE', 'LEGISLATE', "
    "'TRANSFER-OWNERSHIP', 'TRANSFER-MONEY', 'START-ORG', 'MERGE-ORG', 'END-ORG', 'DECLARE-BANKRUPTCY', 'RESULT', "
    "'PRICE-MOVE', 'LAUNCH', 'DISASTER', 'ACCIDENT', 'OUTBREAK'"
)
NEW = "'END-POSITION', 'MANUFACTURE', 'TRANSPORT', 'DISRUPTION', 'GATHERING'"
TABLES = ("events", "tallies")


def upgrade() -> None:
    """Let the new ones in."""
    for table in TABLES:
        op.drop_constraint(op.f(f"ck_{table}_type"), table)
        op.create_check_constraint(op.f(f"ck_{table}_type"), table, f"type IN ({OLD}, {NEW})")


def downgrade() -> None:
    """Let no more of them in; what is there stays."""
    for table in TABLES:
        op.drop_constraint(op.f(f"ck_{table}_type"), table)
        op.create_check_constraint(op.f(f"ck_{table}_type"), table, f"type IN ({OLD})", postgresql_not_valid=True)
