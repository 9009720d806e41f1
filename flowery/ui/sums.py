"""Numbers as they are shown, so that shown parts add up to the shown whole. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, fsum

_TENTHS = 1_000  # a number of 0..1 is shown as points of a hundred with one decimal


def points(amounts: Sequence[float]) -> list[float]:
    """Amounts of 0..1 as points with one decimal that add up to the rounded sum exactly.

    What rounding down leaves over goes to the parts that lost most.
    """
    exact = [amount * _TENTHS for amount in amounts]
    down = [floor(value) for value in exact]
    left = round(fsum(exact)) - sum(down)
    most_lost = sorted(range(len(exact)), key=lambda place: down[place] - exact[place])
    for place in most_lost[:left]:
        down[place] += 1
    return [value / 10 for value in down]


def signed(value: float, decimals: int = 1) -> str:
    """A number with its sign, and a true minus: "+8.3", "−1.2", "0.0"."""
    said = f"{value:+.{decimals}f}"
    return said.replace("-", "−") if float(said) else said[1:]


def plain(value: float) -> str:
    """A number of points: "42.3"."""
    return f"{value:.1f}".replace("-", "−")
