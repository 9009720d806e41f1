"""The page *Graph*: how memories, smells, notes and perfumes hang together, to look at, to walk
through and to put right.
"""

from __future__ import annotations

import hashlib
from functools import partial

import streamlit as st

from flowery.perfumery.graph import Edge, Graph, Life
from flowery.perfumery.graph_ways import around, of_kinds, strongest
from flowery.ui import look, paper, session, ways
from flowery.ui.graph import (
    choice as graph_choice,
    drawing as graph_drawing,
    list as graph_list,
    panel as graph_panel,
    solid as graph_solid,
    strikes as graph_strikes,
    way as graph_way,
)
from flowery.ui.graph.drawing import Drawing
from flowery.ui.graph.kinds import legend
from flowery.ui.graph.told import Told, names
from flowery.ui.words import day, gettext as _, language, ngettext
from flowery.words.vocabulary import User

NODE, STEPS, VIEW, MARKED = "graph.node", "graph.steps", "graph.view", "graph.marked"
FLAT, SOLID = "flat", "solid"
MOST, UTMOST = 1_000, 5_000  # things drawn unasked, and when more are asked for
_ASKED, _WAY = "graph.asked", "graph.way"
_ADDRESSED = ("focus", "from", "to", "over")
_STEPS = (0, 1, 2, 3)


def show(user: User) -> None:
    """The whole page."""
    look.page(_("Graph"), _("How your memories, smells, notes and perfumes hang together."))
    paper.style()
    flowery = session.opened()
    life = flowery.life(user.id, _looked_at())
    if not life.memories and not life.reactions:
        _empty()
        return
    bar = st.container(key="graph-bar")
    with bar:
        find, near, view, more = st.columns([4, 3, 2.2, 1.6], vertical_alignment="bottom")
    with more:
        choice = graph_choice.choose(user, life.memories)
    seen = graph_choice.chosen(life, choice, user.time_zone)
    graph = of_kinds(flowery.graph(seen, language()), choice.kinds)
    nodes = {node.id: node for node in graph.nodes}
    told = Told(nodes, names(graph), _days(life, user), flowery.catalogue)
    _arrive(told)
    with find:
        node = _found(told)
    with near:
        steps = _near()
    with view:
        is_solid = _view() == SOLID
    way = _way(user, graph, told)
    part = around(graph, node, steps) if node and steps else graph
    _left_out(len(life.memories) - len(seen.memories))
    _drawn(user, part, told, way, node, is_solid=is_solid)
    graph_list.show(part, told)
    graph_strikes.listed(user)


def _looked_at() -> tuple[str, ...]:
    """The perfumes that the address or the person names, met or not."""
    named = [ways.opened(what) for what in _ADDRESSED]
    named += [st.session_state.get(key) for key in (NODE, graph_way.FROM, graph_way.TO)]
    return tuple(n.removeprefix("perfume:") for n in named if n and n.startswith("perfume:"))


def _empty() -> None:
    st.html(paper.paragraph(_("There is nothing to draw yet."), "fl-step"))
    st.write(_("It grows from the first memory: its place, its people, and what it smelled of."))
    with st.container(key="begin"):
        ways.link("remember", _("Write your first memory"), icon=":material/edit:")


def _arrive(told: Told) -> None:
    """Open what the address asks for, once: afterwards the person goes their own way."""
    asked = {what: ways.opened(what) for what in _ADDRESSED}
    if st.session_state.get(_ASKED) == asked and NODE in st.session_state:
        return
    st.session_state[_ASKED] = asked
    for what, key in (("focus", NODE), ("from", graph_way.FROM), ("to", graph_way.TO)):
        named = asked[what]
        if named in told.nodes:
            st.session_state[key] = named
        elif named is not None:
            st.info(_("What was asked for is not in your graph. It may have been forgotten."))
    st.session_state[graph_way.OVER] = asked["over"] or ""
    st.session_state[MARKED] = st.session_state.get(NODE) or ""
    if asked["focus"] in told.nodes:
        st.session_state[STEPS] = 2
    st.session_state[_WAY] = asked["from"] is not None or asked["to"] is not None


def _found(told: Told) -> str | None:
    options = list(told.nodes)
    if st.session_state.get(NODE) not in told.nodes:
        st.session_state[NODE] = None
    node: str | None = st.selectbox(
        _("Find"),
        options,
        index=None,
        format_func=told.names.__getitem__,
        placeholder=_("a memory, a smell, a perfume …"),
        key=NODE,
        on_change=_mark,
    )
    return node


def _near() -> int:
    st.session_state.setdefault(STEPS, 0)
    steps = st.segmented_control(
        _("Around it"),
        _STEPS,
        format_func=lambda steps: str(steps) if steps else _("everything"),
        key=STEPS,
        required=True,
        help=_("How many steps around the found thing are drawn"),
    )
    return steps or 0


def _view() -> str:
    said = {FLAT: _("Flat"), SOLID: _("In space")}
    st.session_state.setdefault(VIEW, FLAT)
    view = st.segmented_control(
        _("Drawn"), list(said), format_func=said.__getitem__, key=VIEW, required=True
    )
    return view or FLAT


def _way(user: User, graph: Graph, told: Told) -> tuple[Edge, ...]:
    said = _("How does a memory lead to a perfume?")
    opened = st.expander(said, key=_WAY, on_change="rerun", icon=":material/route:")
    if not opened.open:
        return ()
    with opened:
        way = graph_way.choose(graph, told)
        if way is not None:
            graph_way.show(user, way, told)
    return way or ()


def _left_out(memories: int) -> None:
    if memories > 0:
        said = ngettext(
            "{number} memory is filtered out.", "{number} memories are filtered out.", memories
        )
        st.html(paper.paragraph(said.format(number=memories)))


def _drawn(
    user: User, graph: Graph, told: Told, way: tuple[Edge, ...], node: str | None, *, is_solid: bool
) -> None:
    """The picture, and beside it what is opened."""
    place, beside = st.columns([5, 3], gap="medium")
    with place:
        on_way = {end for edge in way for end in (edge.source, edge.target)}
        part = _part(graph, {*on_way, *([node] if node else [])})
        st.html(legend(part))
        drawing = Drawing(part, st.session_state.get(MARKED, ""), way)
        if is_solid:
            graph_solid.draw(drawing, "graph-solid")
        else:
            key = f"graph-{_digest(part)}"
            with st.container(key="graph-drawing"):
                graph_drawing.draw(drawing, key, partial(_pick, key, part))
    with beside:
        if node is not None:
            graph_panel.panel(user, graph, told, node, _open)
        else:
            said = _("Click a thing in the picture, or find it by its name.")
            if is_solid:
                said = _("Find a thing by its name to open it.")
            st.html(paper.paragraph(said))


def _part(graph: Graph, always: set[str]) -> Graph:
    """As much of it as is drawn; what is left out is said."""
    count = len(graph.nodes)
    if count <= MOST:
        return graph
    more = min(count, UTMOST)
    is_more = st.toggle(_("Draw up to {number}").format(number=f"{more:,}"), key="graph.more")
    part = strongest(graph, more if is_more else MOST, always)
    shown = len(part.nodes)
    if shown < count:
        said = _("The {shown} best connected of {all} things are drawn; {left} are left out.")
        numbers = {"shown": f"{shown:,}", "all": f"{count:,}", "left": f"{count - shown:,}"}
        st.html(paper.paragraph(said.format(**numbers)))
    return part


def _digest(graph: Graph) -> str:
    """A picture of other things is another picture: what was clicked in it is forgotten."""
    ids = "\n".join(node.id for node in graph.nodes)
    return hashlib.sha256(ids.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _pick(key: str, graph: Graph) -> None:
    """Open what was clicked. The picture stays as it is, so that its zoom does too."""
    found = graph_drawing.picked(st.session_state[key], graph)
    if found is not None:
        st.session_state[NODE] = found


def _open(node_id: str) -> None:
    st.session_state[NODE] = node_id
    _mark()


def _mark() -> None:
    st.session_state[MARKED] = st.session_state.get(NODE) or ""


def _days(life: Life, user: User) -> dict[str, str]:
    """The day of every answer, by its question."""
    zone = user.time_zone
    return {a.question_id: day(a.created_at, zone) for a in life.answers if a.created_at}
