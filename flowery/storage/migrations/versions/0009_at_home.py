"""Who keeps everything on this machine."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Nothing yet."""
