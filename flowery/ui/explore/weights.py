"""How the search weighs its sources, for the administrator: other weights are tried out beside the
present ones before they are kept.
"""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from flowery.perfumery.exploring import Hit
from flowery.perfumery.weighing import FARTHEST, HEAVIEST, MEASURED, NAMES, SourceWeights
from flowery.ui import look, paper, session
from flowery.ui.explore import walk as explore_walk
from flowery.ui.perfume.page import back
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User

_SHOWN = 8
_TRIED = "weights.tried"


def show(administrator: User) -> None:
    """The whole panel."""
    back("weights")
    look.page(_("How the search weighs"), _("What speaks for a perfume, and how much each counts."))
    now = session.opened().weighing.now()
    left, right = st.columns([2, 3], gap="large")
    with left:
        chosen = _sliders(now)
        _acts(administrator, now, chosen)
    with right:
        _tried_out(now, chosen)


def _sliders(now: SourceWeights) -> SourceWeights:
    values: dict[str, float] = {}
    for name in NAMES:
        key = f"weights.{name}"
        st.session_state.setdefault(key, float(asdict(now)[name]))
        highest = FARTHEST if name == "nearest" else HEAVIEST
        step = 0.05 if name == "nearest" else 0.1
        values[name] = st.slider(_said(name), 0.0, highest, step=step, key=key)
    return SourceWeights(**values)


def _said(name: str) -> str:
    return {
        "notes": _("Notes"),
        "accords": _("Accords"),
        "texts": _("Words in names and facts"),
        "brands": _("House and perfumer"),
        "meaning": _("Nearness in meaning"),
        "alike": _("Likeness to a named perfume"),
        "nearest": _("Below this, nothing is called similar"),
    }[name]


def _acts(administrator: User, now: SourceWeights, chosen: SourceWeights) -> None:
    with st.container(horizontal=True):
        if st.button(_("Keep these weights"), type="primary", disabled=chosen == now):
            with look.sentences():
                session.writing().weighing.keep(administrator, chosen)
                _anew(_("Kept. Every search weighs so from now on."))
        if st.button(_("Back to the measured ones"), disabled=now == chosen == MEASURED):
            with look.sentences():
                session.writing().weighing.forget(administrator)
                _anew(_("The search weighs as it was measured to find best."))


def _anew(done: str) -> None:
    for name in NAMES:
        st.session_state.pop(f"weights.{name}", None)
    look.drawn_anew(done)


def _tried_out(now: SourceWeights, chosen: SourceWeights) -> None:
    """The same search with the present and with the other weights."""
    st.session_state.setdefault(_TRIED, explore_walk.last().words)
    words = st.text_input(
        _("Try a search"), key=_TRIED, max_chars=500, placeholder=_("like Shalimar but lighter")
    )
    if not words.strip():
        st.html(paper.paragraph(_("Type a search to see what the weights change.")))
        return
    search = session.opened().search
    before = search.weighed(now).search(words, _SHOWN)
    after = search.weighed(chosen).search(words, _SHOWN)
    places = {hit.fragrance.id: place for place, hit in enumerate(before)}
    one, other = st.columns(2)
    with one:
        st.html(paper.paragraph(_("now"), "fl-part") + _list(before, {}))
    with other:
        st.html(paper.paragraph(_("with these weights"), "fl-part") + _list(after, places))


def _list(hits: tuple[Hit, ...], before: dict[str, int]) -> str:
    if not hits:
        return paper.paragraph(_("nothing"))
    lines = [
        f"{place + 1}. {hit.fragrance.title}{_moved(place, hit.fragrance.id, before)}"
        for place, hit in enumerate(hits)
    ]
    return "".join(paper.paragraph(line, "fl-plain") for line in lines)


def _moved(place: int, fragrance_id: str, before: dict[str, int]) -> str:
    if not before:
        return ""
    was = before.get(fragrance_id)
    if was is None:
        return f" ({_('new')})"
    return "" if was == place else f" ({'↑' if place < was else '↓'}{abs(was - place)})"
