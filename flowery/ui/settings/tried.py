"""Trying an endpoint on the page Settings, and what was found there the last time."""

from __future__ import annotations

import streamlit as st

from flowery.models.connections import Draft, Standing
from flowery.storage.connections import Finding
from flowery.ui import look, paper, session, words
from flowery.ui.settings.words import found_said, sign_of
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User

_ORDER = ("list", "answer", "see", "transcribe", "embed", "tune")


def try_out(user: User, draft: Draft) -> None:
    """Ask the endpoint what it can do, a line as each answer comes."""
    with look.sentences(), st.status(_("Asking the endpoint…"), expanded=True):
        found = session.writing().probing.probe(user, draft, _tell)
        if all(one.found not in ("no", "unclear") for one in found):
            look.drawn_anew(_("Tried, and all of it worked."))
        st.rerun()


def show(user: User, standing: Standing) -> None:
    """What was found of the endpoint in the form."""
    st.subheader(_("What it can do"), anchor=False)
    found = [one for one in standing.found if one.what in _ORDER]
    if not found:
        said = _("Nothing was tried here yet. “Try it” asks the smallest questions there are.")
        st.html(paper.paragraph(said))
        return
    found.sort(key=lambda one: (_ORDER.index(one.what), one.model))
    st.html("".join(_line(one) for one in found))
    newest = max(one.at for one in found if one.at is not None)
    said = _("Tried on {moment}.").format(moment=words.moment(newest, user.time_zone))
    st.html(paper.paragraph(said))


def _tell(one: Finding) -> None:
    st.html(_line(one))


def _line(one: Finding) -> str:
    return paper.paragraph(f"{sign_of(one)} {found_said(one)}", "fl-plain")
