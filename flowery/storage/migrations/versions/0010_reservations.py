"""Money that is set aside for calls that are being made."""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Nothing yet."""
