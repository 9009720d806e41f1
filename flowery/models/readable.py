"""Text as a tokenizer or an endpoint can take it."""

from __future__ import annotations


def readable(text: str) -> str:
    """The text with unpaired surrogates as question marks: both take valid UTF-8 only."""
    return text.encode("utf-8", "replace").decode("utf-8")
