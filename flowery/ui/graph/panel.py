"""One thing of the graph, opened: what it is, the link to the thing itself, its edges in words."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from flowery.perfumery.graph import FELT, SPEAKS, Edge, Graph, Node
from flowery.perfumery.graph_ways import touching
from flowery.ui import look, naming, paper, session, ways
from flowery.ui.graph import strikes as graph_strikes
from flowery.ui.graph.kinds import kind_said
from flowery.ui.graph.told import Told, edge_told, provenance_told
from flowery.ui.words import gettext as _, language, ngettext
from flowery.words.vocabulary import User

_SHOWN = 8  # edges; more when they are asked for
_MOST = 60

Open = Callable[[str], None]


def panel(user: User, graph: Graph, told: Told, node_id: str, open_node: Open) -> None:
    """Everything about one thing; its neighbours are opened with `open_node`."""
    node = told.nodes[node_id]
    with st.container(border=True, key="graph-panel"):
        st.html(paper.paragraph(kind_said(node.kind), "fl-house") + _name(node))
        for said in _facts(user, node):
            st.html(paper.paragraph(said))
        _itself(node)
        edges = sorted(touching(graph, node_id), key=telling)
        counted = ngettext("{number} edge", "{number} edges", len(edges))
        st.html(paper.paragraph(counted.format(number=len(edges)), "fl-part"))
        is_open = len(edges) > _SHOWN and st.toggle(_("Show all"), key=f"graph.all-{node_id}")
        for edge in edges[: _MOST if is_open else _SHOWN]:
            _edge(user, edge, told, node_id, open_node)
        _rest(len(edges), is_open=is_open)
    look.bring("graph-panel", node_id)


def in_words(edge: Edge, told: Told) -> str:
    """An edge in words with who says so, as HTML."""
    said, source = edge_told(edge, told), provenance_told(edge, told)
    return f"{paper.paragraph(said, 'fl-plain')}{paper.paragraph(source)}"


def answer_link(edge: Edge) -> None:
    """The way to the answer that says so, when one does."""
    kind, _colon, question = edge.provenance.partition(":")
    if kind == "answer":
        ways.link("ask", _("The answer"), icon=":material/forum:", question=question)


def telling(edge: Edge) -> int:
    """What answers and memories say of a thing comes before what is known of it anyway."""
    if edge.kind in SPEAKS:
        return 0
    if edge.provenance == "memory":
        return 3
    return 1 if edge.kind in (*FELT, "smells of") else 2


def _edge(user: User, edge: Edge, told: Told, here: str, open_node: Open) -> None:
    other = told.nodes[edge.target if edge.source == here else edge.source]
    key = f"{edge.source}|{edge.target}|{edge.kind}"
    with st.container(gap="xsmall"):
        st.html(f'<div class="fl-moment">{in_words(edge, told)}</div>')
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                paper.label(other.label or kind_said(other.kind), 40),
                key=f"graph.go-{key}",
                icon=":material/arrow_forward:",
                type="tertiary",
                on_click=open_node,
                args=(other.id,),
            )
            answer_link(edge)
            graph_strikes.button(user, edge, f"graph.strike-{key}")


def _rest(count: int, *, is_open: bool) -> None:
    if is_open and count > _MOST:
        left = ngettext("{number} weaker one", "{number} weaker ones", count - _MOST)
        st.html(paper.paragraph(left.format(number=count - _MOST)))


def _name(node: Node) -> str:
    name = node.label or _("A memory without words")
    return f'<p class="fl-name" dir="auto">{escape(paper.shortened(name, 120))}</p>'


def _facts(user: User, node: Node) -> list[str]:
    """What it is, in a line or two."""
    flowery = session.opened()
    if node.kind == "memory":
        memory = flowery.tables.of(user.id).diary.get(node.key)
        facts = " · ".join(fact for fact in (memory.happened, memory.place) if fact)
        return [fact for fact in (facts, paper.shortened(memory.words, 160)) if fact]
    if node.kind == "perfume":
        reactions = flowery.tables.of(user.id).tastes.reactions()
        said = [naming.reaction_said(r.reaction) for r in reactions if r.fragrance_id == node.key]
        return [" · ".join(dict.fromkeys(said))] if said else []
    note = flowery.taxonomy.notes.get(node.key) if node.kind == "note" else None
    if note is None:
        return []
    layer = _("usually in: {layer}").format(layer=naming.layer_said(note.layer))
    return [note.description, layer] if language() == "en" and note.description else [layer]


def _itself(node: Node) -> None:
    """The link to the thing itself."""
    if node.kind == "memory":
        ways.link("memories", _("Open"), icon=":material/auto_stories:", memory=node.key)
    elif node.kind == "perfume":
        ways.link("explore", _("The perfume"), icon=":material/travel_explore:", perfume=node.key)
    elif node.kind == "note":
        said = _("Perfumes with this note")
        ways.link("explore", said, icon=":material/travel_explore:", note=node.key)
    elif node.kind in ("accord", "family"):
        said = _("Perfumes like this")
        ways.link("explore", said, icon=":material/travel_explore:", q=node.label)
