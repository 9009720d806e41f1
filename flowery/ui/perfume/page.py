"""A perfume itself: what it is, what it smells of, what the person's memories say of it, and where
one can go from here.
"""

from __future__ import annotations

from math import sqrt

import streamlit as st

from flowery.ui import charts, look, naming, paper, radar, session, ways
from flowery.ui.explore import walk as explore_walk
from flowery.ui.perfume import (
    alike as perfume_alike,
    chance_opened,
    comparison,
    critique,
    facts as perfume_facts,
    reactions as perfume_reactions,
)
from flowery.ui.perfume.details import accords, details
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import AXES, LAYERS, Fragrance, User


def show(user: User, fragrance_id: str) -> None:
    """The whole page of one perfume."""
    catalogue = session.opened().catalogue
    if fragrance_id not in catalogue:
        _unknown()
        return
    fragrance = catalogue.get(fragrance_id)
    back(fragrance.id)
    look.page(fragrance.name, _first_line(fragrance))
    reactions = session.opened().tables.of(user.id).tastes.reactions()
    perfume_reactions.pills(user, fragrance.id, fragrance.name, reactions, f"page-{fragrance.id}")
    critique.field(user, f"page-{fragrance.id}", _("What would you change?"), fragrance.id)
    _onward(fragrance)
    if session.opened().advice.ruled_out(user.id)[catalogue.row(fragrance.id)]:
        st.html(paper.paragraph(_("It holds something you ruled out."), "fl-against fl-plain"))
    chance_opened.show(user, fragrance.id)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _smelled(fragrance)
        _facts(fragrance)
    with right:
        _beside_taste(user, fragrance)
    _for_you(user, fragrance)
    perfume_alike.show(user, fragrance)


def back(opened: str) -> None:
    """The way back to the search one came from, in sight when something else was opened."""
    walk = explore_walk.last()
    said = _("Back to the search") if walk.has_begun else _("All perfumes")
    with st.container(key="explore_top"):
        st.button(
            said,
            key="explore.back",
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=explore_walk.go,
            args=(walk,),
        )
    look.bring("explore_top", opened)


def _unknown() -> None:
    look.page(_("Explore"), _("This perfume is not in the catalogue."))
    st.write(_("It may have been merged with another. Search for it by house and name."))
    back("nothing")


def _first_line(fragrance: Fragrance) -> str:
    made = ""
    if fragrance.perfumers:
        made = _("made by {perfumers}").format(perfumers=", ".join(fragrance.perfumers))
    facts = (fragrance.brand, *perfume_facts.facts_in_a_line(fragrance), made)
    return paper.label(" · ".join(fact for fact in facts if fact), 300)


def _onward(fragrance: Fragrance) -> None:
    with st.container(key="explore_onward", horizontal=True, vertical_alignment="center"):
        focus = f"perfume:{fragrance.id}"
        ways.link("graph", _("In your scent graph"), icon=":material/hub:", focus=focus)
        ways.link(
            "collection", _("Into my collection"), icon=":material/shelves:", add=fragrance.id
        )
        aside = [one for one in explore_walk.tray() if one != fragrance.id]
        if aside:
            ways.turn(
                _("Compare with what I put aside"),
                "explore.compare_aside",
                icon=":material/compare_arrows:",
                compare=",".join([*aside[: explore_walk.MOST_COMPARED - 1], fragrance.id]),
            )
        elif fragrance.id not in explore_walk.tray():
            st.button(
                _("Put aside to compare"),
                key="explore.put_aside",
                icon=":material/compare_arrows:",
                type="tertiary",
                on_click=explore_walk.put_aside,
                args=(fragrance.id,),
            )


def _smelled(fragrance: Fragrance) -> None:
    """The pyramid, or the plain list where no pyramid is known; every note opens."""
    if not fragrance.notes:
        st.html(paper.paragraph(_("No notes are known of it."), "fl-plain"))
    elif fragrance.flat and not (fragrance.top or fragrance.heart or fragrance.base):
        st.subheader(_("Notes"), anchor=False)
        st.html(paper.paragraph(_("No pyramid is known, only which notes are in it.")))
    else:
        st.subheader(_("Pyramid"), anchor=False)
    for layer in LAYERS:
        _notes(naming.layer_said(layer), getattr(fragrance, layer), layer)
    _notes(_("Notes"), fragrance.flat, "flat")
    if fragrance.accords:
        st.subheader(_("Accords"), anchor=False)
        st.html(accords(fragrance))


def _notes(title: str, notes: tuple[str, ...], layer: str) -> None:
    if not notes:
        return
    key = f"explore.notes.{layer}"
    taxonomy = session.opened().taxonomy
    st.session_state[key] = None

    def opened() -> None:
        if st.session_state[key] is not None:
            st.query_params.from_dict({"note": st.session_state[key]})

    st.pills(
        title,
        list(dict.fromkeys(notes)),
        format_func=lambda note: paper.label(naming.note_name(taxonomy, note)),
        key=key,
        on_change=opened,
        label_visibility="visible" if layer in LAYERS else "collapsed",
        wrap=True,
    )


def _facts(fragrance: Fragrance) -> None:
    st.subheader(_("What is known of it"), anchor=False)
    st.html(perfume_facts.table(fragrance))
    st.html(paper.paragraph(perfume_facts.where_from(fragrance)))


def _beside_taste(user: User, fragrance: Fragrance) -> None:
    """Its direction, over that of the person's own taste where there is one."""
    its = radar.Ring(fragrance.name, comparison.values(fragrance))
    profile = session.opened().taste.profile(user.id)
    length = sqrt(sum(value * value for value in profile.values.values()))
    if not length:
        charts.draw(radar.chart([its]), f"perfume-{fragrance.id}")
        return
    scaled = {axis: profile.values.get(axis, 0.0) / length for axis in AXES}
    own = radar.Ring(_("your taste"), scaled, is_thin=True)
    charts.draw(radar.chart([its, own]), f"perfume-{fragrance.id}")
    said = _("Your taste is drawn as large as the perfume: only the direction compares.")
    st.html(paper.paragraph(said))


def _for_you(user: User, fragrance: Fragrance) -> None:
    """What the person's own memories say for it and against it, on demand."""
    opened = st.expander(
        _("What your memories say about it"),
        key=f"explore.about.{fragrance.id}",
        on_change="rerun",
        icon=":material/auto_stories:",
    )
    if not opened.open:
        return
    flowery = session.opened()
    with opened:
        one = flowery.advice.about(user.id, fragrance.id)
        if one is None:
            st.write(_("It holds something you ruled out, so it is never recommended to you."))
            ways.link("account", _("See what you ruled out for good"), icon=":material/tune:")
            return
        memories = {memory.id: memory for memory in flowery.tables.of(user.id).diary.list()}
        details(one, None, memories, f"page-{fragrance.id}")
