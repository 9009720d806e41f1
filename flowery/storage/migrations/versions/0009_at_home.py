"""Who keeps everything on this machine."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("stays_home", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
