"""The graph in three dimensions: the same places, each kind of thing on a floor of its own, to turn
and to zoom. What is opened is chosen beside it: a click in space names no point to the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from flowery.perfumery.graph import NODE_KINDS, Edge, Graph, NodeKind
from flowery.perfumery.graph_layout import Place, layout
from flowery.ui import paper
from flowery.ui.axes import Scheme, scheme
from flowery.ui.charts import layout as chart_layout
from flowery.ui.graph.drawing import Drawing, alternative
from flowery.ui.graph.kinds import colour, counted, kind_said

_HEIGHT = 640
_NAMED = 40  # in space names hide each other sooner than on paper
_SIGNS: dict[NodeKind, str] = {
    **dict.fromkeys(("memory", "source"), "square"),
    **dict.fromkeys(("person", "accord", "perfume"), "diamond"),
    **dict.fromkeys(("place", "note", "family"), "circle"),
    "emotion": "cross",
}
"""Plotly has few shapes in space that it fills; each floor bears the names of its kinds."""


def draw(drawing: Drawing, key: str) -> None:
    """Show it."""
    st.plotly_chart(
        figure(drawing, scheme()),
        key=key,
        config={"displayModeBar": False, "scrollZoom": True},
        alt=alternative(drawing.graph),
    )


def figure(drawing: Drawing, colours: Scheme) -> dict[str, Any]:
    """The plotly figure: edges first, then a trace a kind."""
    places = layout(drawing.graph)
    kinds = [kind for kind in NODE_KINDS if kind in counted(drawing.graph)]
    way = set(drawing.way)
    others = [edge for edge in drawing.graph.edges if edge not in way]
    traces = [_lines(others, places, colours.quiet, 1, 0.12 if way else 0.35)]
    if way:
        traces.append(_lines(drawing.way, places, colours.accent, 6, 1.0))
    traces += [_points(kind, drawing, places, colours) for kind in kinds]
    traces.append(_floors(drawing.graph, places, colours))
    hidden = {"visible": False, "showspikes": False}
    shared = chart_layout(colours, _HEIGHT) | {
        "dragmode": "orbit",
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "uirevision": "kept",  # turning it stays turned when something else changes
        "scene": {
            "xaxis": hidden,
            "yaxis": hidden,
            "zaxis": hidden,
            "aspectmode": "cube",
            "camera": {"eye": {"x": 1.45, "y": 1.45, "z": 0.8}},
        },
    }
    return {"data": traces, "layout": shared}


def _lines(
    edges: Iterable[Edge],
    places: Mapping[str, Place],
    line_colour: str,
    width: float,
    opacity: float,
) -> dict[str, Any]:
    ends: list[Place | None] = []
    for edge in edges:
        ends += [places[edge.source], places[edge.target], None]
    return {
        "type": "scatter3d",
        "mode": "lines",
        "x": [end and round(end.x, 3) for end in ends],
        "y": [end and round(end.y, 3) for end in ends],
        "z": [end and round(end.z, 3) for end in ends],
        "line": {"color": line_colour, "width": width},
        "opacity": opacity,
        "hoverinfo": "skip",
    }


def _points(
    kind: NodeKind, drawing: Drawing, places: Mapping[str, Place], colours: Scheme
) -> dict[str, Any]:
    nodes = [node for node in drawing.graph.nodes if node.kind == kind]
    stands_out = drawing.on_way | {drawing.marked}
    is_small = len(drawing.graph.nodes) <= _NAMED
    names = [_plain(paper.shortened(node.label, 36)) for node in nodes]
    shown = [
        n if is_small or node.id in stands_out else "" for n, node in zip(names, nodes, strict=True)
    ]
    return {
        "type": "scatter3d",
        "mode": "markers+text",
        "name": kind_said(kind),
        "x": [round(places[node.id].x, 3) for node in nodes],
        "y": [round(places[node.id].y, 3) for node in nodes],
        "z": [round(places[node.id].z, 3) for node in nodes],
        "text": shown,
        "hovertext": [f"{name} · {kind_said(kind)}" for name in names],
        "hoverinfo": "text",
        "textfont": {"color": colours.ink, "size": 12},
        "marker": {
            "symbol": _SIGNS[kind],
            "color": colour(kind, colours),
            "size": [10 if node.id in stands_out else 5 for node in nodes],
            "line": {"width": 0, "color": colour(kind, colours)},
            "opacity": 0.95,
        },
    }


def _floors(graph: Graph, places: Mapping[str, Place], colours: Scheme) -> dict[str, Any]:
    """What stands on each floor, written at its side."""
    kinds: defaultdict[float, list[str]] = defaultdict(list)
    for kind in counted(graph):
        height = next(places[node.id].z for node in graph.nodes if node.kind == kind)
        kinds[height].append(kind_said(kind))
    return {
        "type": "scatter3d",
        "mode": "text",
        "x": [0.8] * len(kinds),
        "y": [-0.8] * len(kinds),
        "z": list(kinds),
        "text": [", ".join(names) for names in kinds.values()],
        "textfont": {"color": colours.quiet, "size": 13},
        "hoverinfo": "skip",
    }


def _plain(name: str) -> str:
    """A name where plotly reads small HTML in what the pointer shows and none in what is drawn."""
    return name.replace("<", "‹")
