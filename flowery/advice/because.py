"""A reason before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Because:
    """One reason, unworded. `kind` is the part it belongs to, `what` says which sort of reason it
    is, `subject` what it is about; `note` is in the perfume, `side` one of its axes.
    """

    kind: str
    what: str
    amount: float
    subject: str = ""
    note: str | None = None
    memory_id: str | None = None
    quote: str = ""
    side: str = ""

    @property
    def about(self) -> str:
        """The note or side of the perfume that it is about."""
        return f"note:{self.note}" if self.note else self.side
