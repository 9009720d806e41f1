"""Training examples, their reviews, and the frozen sets made of them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "training_examples",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("source_id", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("edits", sa.JSON(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("quality", sa.Float(), nullable=False),
        sa.Column("quality_parts", sa.JSON(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("disagrees", sa.Boolean(), nullable=False),
        sa.Column("wants_second", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["accounts.id"],
            name=op.f("fk_training_examples_user_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_examples")),
        sa.UniqueConstraint(
            "user_id", "source", "source_id", name=op.f("uq_training_examples_user_id")
        ),
    )
    with op.batch_alter_table("training_examples", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_examples_user_id"), ["user_id"], unique=False)
        batch_op.create_index("ix_training_examples_state", ["state"], unique=False)

    op.create_table(
        "training_example_memories",
        sa.Column("example_id", sa.String(length=64), nullable=False),
        sa.Column("memory_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["example_id"],
            ["training_examples.id"],
            name=op.f("fk_training_example_memories_example_id_training_examples"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["memory_id"],
            ["memories.id"],
            name=op.f("fk_training_example_memories_memory_id_memories"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "example_id", "memory_id", name=op.f("pk_training_example_memories")
        ),
    )
    with op.batch_alter_table("training_example_memories", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_training_example_memories_memory_id"), ["memory_id"], unique=False
        )

    op.create_table(
        "training_gathered",
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("stamp", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["accounts.id"],
            name=op.f("fk_training_gathered_user_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_training_gathered")),
    )

    op.create_table(
        "example_reviews",
        sa.Column("example_id", sa.String(length=64), nullable=False),
        sa.Column("reviewer_id", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["example_id"],
            ["training_examples.id"],
            name=op.f("fk_example_reviews_example_id_training_examples"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"],
            ["accounts.id"],
            name=op.f("fk_example_reviews_reviewer_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("example_id", "reviewer_id", name=op.f("pk_example_reviews")),
    )
    with op.batch_alter_table("example_reviews", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_example_reviews_reviewer_id"), ["reviewer_id"], unique=False
        )

    op.create_table(
        "training_sets",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(), nullable=False),
        sa.Column("frozen_by", sa.String(length=64), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["frozen_by"],
            ["accounts.id"],
            name=op.f("fk_training_sets_frozen_by_accounts"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_sets")),
        sa.UniqueConstraint("number", name=op.f("uq_training_sets_number")),
    )

    op.create_table(
        "training_set_examples",
        sa.Column("set_id", sa.String(length=64), nullable=False),
        sa.Column("example_id", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("split", sa.String(length=16), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["set_id"],
            ["training_sets.id"],
            name=op.f("fk_training_set_examples_set_id_training_sets"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["example_id"],
            ["training_examples.id"],
            name=op.f("fk_training_set_examples_example_id_training_examples"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["accounts.id"],
            name=op.f("fk_training_set_examples_user_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("set_id", "example_id", name=op.f("pk_training_set_examples")),
    )
    with op.batch_alter_table("training_set_examples", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_training_set_examples_example_id"), ["example_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_training_set_examples_user_id"), ["user_id"], unique=False
        )
