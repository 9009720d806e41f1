"""Above every page, for whoever keeps tastes beside their own: which one this is, and the ways into
the others. Somebody who keeps none sees nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from flowery.ui import look, paper, session, ways
from flowery.ui.words import gettext as _, literal
from flowery.words.vocabulary import User

_LONGEST = 40  # letters of a name on a button


def show(here: User) -> None:
    """The line."""
    tastes = session.opened().people.tastes(here)
    if not tastes:
        return
    paper.style()
    if here.guardian_id is None:
        with st.container(key="taste_of_ones_own", horizontal=True, horizontal_alignment="right"):
            _others(here, tastes, _("Your own taste"))
        return
    with st.container(key="taste_line", horizontal=True, vertical_alignment="center"):
        st.write(_("This is the taste “{name}”, kept apart from yours.").format(name=_named(here)))
        back, key = _("Back to my own"), "leave_taste"
        if st.button(back, key=key, icon=":material/arrow_back:", type="tertiary"):
            enter(here.account_id)
        _others(here, tastes, _("Change"))
    if not session.opened().tables.of(here.id).version():
        st.html(
            paper.paragraph(
                _(
                    "Nothing is written here yet. Write what you know of their smells: what they "
                    "loved, what they could not stand, what their kitchen or coat smelled of."
                )
            )
        )


def enter(taste_id: str, place: ways.Place = "home") -> None:
    """Be in another taste from here on, beginning with a page of it."""
    session.opened().people.enter_taste(session.token(), taste_id)
    ways.go(place)


def _others(here: User, tastes: Sequence[User], said: str) -> None:
    popover = st.popover(said, icon=":material/group:", type="tertiary", key="taste_ways_of")
    with popover, st.container(key="taste_ways", gap="small"), look.sentences():
        own = session.opened().people.guardian(here)
        _way(own, _("Your own taste"), here)
        for taste in tastes:
            _way(taste, _named(taste), here)
        ways.link("account", _("Look after tastes"), icon=":material/tune:", part="tastes")


def _way(taste: User, said: str, here: User) -> None:
    is_here = taste.id == here.id
    icon = ":material/check:" if is_here else ":material/arrow_forward:"
    key = f"enter_taste_{taste.id}"
    if st.button(said, key=key, icon=icon, type="tertiary", disabled=is_here):
        enter(taste.id)


def _named(taste: User) -> str:
    return literal(paper.shortened(taste.name, _LONGEST))
