"""What is counted of the words of models: what was dropped, and how two readers agree, and where
they do not; what a comparison holds still while it runs; and which pages of a PDF are pictures.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "counts",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(length=64), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "model", "purpose", "what", name=op.f("pk_counts")),
    )
    op.create_table(
        "agreements",
        sa.Column("memory_id", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["memory_id"],
            ["memories.id"],
            name=op.f("fk_agreements_memory_id_memories"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["accounts.id"],
            name=op.f("fk_agreements_user_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("memory_id", name=op.f("pk_agreements")),
    )
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreements_user_id"), ["user_id"], unique=False)

    with op.batch_alter_table("comparisons", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pinned", sa.JSON(), server_default="{}", nullable=False))
    with op.batch_alter_table("smells", schema=None) as batch_op:
        batch_op.add_column(sa.Column("doubt", sa.String(length=8), nullable=True))
    with op.batch_alter_table("attachments", schema=None) as batch_op:
        for name in ("pictures", "seen"):
            column = sa.Column(name, sa.JSON(), server_default="[]", nullable=False)
            batch_op.add_column(column)
