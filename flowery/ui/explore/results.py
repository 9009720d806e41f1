"""A search on *Explore*: its field, how it was understood, and the perfumes it found, page by
page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from html import escape
from typing import get_args

import streamlit as st

from flowery.perfumery.exploring import Found, Hit, Order
from flowery.ui import look, naming, paper, session, ways
from flowery.ui.explore import (
    facets as explore_facets,
    start as explore_start,
    walk as explore_walk,
)
from flowery.ui.explore.walk import Walk
from flowery.ui.explore.words import facet_said, order_said, understood, why
from flowery.ui.perfume.details import layers
from flowery.ui.perfume.facts import facts_in_a_line
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import User

_FIELD = "explore.words"
_ACCORDS = 4
_NOTES_A_LAYER = 3


def show(user: User) -> None:
    """The field, and below it a way in or a result."""
    walk = explore_walk.here()
    explore_walk.remember(walk)
    _field(walk)
    if walk.has_begun:
        _result(user, walk)
    else:
        explore_start.show(walk)
    if user.is_admin:
        ways.turn(_("How the search weighs"), "explore.weigh", ":material/tune:", weights="open")


def _field(walk: Walk) -> None:
    st.session_state[_FIELD] = walk.words
    with (
        st.form("explore.form", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input(
            _("What are you looking for?"),
            key=_FIELD,
            max_chars=explore_walk.LONGEST,
            placeholder=_("rose without patchouli, like Shalimar but lighter, 비 오는 날"),
        )
        st.form_submit_button(
            _("Search"),
            type="primary",
            icon=":material/search:",
            on_click=partial(_search, walk),
        )


def _search(walk: Walk) -> None:
    words = " ".join(st.session_state[_FIELD].split())
    explore_walk.go(replace(walk, words=words, page=1))


def _result(user: User, walk: Walk) -> None:
    flowery = session.opened()
    never = flowery.advice.ruled_out(user.id)
    hidden = None if walk.shows_ruled_out else never
    found = flowery.search.explore(walk.words, walk.narrowing, walk.order, walk.page, hidden)
    if chips := understood(found.asked):
        st.html(chips)
    explore_facets.show(walk, found)
    if found.total:
        _head(walk, found)
    if never.any():
        _toggle(walk, found)
    _tray()
    if not found.total:
        _nothing(walk, found)
        return
    for start in range(0, len(found.hits), 2):
        for column, hit in zip(st.columns(2), found.hits[start : start + 2], strict=False):
            with column:
                _card(hit, found, bool(never[flowery.catalogue.row(hit.fragrance.id)]))
    _pages(walk, found)


def _head(walk: Walk, found: Found) -> None:
    look.bring("explore_head", f"{found.page}")
    with st.container(key="explore_head", horizontal=True, vertical_alignment="center"):
        said = ngettext("{number} perfume", "{number} perfumes", found.total)
        st.html(paper.paragraph(said.format(number=f"{found.total:,}"), "fl-step"))
        key = "explore.order"
        st.session_state[key] = walk.order
        st.selectbox(
            _("Sort by"),
            get_args(Order),
            format_func=order_said,
            key=key,
            on_change=lambda: explore_walk.go(replace(walk, order=st.session_state[key], page=1)),
            label_visibility="collapsed",
            width=190,
        )


def _toggle(walk: Walk, found: Found) -> None:
    """Whether what this person ruled out is shown."""
    key = "explore.ruled_out"
    st.session_state[key] = walk.shows_ruled_out
    hidden = f"{found.ruled_out:,}"
    left_out = _("Show perfumes I ruled out ({number} here)").format(number=hidden)
    st.toggle(
        _("Show perfumes I ruled out") if walk.shows_ruled_out else left_out,
        key=key,
        on_change=lambda: explore_walk.go(
            replace(walk, shows_ruled_out=st.session_state[key], page=1)
        ),
    )


def _tray() -> None:
    """What was put aside to be compared."""
    catalogue = session.opened().catalogue
    kept = [one for one in explore_walk.tray() if one in catalogue]
    if not kept:
        return
    with st.container(key="explore_tray", horizontal=True, vertical_alignment="center"):
        names = " · ".join(catalogue.get(one).name for one in kept)
        st.html(paper.paragraph(names, "fl-plain"), width="stretch")
        if len(kept) > 1:
            ways.turn(
                _("Compare these"),
                "explore.compare",
                icon=":material/compare_arrows:",
                compare=",".join(kept),
            )
        else:
            st.html(paper.paragraph(_("one more to compare it with")), width="content")
        st.button(
            _("Put back"), key="explore.put_back", type="tertiary", on_click=explore_walk.empty_tray
        )


def _card(hit: Hit, found: Found, is_ruled_out: bool) -> None:
    fragrance = hit.fragrance
    key = fragrance.id
    with st.container(border=True, key=f"card-explore-{key}", height="stretch"):
        with st.container(key=f"perfume-name-{key}"):
            ways.turn(fragrance.name, f"explore.open.{key}", perfume=key)
        facts = " · ".join((fragrance.brand, *facts_in_a_line(fragrance)))
        never = paper.paragraph(_("holds something you ruled out"), "fl-against fl-plain")
        answers = why(session.opened().search.matches(fragrance, found.asked))
        told = f'<p class="fl-why">{escape(answers)}</p>' if answers else ""
        st.html(
            paper.paragraph(facts, "fl-house")
            + layers(fragrance, _NOTES_A_LAYER)
            + paper.dotted(accords_dotted(fragrance.accords))
            + told
            + (never if is_ruled_out else "")
        )
        is_aside = key in explore_walk.tray()
        st.button(
            _("Put aside to compare") if not is_aside else _("Put aside; take back"),
            key=f"explore.aside.{key}",
            icon=":material/check:" if is_aside else ":material/compare_arrows:",
            type="tertiary",
            on_click=explore_walk.put_aside,
            args=(key,),
        )


def accords_dotted(accords: Mapping[str, float]) -> list[tuple[str, str | None]]:
    """The strongest accords with the axis each leads to."""
    taxonomy = session.opened().taxonomy
    strongest = sorted(accords, key=lambda accord: -accords[accord])[:_ACCORDS]
    return [
        (naming.accord_name(taxonomy, accord), naming.axis_of_accord(taxonomy, accord))
        for accord in strongest
    ]


def _pages(walk: Walk, found: Found) -> None:
    if found.pages == 1:
        return
    key = f"explore.page.{found.page}"
    st.pagination(
        found.pages,
        default=found.page,
        key=key,
        on_change=lambda: explore_walk.go(replace(walk, page=st.session_state[key])),
    )


def _nothing(walk: Walk, found: Found) -> None:
    """Nothing is found: which filter is in the way, and what else could be tried."""
    st.html(paper.paragraph(_("No perfume here answers all of this."), "fl-step"))
    if found.ruled_out:
        st.write(_("Only perfumes that hold something you ruled out would."))
    search = session.opened().search
    for facet in walk.narrowing.chosen:
        loosened = walk.with_values(facet, ())
        total = search.explore(loosened.words, loosened.narrowing).total
        if total:
            said = _("Let go of the filter {field}: {number} perfumes")
            st.button(
                said.format(field=facet_said(facet), number=f"{total:,}"),
                key=f"explore.loosen.{facet}",
                icon=":material/lock_open_right:",
                on_click=explore_walk.go,
                args=(loosened,),
            )
    st.write(_("Fewer words find more. A note, a house or a mood is enough."))
    st.button(
        _("Begin anew"),
        key="explore.anew",
        type="tertiary",
        icon=":material/restart_alt:",
        on_click=explore_walk.go,
        args=(Walk(),),
    )
