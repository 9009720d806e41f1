"""The part *New notes*: names that files brought and the taxonomy does not know. For each an
administrator says which note it is, or that it is one of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import streamlit as st

from flowery.ui import look, naming, session, ways, words
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User

_NAMED = 5  # perfumes that are named as an example


def unsettled() -> Mapping[str, int]:
    """The new notes that nobody said anything of yet, with how many perfumes name each; the most
    named first.
    """
    flowery = session.opened()
    known, said = flowery.taxonomy.notes, flowery.tables.imports.note_aliases()
    new = (n for n in flowery.catalogue.note_ids() if n not in known and n not in said)
    counted = {note: flowery.catalogue.frequency(note) for note in new}
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def show(user: User) -> None:
    """The whole part."""
    waiting = unsettled()
    if waiting:
        st.write(
            _("These notes came with a table and are not known here yet, the most used first.")
        )
        _ask(user, waiting)
    else:
        st.write(_("Every note of every perfume is known."))
    _said(user)


def _ask(user: User, waiting: Mapping[str, int]) -> None:
    note = st.selectbox(
        _("New note"),
        list(waiting),
        format_func=lambda one: f"{_name(one)} ({waiting[one]:,})",
    )
    _named_by(note)
    known = st.selectbox(
        _("Is this one of ours?"),
        _ours(),
        index=None,
        format_func=lambda one: naming.note_name(session.opened().taxonomy, one),
        placeholder=_("Choose a note"),
        key=f"catalogue.note.{note}",
    )
    with st.container(horizontal=True):
        if st.button(_("It is that note"), type="primary", disabled=known is None):
            _say(user, note, known or "")
        if st.button(_("It is a note of its own")):
            _say(user, note, "")


def _named_by(note: str) -> None:
    catalogue = session.opened().catalogue
    st.caption(_("Perfumes that name it:"))
    with st.container(horizontal=True):
        for row in np.unique(catalogue.note_holding(note).rows)[:_NAMED]:
            perfume = catalogue.fragrances[int(row)]
            ways.link("explore", perfume.title, perfume=perfume.id)


def _say(user: User, note: str, known: str) -> None:
    with look.sentences():
        session.writing().desk.say_note(user, note, known)
        session.worker().nudge()
        look.drawn_anew(_("Noted. The perfumes follow in a moment."))


def _said(user: User) -> None:
    """What was said before, open to be taken back."""
    said = {n: k for n, k in session.opened().tables.imports.note_aliases().items() if k}
    if not said:
        return
    with st.expander(_("Said before ({count})").format(count=f"{len(said):,}")):
        for note, known in said.items():
            with st.container(horizontal=True, vertical_alignment="center"):
                other = naming.note_name(session.opened().taxonomy, known)
                st.markdown(f"{_name(note)} → {words.literal(other)}")
                if st.button(_("Take it back"), key=f"catalogue.back.{note}", type="tertiary"):
                    _say(user, note, "")


def _ours() -> list[str]:
    taxonomy = session.opened().taxonomy
    return sorted(taxonomy.notes, key=lambda note: naming.note_name(taxonomy, note).casefold())


def _name(note: str) -> str:
    return words.literal(note.replace("_", " "))
