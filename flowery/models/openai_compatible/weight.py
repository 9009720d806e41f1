"""How many tokens a request may take before it is sent: a bound, since what it took is told only
afterwards.
"""

from __future__ import annotations

from typing import Any

BYTES_A_TOKEN = 3
"""English has four and more to a token; a Korean letter has three, and is one token or less."""

A_PICTURE = 3_000
"""Tokens; a picture of 1,024 pixels takes 800 to 2,500 where providers say."""

SOUND_A_TOKEN = 100
"""Bytes of a recording; the most packed ones have 1,500 a second, which takes about ten tokens."""

_PICTURE = "data:"


def tokens_in(said: Any) -> int:
    """The most tokens that messages, a schema or texts may be."""
    if isinstance(said, str):
        return A_PICTURE if said.startswith(_PICTURE) else len(said.encode()) // BYTES_A_TOKEN + 1
    if isinstance(said, dict):
        return sum(tokens_in(name) + tokens_in(value) for name, value in said.items())
    if isinstance(said, list | tuple):
        return sum(map(tokens_in, said))
    return 1


def tokens_heard(audio: bytes) -> int:
    """The most tokens that a recording may be."""
    return len(audio) // SOUND_A_TOKEN + 1
