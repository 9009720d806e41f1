"""Several tastes in one account, which of them a session is in, and whether examples are shared."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("guardian_id", sa.String(length=64), nullable=True))
        batch_op.add_column(
            sa.Column("shares_examples", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.create_index(batch_op.f("ix_accounts_guardian_id"), ["guardian_id"], unique=False)

    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("taste_id", sa.String(length=64), nullable=True))
