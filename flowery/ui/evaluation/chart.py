"""The chart of an evaluation: one number of several methods beside each other, a dot each, with a
line for its interval. It knows names and numbers, not what they mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

import streamlit as st

from flowery.learning.evaluation.resampling import Measured
from flowery.ui.axes import Scheme, scheme
from flowery.ui.evaluation.words import number_said

Named = tuple[str, Measured]

_ROW, _FRAME = 38, 64  # pixels
_NAME_WIDTH = 128  # pixels; longer names take a second line
_SHARE = (0.0, 1.0)
_STEPS = ((0.1, 0.25), (0.05, 0.1), (0.01, 0.0))
"""At which steps the picture begins and ends, and from which span on."""


def draw(
    rows: Sequence[Named], key: str, ours: int = 1, even: float | None = None, title: str = ""
) -> None:
    """Show it; the first `ours` rows stand out, and `even` draws a line where nobody is ahead."""
    st.echarts_chart(
        option(rows, scheme(), ours, even),
        height=_ROW * len(rows) + _FRAME,
        key=key,
        alt=": ".join(part for part in (title, alternative(rows)) if part),
    )


def alternative(rows: Sequence[Named]) -> str:
    """The picture in words."""
    return "; ".join(f"{name} {number_said(measured)}" for name, measured in rows)


def option(
    rows: Sequence[Named], colours: Scheme, ours: int, even: float | None = None
) -> dict[str, Any]:
    """The ECharts option, the first row at the top."""
    marked = [colours.accent if place < ours else colours.quiet for place in range(len(rows))]
    whiskers = [
        _whisker(place, measured, colour)
        for place, ((_name, measured), colour) in enumerate(zip(rows, marked, strict=True))
        if measured.low != measured.high
    ]
    dots: dict[str, Any] = {
        "type": "scatter",
        "symbolSize": 11,
        "data": [
            {"value": [measured.value, place], "itemStyle": {"color": colour}}
            for place, ((_name, measured), colour) in enumerate(zip(rows, marked, strict=True))
        ],
        "z": 3,
        "silent": True,
    }
    if even is not None:
        line = {"color": colours.quiet, "type": "dashed", "width": 1}
        dots["markLine"] = {
            "silent": True,
            "symbol": "none",
            "label": {"show": False},
            "lineStyle": line,
            "data": [{"xAxis": even}],
        }
    return {
        "animation": False,
        "grid": {"left": 4, "right": 18, "top": 8, "bottom": 4, "containLabel": True},
        "xAxis": _across(rows, colours, even),
        "yAxis": _down([name for name, _ in rows], colours),
        "series": [*whiskers, dots],
    }


def _whisker(place: int, measured: Measured, colour: str) -> dict[str, Any]:
    return {
        "type": "line",
        "symbol": "none",
        "silent": True,
        "lineStyle": {"color": colour, "width": 3, "opacity": 0.45, "cap": "round"},
        "data": [[measured.low, place], [measured.high, place]],
    }


def _across(rows: Sequence[Named], colours: Scheme, even: float | None) -> dict[str, Any]:
    ends = [end for _, one in rows for end in (one.low, one.high, one.value)]
    ends += [] if even is None else [even]
    low, high = min(ends), max(ends)
    room = 0.04 * (high - low)
    step = next(step for step, span in _STEPS if high - low >= span)
    within = _SHARE if min(ends) >= 0 and max(ends) <= 1 else (low - room, high + room)
    return {
        "type": "value",
        "min": round(floor(max(within[0], low - room) / step) * step, 2),
        "max": round(ceil(min(within[1], high + room) / step) * step, 2),
        "splitNumber": 4,
        "axisLabel": {"color": colours.quiet, "fontSize": 12, "hideOverlap": True},
        "splitLine": {"lineStyle": {"color": colours.line}},
    }


def _down(names: Sequence[str], colours: Scheme) -> dict[str, Any]:
    label = {"color": colours.ink, "fontSize": 13, "width": _NAME_WIDTH, "overflow": "break"}
    return {
        "type": "category",
        "data": list(names),
        "inverse": True,
        "axisLine": {"show": False},
        "axisTick": {"show": False},
        "axisLabel": label,
    }
