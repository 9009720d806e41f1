"""How one thing leads to another: two things are chosen, the way between them is told."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from flowery.perfumery.graph import Edge, Graph, NodeKind
from flowery.perfumery.graph_ways import path
from flowery.ui import paper
from flowery.ui.graph import strikes as graph_strikes
from flowery.ui.graph.panel import answer_link, in_words
from flowery.ui.graph.told import Told
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User

FROM, TO, OVER = "graph.from", "graph.to", "graph.over"
_BEGINNINGS: tuple[NodeKind, ...] = ("memory", "place", "person", "emotion", "source", "note")
_ENDS: tuple[NodeKind, ...] = ("perfume", "family", "accord", "note", "source", "memory")


def choose(graph: Graph, told: Told) -> tuple[Edge, ...] | None:
    """The way between two chosen things, () when there is none; None when nothing is chosen."""
    left, right = st.columns(2)
    with left:
        start = _chosen(graph, told, _BEGINNINGS, _("From"), FROM)
    with right:
        end = _chosen(graph, told, _ENDS, _("To"), TO)
    if start is None or end is None or start == end:
        return None
    return path(graph, start, end, st.session_state.get(OVER, ""))


def show(user: User, way: Sequence[Edge], told: Told) -> None:
    """The way in words, a step a line."""
    if not way:
        st.html(paper.paragraph(_("Nothing leads from the one to the other."), "fl-step"))
        return
    with st.container(key="graph-way", gap="small"):
        for number, edge in enumerate(way, start=1):
            key = f"graph.way-{number}-{edge.source}|{edge.target}"
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(f'<div class="fl-moment">{in_words(edge, told)}</div>')
                answer_link(edge)
                graph_strikes.button(user, edge, key)


def _chosen(graph: Graph, told: Told, kinds: Sequence[NodeKind], said: str, key: str) -> str | None:
    options = _options(graph, kinds)
    if st.session_state.get(key) not in options:
        st.session_state[key] = None
    return st.selectbox(
        said,
        options,
        index=None,
        format_func=told.names.__getitem__,
        placeholder=_("choose a thing"),
        key=key,
        on_change=_forget_over,
    )


def _options(graph: Graph, kinds: Sequence[NodeKind]) -> list[str]:
    able = [node for node in graph.nodes if node.kind in kinds]
    return [n.id for n in sorted(able, key=lambda n: (kinds.index(n.kind), n.label.casefold()))]


def _forget_over() -> None:
    """The note of a reason belongs to the way that the address asked for, to no other."""
    st.session_state.pop(OVER, None)
