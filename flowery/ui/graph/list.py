"""The graph without its picture: every edge as a sentence, what was said and smelled first."""

from __future__ import annotations

import streamlit as st

from flowery.perfumery.graph import Graph
from flowery.ui.graph.kinds import things_said
from flowery.ui.graph.panel import in_words, telling
from flowery.ui.graph.told import Told
from flowery.ui.words import gettext as _

_A_PAGE = 40


def show(graph: Graph, told: Told) -> None:
    """The list, folded away until it is asked for."""
    head = _("The same as a list: {things}").format(things=things_said(graph))
    opened = st.expander(head, key="graph.list", on_change="rerun", icon=":material/list:")
    if not opened.open:
        return
    edges = sorted(graph.edges, key=lambda e: (telling(e), -e.weight, e.source, e.target))
    with opened:
        pages = -(-len(edges) // _A_PAGE)
        place = st.container()
        page = st.pagination(pages, key="graph.list-page") if pages > 1 else 1
        shown = edges[(page - 1) * _A_PAGE : page * _A_PAGE]
        items = "".join(f'<li class="fl-moment">{in_words(edge, told)}</li>' for edge in shown)
        place.html(f'<ul class="fl-edges">{items}</ul>')
