"""Drawings: the waterfall of a score, and how a taste changed. Plotly, and nothing louder than the
data.

A drawing is made from numbers and names; what they mean stands beside it in words. Every drawing
carries an alternative text with the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import streamlit as st

from flowery.ui import sums
from flowery.ui.axes import Scheme, axis_name, scheme

Figure = dict[str, Any]
"""A plotly figure as JSON; building its classes would take most of a rerun."""

_QUIET_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and the text that says the same."""

    figure: Figure
    alt: str


def draw(chart: Chart, key: str, on_pick: Callable[[], None] | None = None) -> None:
    """Show a drawing; with `on_pick` its points can be clicked, and the selection lies in the
    session under `key`.
    """
    if on_pick is None:
        st.plotly_chart(chart.figure, key=key, config=_QUIET_CONFIG, alt=chart.alt)
        return
    # On a radar a click selects in this mode only; a double click undoes what a drag zoomed.
    chart.figure["layout"]["dragmode"] = "zoom"
    st.plotly_chart(
        chart.figure,
        key=key,
        config=_QUIET_CONFIG | {"doubleClick": "reset"},
        alt=chart.alt,
        on_select=on_pick,
        selection_mode="points",
    )


def waterfall(parts: Sequence[tuple[str, float]], total: str) -> Chart:
    """How the parts of a score add up to it, top to bottom."""
    colours = scheme()
    names = [*(name for name, _ in parts), total]
    score = sum(amount for _, amount in parts)
    said = [*(sums.signed(amount, 3) for _, amount in parts), f"{score:.3f}"]
    trace = {
        "type": "waterfall",
        "orientation": "h",
        "y": names,
        "x": [*(amount for _, amount in parts), score],
        "measure": [*("relative" for _ in parts), "total"],
        "text": said,
        "textposition": "outside",
        "textfont": {"color": colours.ink},
        "cliponaxis": False,
        "connector": {"line": {"color": colours.line, "width": 1}},
        "increasing": {"marker": {"color": colours.supports}},
        "decreasing": {"marker": {"color": colours.opposes}},
        "totals": {"marker": {"color": colours.accent}},
        "hoverinfo": "skip",
    }
    shared = layout(colours, 44 * len(names) + 20)
    shared |= {
        "margin": {"l": 8, "r": 56, "t": 4, "b": 4},
        "showlegend": False,
        "waterfallgap": 0.45,
        "xaxis": {"visible": False, "fixedrange": True, "range": _room(parts)},
        "yaxis": {
            "autorange": "reversed",
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
            "tickfont": {"color": colours.ink, "size": 13},
        },
    }
    alt = "; ".join(f"{name} {amount}" for name, amount in zip(names, said, strict=True))
    return Chart({"data": [trace], "layout": shared}, alt)


def _room(parts: Sequence[tuple[str, float]]) -> list[float]:
    """From where to where the sums go, with room for the numbers at their ends: those of a score
    below 0 would else stand on the names.
    """
    sums_so_far = [0.0, *accumulate(amount for _, amount in parts)]
    low, high = min(sums_so_far), max(sums_so_far)
    room = 0.22 * (high - low)
    return [low - room if low < 0 else low, high + room]


def timeline(times: Sequence[str], lines: Mapping[str, Sequence[float]]) -> Chart:
    """How axes rose and fell; each line is named at its end. `times` are shown as they are."""
    colours = scheme()
    places = list(range(len(times)))
    traces: list[Figure] = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": places,
            "y": [100 * value for value in values],
            "customdata": list(times),
            "line": {"color": colours.axes[axis], "width": 2.2, "shape": "hv"},
            "marker": {"size": 5},
            "hovertemplate": f"{axis_name(axis)} %{{y:.0f}}<br>%{{customdata}}<extra></extra>",
        }
        for axis, values in lines.items()
    ]
    shared = layout(colours, 300)
    shared |= {
        "margin": {"l": 8, "r": 96, "t": 12, "b": 28},
        "showlegend": False,
        "annotations": _line_ends(lines, len(times), colours),
        "xaxis": {
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "tickvals": [places[0], places[-1]],
            "ticktext": [times[0], times[-1]],
            "tickfont": {"color": colours.quiet, "size": 12},
        },
        "yaxis": {
            "fixedrange": True,
            "rangemode": "tozero",
            "nticks": 4,
            "gridcolor": colours.line,
            "zerolinecolor": colours.line,
            "tickfont": {"color": colours.quiet, "size": 12},
        },
    }
    alt = "; ".join(
        f"{axis_name(axis)} {100 * values[0]:.0f} – {100 * values[-1]:.0f}"
        for axis, values in lines.items()
    )
    return Chart({"data": traces, "layout": shared}, alt)


def _line_ends(lines: Mapping[str, Sequence[float]], count: int, colours: Scheme) -> list[Figure]:
    """Names at the ends of lines, pushed apart where they would lie on each other."""
    top = max((values[-1] for values in lines.values()), default=0.0) or 1.0
    apart = 100 * top * 0.075
    ends = sorted(((100 * values[-1], axis) for axis, values in lines.items()), reverse=True)
    placed: list[Figure] = []
    below = float("inf")
    for height, axis in ends:
        below = min(height, below - apart)
        placed.append(
            {
                "x": count - 1,
                "y": below,
                "text": axis_name(axis),
                "xanchor": "left",
                "xshift": 8,
                "showarrow": False,
                "font": {"color": colours.named(axis), "size": 13},
            }
        )
    return placed


def layout(colours: Scheme, height: int) -> Figure:
    """What every drawing has in common."""
    return {
        "height": height,
        "dragmode": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": colours.ink, "size": 13},
        "hoverlabel": {"bgcolor": colours.card, "font": {"color": colours.ink}},
    }
