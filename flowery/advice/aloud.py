"""A model's words while they come, sentence by sentence: each is let through once it is finished
and holds what the whole will have to hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Hear = Callable[[str], None]
"""Told the words that may be shown so far; "" takes back what was told."""

_ENDS = re.compile(r"(?:(?:\w{3}|[가-힣])[\"'”’)]*[.]|[!?…。])[.!?…。]*[\"'”’)]*(?=\s)")
"""Three letters before a full stop, since "No. 5" ends nothing."""


class Aloud:
    """Hears an answer of a model whose words stand in its field `answer`."""

    def __init__(self, hear: Hear, holds: Callable[[str], bool]) -> None:
        self._hear = hear
        self._holds = holds
        self._told = ""

    def __call__(self, so_far: Mapping[str, Any]) -> None:
        """Tell what is finished of it."""
        words = so_far.get("answer")
        said = finished(words, is_over=len(so_far) > 1) if isinstance(words, str) else ""
        if said != self._told:
            self._told = said
            self._hear(said if self._holds(said) else "")


def finished(words: str, *, is_over: bool) -> str:
    """The sentences that are whole; all of it once something else follows."""
    if is_over:
        return words.strip()
    *_, end = (0, *(found.end() for found in _ENDS.finditer(words)))
    return words[:end].strip()
