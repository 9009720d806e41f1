"""What is missing: sides and seasons that the shelf lacks, with the evidence and perfumes that
would fill them; and what of it may be worn together.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from flowery.collection.gaps import Gap
from flowery.collection.layering import Layering
from flowery.taste.profile import ENOUGH_MEMORIES
from flowery.ui import look, naming, paper, session, ways
from flowery.ui.axes import axis_name
from flowery.ui.collection.words import season_said, title
from flowery.ui.profile import evidence as evidence_list
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import Recommendation, User

_NAMED = 3  # owned perfumes that are named as covering a side
_REASONS = 2


def show(user: User) -> None:
    """The whole part."""
    flowery = session.opened()
    if not any(one.is_owned for one in flowery.collection.of(user.id)):
        st.html(paper.paragraph(_("Nothing is owned yet, so nothing can be missing."), "fl-step"))
        st.write(_("Add two or three perfumes you own, and come back."))
        return
    _gaps(user)
    _layerings(user)


def _gaps(user: User) -> None:
    st.subheader(_("Gaps on your shelf"), anchor=False)
    flowery = session.opened()
    profile = flowery.taste.profile(user.id)
    if profile.memories < ENOUGH_MEMORIES:
        st.html(
            paper.paragraph(
                _(
                    "There is too little to tell yet which sides you miss: your taste rests on "
                    "fewer than {number} memories."
                ).format(number=ENOUGH_MEMORIES)
            )
        )
    gaps = flowery.collection.gaps(user.id)
    if not gaps and profile.memories >= ENOUGH_MEMORIES:
        st.write(_("Nothing stands out as missing from your shelf."))
    for gap in gaps:
        with st.container(border=True, key=f"card-{gap.subject.replace(':', '-')}"):
            _gap(user, gap)


def _gap(user: User, gap: Gap) -> None:
    is_side = gap.kind == "axis"
    name = axis_name(gap.name) if is_side else season_said(gap.name)
    st.html(f'<p class="fl-name">{escape(name)}</p>{paper.paragraph(_why(gap), "fl-plain")}')
    if gap.shares:
        opened = st.expander(
            _("Why Flowery thinks you like it"),
            key=f"why-{gap.name}",
            on_change="rerun",
            icon=":material/balance:",
        )
        if opened.open:
            with opened:
                sources = evidence_list.sources(user)
                evidence_list.opened(gap.shares, sources, f"gap-{gap.name}")
    suggested = session.opened().collection.suggested(user.id, gap)
    if not suggested:
        st.html(paper.paragraph(_("No perfume here fills it within what you never want.")))
        return
    st.html(paper.paragraph(_("Would fill it"), "fl-part"))
    own = session.opened().tables.of(user.id)
    wished = {r.fragrance_id for r in own.tastes.reactions() if r.reaction == "wish"}
    for one in suggested:
        _suggestion(user, gap, one, one.fragrance_id in wished)


def _why(gap: Gap) -> str:
    """A gap in numbers that say what they mean."""
    if gap.kind == "axis":
        said = _("{wanted} of what you like smells of it, and {held} of what you own.").format(
            wanted=f"{gap.wanted:.0%}", held=f"{gap.held:.0%}"
        )
    else:
        said = _(
            "Of {number} perfumes of yours whose season is known, {covering} suit it. "
            "Your taste does not enter this count."
        ).format(covering=len(gap.covering), number=gap.told)
    named = ", ".join(title(one) for one in gap.covering[:_NAMED])
    return f"{said} {_('So far: {perfumes}.').format(perfumes=named)}" if named else said


def _suggestion(user: User, gap: Gap, one: Recommendation, is_wished: bool) -> None:
    with st.container(gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            ways.link("explore", one.title, icon=":material/search:", perfume=one.fragrance_id)
            st.button(
                _("Wished for") if is_wished else _("Wish for it"),
                key=f"wish-{gap.name}-{one.fragrance_id}",
                type="tertiary",
                icon=":material/bookmark_added:" if is_wished else ":material/bookmark:",
                disabled=is_wished,
                on_click=_wish,
                args=(user, one.fragrance_id),
            )
        if reasons := _own_reasons(one):
            st.html(paper.paragraph(reasons))


def _own_reasons(one: Recommendation) -> str:
    """What of the person speaks for it; that it fills the gap is said above."""
    own = [reason for reason in one.supports if reason.kind in ("taste", "memories")]
    own.sort(key=lambda reason: (reason.memory_id is None, -reason.amount))
    return "; ".join(dict.fromkeys(reason.detail for reason in own[:_REASONS]))


def _wish(user: User, fragrance_id: str) -> None:
    with look.sentences():
        session.writing().learning.react(user.id, fragrance_id, "wish")
        said = _("You wish for {perfume}.").format(perfume=paper.label(title(fragrance_id)))
        st.toast(said, icon=":material/check:")


def _layerings(user: User) -> None:
    st.subheader(_("To try together"), anchor=False)
    pairs = session.opened().collection.layerings(user.id)
    if not pairs:
        st.write(
            _(
                "No pair of yours both shares a note and brings something new. "
                "More perfumes would give more pairs."
            )
        )
        return
    st.html(
        paper.paragraph(
            _("A rule of thumb from notes, which nobody has smelled: one spray each, and see.")
        )
    )
    for pair in pairs:
        _layering(pair)


def _layering(pair: Layering) -> None:
    taxonomy = session.opened().taxonomy
    shared = ", ".join(naming.note_name(taxonomy, one) for one in pair.shared)
    with st.container(border=True, key=f"card-pair-{pair.under}-{pair.over}"):
        st.html(paper.paragraph(f"{title(pair.under)} + {title(pair.over)}", "fl-name"))
        under, over = axis_name(pair.under_brings).lower(), axis_name(pair.over_brings).lower()
        reason = _(
            "Shared: {shared}. More in the first, which goes on first: {under}; in the second: "
            "{over}."
        ).format(shared=shared, under=under, over=over)
        st.html(paper.paragraph(reason, "fl-plain"))
        with st.container(horizontal=True):
            for fragrance_id in (pair.under, pair.over):
                ways.link("explore", title(fragrance_id), ":material/search:", perfume=fragrance_id)
