"""The page *Remember*: one form for a memory, then its reading as it happens."""

from __future__ import annotations

import streamlit as st

from flowery.memories.intake import Draft
from flowery.ui import look, paper, session, ways
from flowery.ui.memories import detail as memory_detail
from flowery.ui.remember import draft_fields
from flowery.ui.words import gettext as _, ngettext, told
from flowery.words.errors import FloweryError, NotFound
from flowery.words.vocabulary import ScentMemory, User

_KEPT = "remember.kept"
_KNOWN = "remember.known"


def show(user: User) -> None:
    """The whole page."""
    look.page(
        _("Remember"), _("Write down one moment and how it smelled, as you would tell a friend.")
    )
    paper.style()
    kept = st.session_state.get(_KEPT)
    if kept is not None:
        _kept(user, kept)
        return
    _places_left(user)
    draft = draft_fields.ask()
    pressed = st.button(_("Keep this memory"), type="primary", key="remember.keep")
    if pressed:
        _keep(user, draft)


def _keep(user: User, draft: Draft) -> None:
    """Keep it; after a refusal everything stays in its field."""
    try:
        kept = session.writing().remember.keep(user.id, draft)
    except FloweryError as error:
        st.error(told(error))
        return
    session.worker().nudge()
    draft_fields.clear()
    st.session_state[_KEPT] = kept.memory.id
    st.session_state[_KNOWN] = not kept.is_new
    st.rerun()


def _kept(user: User, memory_id: str) -> None:
    """What was kept, its steps while they are done, then the smells on its words."""
    try:
        memory = session.opened().tables.of(user.id).diary.get(memory_id)
    except NotFound:
        _another()
        st.rerun()
    is_known = st.session_state.get(_KNOWN)
    said = _("You kept this very memory before. Here it is.") if is_known else _kept_said(memory)
    st.success(said, icon=":material/check:")
    memory_detail.stands(user, memory)
    memory_detail.read(user, memory)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(_("Write another memory"), on_click=_another, key="remember.another")
        ways.link("memories", _("Open this memory"), memory=memory_id)
        ways.link("profile", _("See your profile"))


def _kept_said(memory: ScentMemory) -> str:
    return {
        "done": _("Kept and read. This is what Flowery smelled; tell it where it is wrong."),
        "needs_words": _("Kept. Only your words are missing."),
        "refused": _("Kept as it is, but not read."),
    }.get(memory.state, _("Kept. It is safe on the disk; now Flowery reads it."))


def _another() -> None:
    st.session_state.pop(_KEPT, None)
    st.session_state.pop(_KNOWN, None)


def _places_left(user: User) -> None:
    left = session.opened().remember.places_left(user.id)
    if left is None:
        return
    if left == 0:
        said = _(
            "Today's memories are all kept. Write it anyway: your words wait here until you leave."
        )
    else:
        said = ngettext(
            "{number} memory is left for today.", "{number} memories are left for today.", left
        ).format(number=left)
    st.html(paper.paragraph(said))
