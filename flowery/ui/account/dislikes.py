"""The part *Never again* of the account: notes and whole directions that are not wanted.

It asks for a note, how serious it is and, if wished, which side and layer of it; `learning` decides
what that means.
"""

from __future__ import annotations

import streamlit as st

from flowery.perfumery.notes import Taxonomy
from flowery.ui import look, naming, session
from flowery.ui.words import gettext as _, language, literal
from flowery.words.vocabulary import AXES, Dislike, Layer, Level, User

_ANYWHERE: tuple[Layer | None, ...] = (None, "top", "heart", "base")
_LEVELS: tuple[Level, ...] = ("veto", "avoid", "allergy")


def show(user: User) -> None:
    """The whole part."""
    st.write(_("What is here as “never” or as an allergy is in no recommendation, whatever else."))
    _state_one(user)
    _listed(user)


def _state_one(user: User) -> None:
    taxonomy = session.opened().taxonomy
    stated = len(session.opened().tables.of(user.id).tastes.dislikes())
    subject = st.selectbox(
        _("A note, or a whole direction"),
        _subjects(taxonomy),
        index=None,
        format_func=lambda one: _found_by(taxonomy, one),
        placeholder=_("Search: tuberose, patchouli, …"),
        key=f"dislike_subject_{stated}",  # empty again once one was kept
    )
    if subject is None:
        return
    level = st.segmented_control(
        _("How serious is it?"),
        _LEVELS,
        default="veto",
        format_func=naming.level_said,
        key="dislike_level",
    )
    facet, layer = _narrowed(taxonomy, subject, level)
    if st.button(_("Keep this"), type="primary", key="dislike_keep"):
        with look.sentences():
            session.writing().learning.dislike(user.id, subject, level or "veto", facet, layer)
            st.rerun()


def _narrowed(taxonomy: Taxonomy, subject: str, level: Level | None) -> tuple[str, Layer | None]:
    """The side and the layer of a note, where somebody minds only that. An allergy is to all."""
    kind, _colon, name = subject.partition(":")
    if kind != "note" or level == "allergy":
        return "", None
    sides = {side for one in taxonomy.kinds_of(name) for side in taxonomy.notes[one].facets}
    one, other = st.columns(2)
    facet = one.selectbox(
        _("Only this side of it"),
        ("", *sorted(sides)),
        format_func=lambda side: side_said(side) if side else _("all of it"),
        key=f"dislike_facet_{name}",
    )
    layer = other.selectbox(
        _("Only in this layer"),
        _ANYWHERE,
        format_func=lambda one: naming.layer_said(one) if one else _("anywhere"),
        key=f"dislike_layer_{name}",
    )
    return facet, layer


def _listed(user: User) -> None:
    dislikes = session.opened().tables.of(user.id).tastes.dislikes()
    if not dislikes:
        st.caption(_("Nothing is ruled out yet."))
    for dislike in dislikes:
        _row(user, dislike)


def _row(user: User, dislike: Dislike) -> None:
    taxonomy = session.opened().taxonomy
    with st.container(
        key=f"dislike_{dislike.id}", horizontal=True, vertical_alignment="center", border=True
    ):
        st.write(
            f"**{literal(naming.subject_name(taxonomy, dislike.subject))}** · {_said(dislike)}"
        )
        if st.button(_("Take back"), key=f"relent_{dislike.id}", type="tertiary"):
            with look.sentences():
                session.writing().learning.relent(user.id, dislike.id)
                st.rerun()


def _said(dislike: Dislike) -> str:
    where = naming.layer_said(dislike.layer) if dislike.layer else ""
    parts = (naming.level_said(dislike.level), literal(side_said(dislike.facet)), where)
    return " · ".join(part for part in parts if part)


def side_said(side: str) -> str:
    """A side of a note; where Korean has no word for it, as the taxonomy has it."""
    if language() != "ko":
        return side
    flowery = session.opened()
    for word in (*flowery.lexicon.of_kind("facet"), *flowery.lexicon.of_kind("quality")):
        if side in word.english:
            return word.korean[0]
    note = flowery.taxonomy.note_named(side)
    return note.korean if note else side


def _subjects(taxonomy: Taxonomy) -> list[str]:
    axes = [f"axis:{axis}" for axis in AXES]
    notes = sorted(taxonomy.notes, key=lambda note: taxonomy.label(note, language()))
    return axes + [f"note:{note}" for note in notes]


def _found_by(taxonomy: Taxonomy, subject: str) -> str:
    """A subject with its name in the other language, so that either finds it."""
    said = naming.subject_name(taxonomy, subject)
    kind, _colon, name = subject.partition(":")
    if kind == "axis":
        return _("{axis} (the whole direction)").format(axis=said)
    other = taxonomy.label(name, "en" if language() == "ko" else "ko")
    return f"{said} · {other}"
