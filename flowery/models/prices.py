"""What a million tokens cost, in US dollars."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars for a million tokens to and from the endpoint, and for those trained on."""

    read: float
    written: float
    trained: float = 0.0

    def of(self, input_tokens: int, output_tokens: int) -> float:
        """What so many tokens cost."""
        return (input_tokens * self.read + output_tokens * self.written) / 1_000_000

    @property
    def are_known(self) -> bool:
        """Whether anything costs anything here."""
        return self.read > 0 or self.written > 0
