"""The graph drawn flat: an ECharts option whose places were computed here, so that the browser only
paints. Names are plain text to it: no template and no rich text is read in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from flowery.perfumery.graph import NODE_KINDS, Edge, Graph, Node
from flowery.perfumery.graph_layout import layout
from flowery.ui import paper
from flowery.ui.axes import Scheme, scheme
from flowery.ui.graph.kinds import SHAPES, colour, counted, kind_said, things_said
from flowery.ui.words import gettext as _

HEIGHT = 640  # pixels; the style sheet makes it lower on a phone
_NAMED = 90  # nodes that bear their name; more names than that hide each other
_SMALLEST, _LARGEST = 8, 24  # pixels
_FEW = 40  # memories
_MEMORY = 0.25  # of the largest size: a memory is never drawn smaller, little as holds it
_ROOMY = 200  # nodes; where there are more, each is drawn smaller
_MOST_HOVERED = 1500  # above, lighting up neighbours under the pointer stutters
_NAME = 36  # letters of a name in the picture
_FAINT = 0.12
_CLEAREST, _INK = 0.6, 6.0  # opacity of a line among few, and of all lines together
_RIGHT = 0.6  # from here to the rim a name to the right would leave the frame


@dataclass(frozen=True, slots=True)
class Drawing:
    """A graph with what is to stand out: one thing, and a way through it."""

    graph: Graph
    marked: str = ""
    way: tuple[Edge, ...] = ()

    @property
    def on_way(self) -> frozenset[str]:
        """The ids of the nodes on the way."""
        return frozenset(end for edge in self.way for end in (edge.source, edge.target))


def draw(drawing: Drawing, key: str, on_pick: Callable[[], None]) -> None:
    """Show it; a click selects a node or an edge, which lies in the session under `key`."""
    st.echarts_chart(
        option(drawing, scheme()),
        height=HEIGHT,
        key=key,
        on_select=on_pick,
        alt=alternative(drawing.graph),
    )


def picked(state: Any, graph: Graph) -> str | None:
    """The id of what was clicked: of an edge it is the end where it begins."""
    for group in state["selection"]["selected"]:
        things: Sequence[Node | Edge] = graph.nodes
        if group["data_type"] == "edge":
            things = graph.edges
        for place in group["data_indices"]:
            if place < len(things):
                thing = things[place]
                return thing.id if isinstance(thing, Node) else thing.source
    return None


def alternative(graph: Graph) -> str:
    """The picture in one sentence; all of it stands in the list below it."""
    kinds = ", ".join(f"{kind_said(kind)} {number}" for kind, number in counted(graph).items())
    held = _held(graph)
    best = sorted(graph.nodes, key=lambda node: (-held[node.id], node.id))[:5]
    names = ", ".join(paper.shortened(node.label, _NAME) for node in best)
    said = _("The graph of {things}: {kinds}. Best connected: {names}. The list says the same.")
    return said.format(things=things_said(graph), kinds=kinds, names=names)


def option(drawing: Drawing, colours: Scheme) -> dict[str, Any]:
    """The ECharts option; nodes and links stand in the order of the graph."""
    graph = drawing.graph
    return {
        "animation": False,
        "tooltip": {"formatter": "{b}", "confine": True},
        "series": [
            {
                "type": "graph",
                "id": "scents",
                "layout": "none",
                "roam": True,
                "zoom": 1.1,  # the picture fills its frame, and names have room beside it
                "scaleLimit": {"min": 0.6, "max": 30},
                "nodeScaleRatio": 0.5,
                "symbolKeepAspect": True,
                "selectedMode": "single",
                "categories": [_category(kind, colours) for kind in NODE_KINDS],
                "data": _nodes(drawing, colours),
                "links": _links(drawing, colours),
                "label": _names(colours),
                "labelLayout": {"hideOverlap": True},
                "lineStyle": _lines(graph, colours),
                "select": _standing_out(colours),
                "emphasis": _under_pointer(graph),
            }
        ],
    }


def _names(colours: Scheme) -> dict[str, Any]:
    """Names beside their things, on a rim of paper, so that lines do not run through them."""
    rim = {"textBorderColor": colours.card, "textBorderWidth": 3}
    return {"show": True, "position": "right", "fontSize": 12, "color": colours.ink} | rim


def _lines(graph: Graph, colours: Scheme) -> dict[str, Any]:
    """The more lines, the fainter each, so that many do not make one grey."""
    opacity = min(_CLEAREST, _INK / max(1, len(graph.edges)) ** 0.5)
    return {"color": colours.quiet, "opacity": round(opacity, 3), "width": 0.8}


def _category(kind: Any, colours: Scheme) -> dict[str, Any]:
    outline = f"path://{SHAPES[kind]}"
    return {"name": kind, "symbol": outline, "itemStyle": {"color": colour(kind, colours)}}


def _nodes(drawing: Drawing, colours: Scheme) -> list[dict[str, Any]]:
    places, held = layout(drawing.graph), _held(drawing.graph)
    most = max(held.values(), default=1) or 1
    finer = min(1.0, (_ROOMY / max(len(held), 1)) ** 0.35)
    named = _named(drawing.graph, held)
    made = []
    for number, node in enumerate(drawing.graph.nodes):
        place = places[node.id]
        share = max(held[node.id] / most, _MEMORY if node.kind == "memory" else 0.0)
        drawn: dict[str, Any] = {
            "id": str(number),  # two things may bear one name
            "name": _drawn_name(node),
            "x": round(1000 * place.x),
            "y": round(1000 * place.y),
            "category": NODE_KINDS.index(node.kind),
            "symbolSize": round(finer * (_SMALLEST + (_LARGEST - _SMALLEST) * share**0.5), 1),
        }
        label = {"position": "left"} if place.x > _RIGHT else {}
        drawn |= _emphasis(node.id, drawing, colours)
        label |= drawn.get("label", {} if node.id in named else {"show": False})
        made.append(drawn | ({"label": label} if label else {}))
    return made


def _named(graph: Graph, held: Counter[str]) -> frozenset[str]:
    """The things that bear their name: those held most, and memories while they are few."""
    memories = [node.id for node in graph.nodes if node.kind == "memory"]
    best = sorted(held, key=lambda node: (-held[node], node))[:_NAMED]
    return frozenset((*best, *(memories if len(memories) <= _FEW else ())))


def _drawn_name(node: Node) -> str:
    """A name in the picture. ECharts keeps names as keys of objects, and one called "__proto__"
    brings the whole page down; a joiner before it shows nothing.
    """
    name = paper.shortened(node.label, _NAME)
    return f"\N{WORD JOINER}{name}" if name.startswith("__") else name


def _emphasis(node: str, drawing: Drawing, colours: Scheme) -> dict[str, Any]:
    """What makes a node stand out, or stand back."""
    on_way = drawing.on_way
    if node == drawing.marked or node in on_way:
        strong = {"show": True, "fontWeight": "bold", "fontSize": 13}
        return {"itemStyle": {"borderColor": colours.ink, "borderWidth": 2}, "label": strong}
    if on_way:
        return {"itemStyle": {"opacity": _FAINT}, "label": {"show": False}}
    return {}


def _links(drawing: Drawing, colours: Scheme) -> list[dict[str, Any]]:
    places = {node.id: place for place, node in enumerate(drawing.graph.nodes)}
    way = set(drawing.way)
    links = []
    for edge in drawing.graph.edges:
        link: dict[str, Any] = {"source": places[edge.source], "target": places[edge.target]}
        if edge in way:
            link["lineStyle"] = {"color": colours.accent, "opacity": 1, "width": 4}
        elif way:
            link["lineStyle"] = {"opacity": _FAINT / 2}
        elif edge.kind == "hated":
            link["lineStyle"] = {"color": colours.opposes, "type": "dashed", "opacity": 0.7}
        links.append(link)
    return links


def _standing_out(colours: Scheme) -> dict[str, Any]:
    return {
        "itemStyle": {"borderColor": colours.ink, "borderWidth": 2.5, "opacity": 1},
        "label": {"show": True, "fontWeight": "bold"},
        "lineStyle": {"color": colours.accent, "width": 3, "opacity": 1},
    }


def _under_pointer(graph: Graph) -> dict[str, Any]:
    if len(graph.nodes) > _MOST_HOVERED:
        return {"disabled": True}
    return {"focus": "adjacency", "label": {"show": True}, "lineStyle": {"opacity": 0.7}}


def _held(graph: Graph) -> Counter[str]:
    """How much holds each node."""
    held: Counter[str] = Counter({node.id: 0 for node in graph.nodes})
    for edge in graph.edges:
        held[edge.source] += edge.weight  # type: ignore[assignment]
        held[edge.target] += edge.weight  # type: ignore[assignment]
    return held
