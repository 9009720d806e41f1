"""What somebody would change in a perfume: "less sweet, more smoke", as subjects with how much."""

from __future__ import annotations

from collections.abc import Mapping

from flowery.words.vocabulary import Brief

_CLEAR = 0.4  # of a shift such as "lighter", which moves many sides a little


def changes_of(brief: Brief) -> Mapping[str, float]:
    """-1 for less to 1 for more, by "note:ID", "accord:ID" or "axis:ID". A word that names nothing
    but a direction is told by the sides it moves.
    """
    named = dict.fromkeys(brief.wants, 1.0)
    named |= dict.fromkeys((*brief.avoid, *brief.vetoes), -1.0)
    sides = {f"axis:{axis}": w for axis, w in brief.shifts.items() if abs(w) >= _CLEAR}
    kinds = ("note:", "accord:", "axis:")
    return {s: amount for s, amount in (named or sides).items() if s.startswith(kinds)}
