"""What the shelves mean, and how what stood on them was taken by this person."""

from __future__ import annotations

import streamlit as st

from flowery.advice.acceptance import Acceptance
from flowery.ui import paper, session
from flowery.ui.perfume.card import shelf_said
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import User


def show(user: User) -> None:
    """The whole part; counted when it is opened."""
    opened = st.expander(
        _("The safest, your usual, a stretch, a surprise"),
        key="profile.shelves",
        on_change="rerun",
        icon=":material/shelves:",
    )
    if opened.open:
        with opened:
            for one in session.opened().advice.acceptance(user.id):
                st.html(paper.paragraph(shelf_said(one.shelf).capitalize(), "fl-part"))
                st.html(paper.paragraph(_meant(one.shelf), "fl-plain"))
                st.html(paper.paragraph(_taken(one)))


def _meant(shelf: str) -> str:
    return {
        "safest": _(
            "Of a list the one that is likely even if Flowery errs on the bright side, with "
            "nothing in it that you dislike."
        ),
        "usual": _("Likelier for you than two of three perfumes that could be shown."),
        "stretch": _("Less near to what you like; it is there because it answers the question."),
        "surprise": _(
            "One place in twelve goes to the perfume of which Flowery knows least whether you "
            "like it."
        ),
    }[shelf]


def _taken(one: Acceptance) -> str:
    if not one.shown:
        return _("None was shown to you yet.")
    shown = ngettext(
        "{number} perfume was shown.", "{number} perfumes were shown.", one.shown
    ).format(number=one.shown)
    judged = one.taken + one.turned_down
    if not one.is_telling:
        few = _("You judged {judged} of them afterwards: too little to tell.")
        return f"{shown} {few.format(judged=judged)}"
    told = _("Of {judged} that you judged afterwards, {taken} were right for you.")
    return f"{shown} {told.format(judged=judged, taken=one.taken)}"
