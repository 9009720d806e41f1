"""Why a row cannot be read at all: a sentence for a person, with the rest of its row lost."""

from __future__ import annotations

from typing import NewType

Flaw = NewType("Flaw", str)
