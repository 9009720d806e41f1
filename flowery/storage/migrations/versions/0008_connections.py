"""What an administrator typed of a model endpoint, and what was found there."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Nothing yet."""
