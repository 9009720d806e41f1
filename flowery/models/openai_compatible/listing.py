"""Which models an endpoint lists, and the day each ends where it says so.

OpenAI says it as `shutdown_date`; others have other names for the same. What is no id and no day is
left out.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from pydantic import BaseModel, Field

from flowery.models.openai_compatible.endpoint import Endpoint
from flowery.models.openai_compatible.replies import Reply
from flowery.models.usage import Call, Tally
from flowery.storage.connections import Listed

MOST = 1_000
_LONGEST_ID = 200


class ListedModel(BaseModel):
    """A model in the reply."""

    id: str
    shutdown_date: Any = None
    retirement_date: Any = None
    deprecation_date: Any = None

    @property
    def listed(self) -> Listed:
        """The model as it is kept."""
        said = (self.shutdown_date, self.retirement_date, self.deprecation_date)
        return Listed(self.id, next((day for one in said if (day := _day(one))), None))


class ModelList(Reply):
    """The reply to the question which models there are."""

    data: list[ListedModel] = Field(default_factory=list)


def listed(endpoint: Endpoint, user_id: str | None) -> tuple[Listed, ...]:
    """What the endpoint lists, each once. Raises ModelUnavailable."""

    def send(_tally: Tally) -> str:
        return str(endpoint.client.models.with_raw_response.list().text)

    reply = endpoint.counted(send, ModelList, Call("", "list", user_id))
    known: dict[str, Listed] = {}
    for one in reply.data[:MOST]:
        if _is_id(one.id):
            known.setdefault(one.id, one.listed)
    return tuple(known.values())


def _is_id(said: str) -> bool:
    return 0 < len(said) <= _LONGEST_ID and said.isprintable()


def _day(said: Any) -> date | None:
    """A day written out, or a number of seconds."""
    try:
        if isinstance(said, str):
            return date.fromisoformat(said[:10])
        is_number = isinstance(said, int | float) and not isinstance(said, bool)
        return datetime.fromtimestamp(said, UTC).date() if is_number else None
    except (ValueError, OverflowError, OSError):
        return None
