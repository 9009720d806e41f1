"""A question that is answered for a comparison of two rankings: what advice needs to know of it.

Which rankings there are, how a list is drafted and who wins is no matter of advice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from flowery.advice.holdings import Column


class Trial(Protocol):
    """Two rankings, and how their lists become one."""

    @property
    def comparison_id(self) -> str:
        """What it is for."""

    @property
    def a(self) -> Callable[[Mapping[str, Column]], Column]:
        """The scores of the one, from the parts as the ranking stands."""

    @property
    def b(self) -> Callable[[Mapping[str, Column]], Column]:
        """The scores of the other."""

    @property
    def draft(self) -> Callable[[Sequence[int], Sequence[int], int], Sequence[tuple[int, str]]]:
        """(row, team) of one list of two, with so many perfumes."""


TrialOf = Callable[[str, str], Trial | None]
"""By user and question id how a question is answered for a comparison, if it is."""


def no_trial(_user_id: str, _question_id: str) -> Trial | None:
    """For a house where nothing is compared."""
    return None
