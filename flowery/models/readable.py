"""Text as a tokenizer or an endpoint can take it, and as a model's words may be shown."""

from __future__ import annotations

import re

_MARKUP = re.compile(
    r"[<>`\[\]{}|\\]|\bhttps?:|\bwww\.|\*\*|__|^\s*#", re.IGNORECASE | re.MULTILINE
)


def readable(text: str) -> str:
    """The text with unpaired surrogates as question marks: both take valid UTF-8 only."""
    return text.encode("utf-8", "replace").decode("utf-8")


def is_plain(text: str) -> bool:
    """Whether a text is words and nothing else: no markup, no address, nothing that steers a
    terminal or turns the direction of reading.
    """
    letters_only = all(letter.isprintable() or letter == "\n" for letter in text)
    return letters_only and not _MARKUP.search(text)
