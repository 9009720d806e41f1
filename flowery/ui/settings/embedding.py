"""How far the vectors of another encoder are: a bar while memories are brought to it, a sentence
once it is what answers. Until then the encoder inside Flowery does.
"""

from __future__ import annotations

import streamlit as st

from flowery.memories.moving import Progress
from flowery.ui import session, words
from flowery.ui.words import gettext as _, literal, ngettext
from flowery.words.vocabulary import User

_EVERY_SECONDS = 2.0


def show(user: User) -> None:
    """The whole part."""
    st.subheader(_("Finding by meaning"), anchor=False)
    progress = session.opened().moving.report(user)
    if progress is None:
        st.write(_("Memories and questions are embedded inside Flowery; none leave for it."))
    elif progress.is_whole and progress.is_served:
        _settled(progress)
    else:
        st.fragment(_watched, run_every=_EVERY_SECONDS)(user)


def _watched(user: User) -> None:
    progress = session.opened().moving.report(user)
    if progress is None or (progress.is_whole and progress.is_served):
        st.rerun()
    if not progress.has_perfumes:
        st.progress(0.0, text=_("The perfumes are being placed first …"))
    else:
        said = _("{done} of {all} memories are placed …").format(
            done=f"{progress.done:,}", all=f"{progress.of:,}"
        )
        st.progress(progress.done / max(1, progress.of), text=said)
    st.write(
        _(
            "{model} embeds them in the background, and goes on after a restart where it was. "
            "Until all are there, answers are found as before."
        ).format(model=literal(progress.embedder))
    )
    if progress.reason:
        said = words.literal(words.sentence(progress.reason))
        st.warning(_("It waits and tries again: {reason}").format(reason=said))


def _settled(progress: Progress) -> None:
    said = ngettext(
        "{model} finds {number} memory by meaning, and every perfume.",
        "{model} finds {number} memories by meaning, and every perfume.",
        progress.done,
    )
    st.write(said.format(model=literal(progress.embedder), number=f"{progress.done:,}"))
    if progress.refused:
        st.write(
            ngettext(
                "{number} memory it would not take; questions of that person stay here.",
                "{number} memories it would not take; questions of these people stay here.",
                progress.refused,
            ).format(number=progress.refused)
        )
    st.caption(
        _(
            "When it is away, and for whoever keeps everything on this machine, the encoder "
            "inside Flowery answers at once: its vectors are always whole."
        )
    )
