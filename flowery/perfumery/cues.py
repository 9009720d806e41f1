"""The small words around a search: what says *not*, *more* or *like*, what says nothing, and what
stands between a house and a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from flowery.perfumery import knowledge


@cache
def search_cues() -> Mapping[str, frozenset[str]]:
    """The words of every kind, both languages together. Raises FloweryError for a wrong row."""
    return dict(knowledge.read("search_cues.jsonl", _cues))


def _cues(row: dict[str, Any]) -> tuple[str, frozenset[str]]:
    return row["kind"], frozenset(row["english"]) | frozenset(row["korean"])
