"""The radar: the 14 axes in their circle, one ring for each thing that is compared.

It knows names and numbers, not whose they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flowery.ui.axes import Scheme, axis_name, scheme
from flowery.ui.charts import Chart, Figure, layout
from flowery.words.vocabulary import AXES

_DASHES = ("solid", "dash", "dot", "dashdot")


@dataclass(frozen=True, slots=True)
class Ring:
    """One shape on the radar: its name, its 14 values 0..1, and whether it is only a thin line."""

    name: str
    values: Mapping[str, float]
    is_thin: bool = False


def chart(rings: Sequence[Ring], height: int = 410) -> Chart:
    """The 14 axes in their circle; the first ring is the one that is spoken of."""
    colours = scheme()
    edge = max(0.2, 1.12 * max(max(ring.values.values(), default=0.0) for ring in rings))
    others = [ring for ring in rings if not ring.is_thin]
    traces = [_ring(ring, rings, others, colours) for ring in rings]
    shared = layout(colours, height)
    shared |= {
        "margin": {"l": 76, "r": 76, "t": 34, "b": 34},
        "showlegend": len(rings) > 1,
        "legend": {"orientation": "h", "y": -0.12, "x": 0.5, "xanchor": "center"},
        "polar": {
            "bgcolor": "rgba(0,0,0,0)",
            "angularaxis": _around(colours),
            "radialaxis": {
                "range": [0, edge],
                "showline": False,
                "showticklabels": False,
                "ticks": "",
                "nticks": 4,
                "gridcolor": colours.line,
                "gridwidth": 1,
            },
        },
    }
    return Chart({"data": traces, "layout": shared}, "; ".join(_told(ring) for ring in rings))


def _ring(ring: Ring, rings: Sequence[Ring], others: Sequence[Ring], colours: Scheme) -> Figure:
    place = others.index(ring) if ring in others else 0
    colour = colours.quiet if ring.is_thin else _ring_colours(colours)[place % 4]
    closed = [*AXES, AXES[0]]
    figure: Figure = {
        "type": "scatterpolar",
        "name": ring.name,
        "theta": closed,
        "r": [ring.values.get(axis, 0.0) for axis in closed],
        "text": [_point(axis, ring) for axis in closed],
        "hovertemplate": f"%{{text}}<extra>{'' if len(rings) == 1 else _plain(ring.name)}</extra>",
        "line": {"color": colour, "width": 1.2 if ring.is_thin else 2.2},
    }
    if ring.is_thin:
        return figure | {"mode": "lines", "line": {"color": colour, "width": 1.2, "dash": "dot"}}
    figure["line"]["dash"] = _DASHES[place % 4]
    points = {
        "size": [9 if ring.values.get(axis, 0.0) > 0 else 0 for axis in closed],
        "color": [colours.axes[axis] for axis in closed],
    }
    alone = len(others) == 1
    figure |= {"mode": "lines+markers" if alone else "lines", "marker": points}
    figure |= {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
    return figure | {"fill": "toself", "fillcolor": _veil(colour, 0.16 if alone else 0.07)}


def _ring_colours(colours: Scheme) -> tuple[str, str, str, str]:
    return colours.accent, colours.axes["aquatic"], colours.axes["citrus"], colours.axes["green"]


def _around(colours: Scheme) -> Figure:
    names = [f'<span style="color:{colours.named(a)}">{axis_name(a)}</span>' for a in AXES]
    return {
        "type": "category",
        "categoryarray": list(AXES),
        "tickvals": list(AXES),
        "ticktext": names,
        "tickfont": {"size": 12.5},
        "rotation": 90,
        "direction": "clockwise",
        "showline": False,
        "ticks": "",
        "gridcolor": colours.line,
    }


def _point(axis: str, ring: Ring) -> str:
    return f"{axis_name(axis)} {100 * ring.values.get(axis, 0.0):.0f}"


def _told(ring: Ring) -> str:
    return f"{ring.name}: {', '.join(_point(axis, ring) for axis in AXES)}"


def _plain(name: str) -> str:
    """A name inside plotly's own small HTML."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace("%", "%25")


def _veil(colour: str, strength: float) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength})"
