"""The kinds of things in the graph as they are called, coloured and shaped; the legend of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from html import escape

from flowery.perfumery.graph import NODE_KINDS, Graph, NodeKind
from flowery.ui.axes import Scheme, scheme
from flowery.ui.words import gettext as _, ngettext

SHAPES: Mapping[NodeKind, str] = {
    "memory": "M5 2h10l5 5v15H5z",
    "place": "M12 2a7 7 0 0 0-7 7c0 5 7 13 7 13s7-8 7-13a7 7 0 0 0-7-7z",
    "person": "M12 3a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9zM3 22c0-5 4-8 9-8s9 3 9 8z",
    "emotion": "M12 21C5 15 2 11.5 2 7.8C2 4.9 4.3 3 6.8 3C9 3 11 4.3 12 6.2"
    "C13 4.3 15 3 17.2 3C19.7 3 22 4.9 22 7.8C22 11.5 19 15 12 21z",
    "source": "M4 4h16v16H4z",
    "note": "M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18z",
    "accord": "M12 1L23 12L12 23L1 12z",
    "family": "M7 3h10l5 9l-5 9H7l-5-9z",
    "perfume": "M9 1h6v4H9zM6 7h12a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V10"
    "a3 3 0 0 1 3-3z",
}
"""Outlines in a square of 24, drawn in the picture and in the legend."""

_AXES: Mapping[NodeKind, str] = {
    "place": "aquatic",
    "person": "leather",
    "emotion": "fruity",
    "source": "woody",
    "note": "green",
    "accord": "white_floral",
    "family": "mossy",
    "perfume": "citrus",
}
"""Whose colour a kind borrows; a memory has the accent."""


def colour(kind: NodeKind, colours: Scheme) -> str:
    """The colour of a kind on this ground."""
    return colours.accent if kind == "memory" else colours.axes[_AXES[kind]]


def kind_said(kind: NodeKind) -> str:
    """What one of a kind is called."""
    return {
        "memory": _("Memory"),
        "place": _("Place"),
        "person": _("Person"),
        "emotion": _("Feeling"),
        "source": _("Smelled thing"),
        "note": _("Note"),
        "accord": _("Accord"),
        "family": _("Family"),
        "perfume": _("Perfume"),
    }[kind]


def counted(graph: Graph) -> Mapping[NodeKind, int]:
    """How many things of each kind there are, in the order of the kinds."""
    found = Counter(node.kind for node in graph.nodes)
    return {kind: found[kind] for kind in NODE_KINDS if found[kind]}


def things_said(graph: Graph) -> str:
    """How many things and edges, in words."""
    things = ngettext("{number} thing", "{number} things", len(graph.nodes))
    edges = ngettext("{number} edge", "{number} edges", len(graph.edges))
    return f"{things.format(number=len(graph.nodes))} · {edges.format(number=len(graph.edges))}"


def legend(graph: Graph) -> str:
    """Shape, colour, name and number of every kind that is there, as HTML."""
    items = "".join(
        f'<li class="fl-kind-{kind}">{escape(kind_said(kind))} <b>{number}</b></li>'
        for kind, number in counted(graph).items()
    )
    return f'<style>{_signs(scheme())}</style><ul class="fl-kinds">{items}</ul>'


def _signs(colours: Scheme) -> str:
    """The shapes as masks over the colours: a page takes no drawing inside its HTML."""
    return "".join(
        f'.fl-kind-{kind}::before{{background:{colour(kind, colours)};mask-image:url("data:'
        f"image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E"
        f"%3Cpath d='{outline}'/%3E%3C/svg%3E\")}}"
        for kind, outline in SHAPES.items()
    )
