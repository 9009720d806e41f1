"""Brings a schema to its newest revision. Only a home that is new or older needs it, so that it is
loaded when one is there.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from flowery.words.errors import StorageFailed

_NEWER = "This home was made by a newer Flowery. Update Flowery, then open it again."


def upgrade(connection: Connection, revisions: Path) -> None:
    """Run every revision that is missing. Raises StorageFailed when a newer Flowery made it."""
    config = Config()
    config.set_main_option("script_location", str(revisions))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:  # a revision that is not known here
        raise StorageFailed(_NEWER) from error
