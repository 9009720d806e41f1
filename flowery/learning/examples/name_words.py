"""The words that tell names from other words, read from `data/name_words.jsonl`."""

from __future__ import annotations

from functools import cache
from typing import Any

from flowery.perfumery.folding import folded
from flowery.perfumery.knowledge import read


@cache
def name_words(wanted: str) -> tuple[str, ...]:
    """The words of one list, as they are written."""
    return _lists()[wanted]


@cache
def folded_words(wanted: str) -> frozenset[str]:
    """The words of one list, as they are compared."""
    return frozenset(folded(word) for word in name_words(wanted))


def is_in(form: str, *lists: str) -> bool:
    """Whether a folded word is in any of these lists."""
    return any(form in folded_words(one) for one in lists)


def either(wanted: str) -> str:
    """A pattern for any of them, the longest first."""
    return "|".join(sorted(name_words(wanted), key=len, reverse=True))


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    return dict(read("name_words.jsonl", _list))


def _list(row: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    return row["list"], tuple(row["words"])
