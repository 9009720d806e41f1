"""What a person wishes for, tried or declined: one card each, with the reason if there is one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Literal

import streamlit as st

from flowery.collection import Possession
from flowery.ui import look, paper, session, ways
from flowery.ui.collection import stars as collection_stars
from flowery.ui.collection.words import perfume
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import ReactionKind, User

Part = Literal["wished", "tried", "declined"]

_A_PAGE = 12
_REACTION: dict[Part, ReactionKind] = {"wished": "wish", "tried": "tried", "declined": "declined"}


def show(user: User, part: str, found: Sequence[Possession]) -> None:
    """All of one part, a page at a time."""
    named: Part = "wished" if part == "wished" else "tried" if part == "tried" else "declined"
    if not found:
        st.html(paper.paragraph(_empty_said(named), "fl-step"))
        return
    pages = -(-len(found) // _A_PAGE)
    place = st.container()
    page = st.pagination(pages, key=f"collection.{part}-page") if pages > 1 else 1
    with place:
        for possession in found[(page - 1) * _A_PAGE : page * _A_PAGE]:
            _line(user, named, possession)


def _empty_said(part: Part) -> str:
    return {
        "wished": _("You wish for nothing yet. Add a perfume above, or find one in Explore."),
        "tried": _("Nothing tried so far. What you smell in a shop belongs here."),
        "declined": _("Nothing declined so far. It keeps a perfume out of your answers."),
    }[part]


def _line(user: User, part: Part, possession: Possession) -> None:
    known = perfume(possession.fragrance_id)
    name, house = (known.name, known.brand) if known else (possession.fragrance_id, "")
    with st.container(border=True, key=f"card-{part}-{possession.fragrance_id}"):
        head = f'<p class="fl-name">{escape(name)}</p>{paper.paragraph(house, "fl-house")}'
        st.html(head + (paper.quote(possession.reason) if possession.reason else ""))
        if part != "wished":
            collection_stars.stars(user, possession)
        with st.container(horizontal=True, vertical_alignment="center"):
            if known:
                ways.link("explore", _("About it"), icon=":material/search:", perfume=known.id)
            _acts(user, part, possession)


def _acts(user: User, part: Part, possession: Possession) -> None:
    fragrance_id = possession.fragrance_id
    if part == "declined":
        _reason(user, possession)
    else:
        st.button(
            _("I own it now"),
            key=f"own-{fragrance_id}",
            icon=":material/inventory_2:",
            type="tertiary",
            on_click=_own,
            args=(user, fragrance_id),
        )
    if _REACTION[part] in possession.reactions:
        st.button(
            _("Take it back"),
            key=f"back-{part}-{fragrance_id}",
            icon=":material/undo:",
            type="tertiary",
            on_click=_take_back,
            args=(user, fragrance_id, _REACTION[part]),
        )


def _reason(user: User, possession: Possession) -> None:
    key = f"reason-{possession.fragrance_id}"
    with st.popover(_("Say why") if not possession.reason else _("Say why anew"), type="tertiary"):
        said = st.text_area(_("Why not? (if you like)"), possession.reason, key=key)
        if st.button(_("Keep it"), key=f"keep-{key}"):
            with look.sentences():
                learning = session.writing().learning
                learning.react(user.id, possession.fragrance_id, "declined", said)
                look.drawn_anew(_("Your reason is kept."))


def _own(user: User, fragrance_id: str) -> None:
    with look.sentences():
        session.writing().learning.react(user.id, fragrance_id, "own")


def _take_back(user: User, fragrance_id: str, reaction: ReactionKind) -> None:
    with look.sentences():
        session.writing().learning.unreact(user.id, fragrance_id, reaction)
