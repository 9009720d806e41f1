"""Runs migrations on the connection that `Database.migrate` hands over; nobody else runs them."""

from typing import Any, Literal

from alembic import context

from flowery.storage.columns import Moment
from flowery.storage.schema import metadata


def _plain(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A migration speaks of plain columns, so that it still runs when our own types move."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=_plain,
)
with context.begin_transaction():
    context.run_migrations()
