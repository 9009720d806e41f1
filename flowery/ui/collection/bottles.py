"""The bottles of one perfume, opened: their facts to be changed, what is left, their photo, and the
ways to empty or remove one or to add another.
"""

from __future__ import annotations

import streamlit as st

from flowery.collection import Possession, level
from flowery.ui import look, paper, session
from flowery.ui.collection import fields as collection_fields
from flowery.ui.collection.words import bottle_said, number
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import Bottle, User


def show(user: User, possession: Possession) -> None:
    """Every bottle, and the way to one more."""
    st.html(
        paper.paragraph(
            _(
                "What is left is counted: {spray} ml a spray, {sprays} sprays where a wear does "
                "not say how many. Measure it yourself, and the count goes on from there."
            ).format(spray=number(level.SPRAY), sprays=level.USUAL_SPRAYS)
        )
    )
    amounts = level.left(
        possession.bottles, possession.wears, session.opened().collection.zone(user.id)
    )
    for bottle in possession.bottles:
        with st.container(border=True, key=f"bottle-{bottle.id}"):
            _bottle(user, bottle, amounts[bottle.id])
    with st.popover(_("Add a bottle of it"), icon=":material/add:"):
        _another(user, possession)
    if not possession.bottles:
        st.button(
            _("I do not own it"),
            key=f"disown-{possession.fragrance_id}",
            type="tertiary",
            on_click=_disown,
            args=(user, possession.fragrance_id),
        )


def _bottle(user: User, bottle: Bottle, left: float | None) -> None:
    st.html(paper.paragraph(bottle_said(bottle), "fl-plain"))
    if bottle.note:
        st.html(paper.quote(bottle.note))
    with st.container(horizontal=True):
        with st.popover(_("Change"), icon=":material/edit:"):
            _change(user, bottle)
        if bottle.emptied_on is None:
            with st.popover(_("What is left"), icon=":material/water_drop:"):
                _measure(user, bottle, left)
        with st.popover(_("Photo"), icon=":material/photo_camera:"):
            _photo(user, bottle)
        with st.popover(_("Empty or gone"), icon=":material/delete:"):
            _leave(user, bottle)


def _change(user: User, bottle: Bottle) -> None:
    facts = collection_fields.bottle(f"change-{bottle.id}", user, bottle)
    if st.button(_("Keep the changes"), key=f"keep-{bottle.id}", type="primary"):
        with look.sentences():
            session.writing().collection.change(user.id, bottle.id, facts)
            look.drawn_anew(_("Your changes are kept."))


def _measure(user: User, bottle: Bottle, left: float | None) -> None:
    measured = st.number_input(
        _("Millilitres left"),
        value=left,
        min_value=0.0,
        step=1.0,
        format="%g",
        key=f"left-{bottle.id}-{bottle.left_at}",
    )
    if st.button(_("Count on from here"), key=f"measure-{bottle.id}", type="primary"):
        _measured(user, bottle, measured)
    if bottle.left is not None and st.button(
        _("Count all wears again"), key=f"recount-{bottle.id}"
    ):
        _measured(user, bottle, None)


def _measured(user: User, bottle: Bottle, left: float | None) -> None:
    with look.sentences():
        session.writing().collection.measure(user.id, bottle.id, left)
        look.drawn_anew(_("What is left is set right."))


def _photo(user: User, bottle: Bottle) -> None:
    given = collection_fields.photo(f"photo-{bottle.id}-{bottle.photo and bottle.photo.sha256}")
    if st.button(_("Keep this photo"), key=f"show-{bottle.id}", disabled=given is None):
        _pictured(user, bottle, given)
    if bottle.photo and st.button(_("Take the photo away"), key=f"hide-{bottle.id}"):
        _pictured(user, bottle, None)


def _pictured(user: User, bottle: Bottle, photo: bytes | None) -> None:
    with look.sentences():
        session.writing().collection.show(user.id, bottle.id, photo)
        look.drawn_anew(_("The photo is kept.") if photo else _("The photo is gone."))


def _leave(user: User, bottle: Bottle) -> None:
    """Empty is a fact about a bottle one had; removed means that it never was there."""
    is_empty = bottle.emptied_on is None
    said = _("It is empty") if is_empty else _("It is not empty")
    st.write(_("An empty bottle stays in your history, with its wears and what it cost."))
    if st.button(said, key=f"empty-{bottle.id}"):
        with look.sentences():
            session.writing().collection.empty(user.id, bottle.id, is_empty)
            look.drawn_anew(_("Noted."))
    st.write(_("A removed bottle is erased with its note and its photo; the wears stay."))
    if st.button(_("Remove it"), key=f"remove-{bottle.id}", icon=":material/delete_forever:"):
        with look.sentences():
            session.writing().collection.remove(user.id, bottle.id)
            look.drawn_anew(_("The bottle is removed."))


def _another(user: User, possession: Possession) -> None:
    key = f"another-{possession.fragrance_id}-{len(possession.bottles)}"
    facts = collection_fields.bottle(key, user)
    photo = collection_fields.photo(key)
    if st.button(_("Add it"), key=f"{key}-keep", type="primary"):
        with look.sentences():
            session.writing().collection.add(user.id, possession.fragrance_id, facts, photo)
            look.drawn_anew(_("The bottle is in your collection."))


def _disown(user: User, fragrance_id: str) -> None:
    with look.sentences():
        session.writing().learning.unreact(user.id, fragrance_id, "own")
