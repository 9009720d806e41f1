"""The part *Earlier imports*: where the perfumes came from, and every import with its counts."""

from __future__ import annotations

import streamlit as st

from flowery.perfumery.importing import Import
from flowery.ui import paper, session, words
from flowery.ui.catalogue import progress as catalogue_progress
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User


def show(user: User) -> None:
    """The whole part."""
    _sources()
    history = session.opened().desk.history()
    if not history:
        st.write(_("No table was brought in yet."))
    for noted in history:
        _import(user, noted)
    if history:
        st.caption(_("An import cannot be taken back. A backup made before it can be restored."))


def origin_said(origin: str) -> str:
    """Who told of something: Flowery itself, or a file."""
    return _("Comes with Flowery") if origin == "built-in" else origin.removeprefix("import:")


def state_said(state: str) -> str:
    """How an import stands."""
    return {
        "waiting": _("waits"),
        "running": _("is under way"),
        "interrupted": _("was interrupted"),
        "done": _("done"),
        "let go": _("left where it stopped"),
    }.get(state, state)


def _sources() -> None:
    origins = session.opened().tables.fragrances.origins()
    with st.container(horizontal=True):
        for origin, count in sorted(origins.items(), key=lambda pair: -pair[1]):
            st.metric(paper.label(origin_said(origin), 40), f"{count:,}", width="content")


def _import(user: User, noted: Import) -> None:
    with st.container(border=True):
        when = words.moment(noted.ended_at or noted.started_at, user.time_zone)
        st.caption(f"{when} · {state_said(noted.state)}")
        st.markdown(catalogue_progress.counts_said(noted))
        if noted.counts.get("refused"):
            st.download_button(
                _("Download the refused rows"),
                data=lambda: session.opened().desk.refused(user, noted.id),
                file_name="refused.csv",
                mime="text/csv",
                icon=":material/download:",
                key=f"catalogue.refused.{noted.id}",
                on_click="ignore",
            )
