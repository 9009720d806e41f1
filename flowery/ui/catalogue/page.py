"""The page *Catalogue* of an administrator: how many perfumes there are and where from, and the
ways to bring in more, to look at new notes and at earlier imports.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from flowery.ui import look, paper, session
from flowery.ui.catalogue import (
    facts as catalogue_facts,
    history as catalogue_history,
    notes as catalogue_notes,
    progress as catalogue_progress,
    upload as catalogue_upload,
)
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User


def show(user: User) -> None:
    """The whole page."""
    catalogue = session.opened().catalogue
    houses = len({fragrance.brand for fragrance in catalogue.fragrances})
    said = _("{perfumes} perfumes of {houses} houses are here. A table brings in more.")
    paper.style()
    look.page(_("Catalogue"), said.format(perfumes=f"{len(catalogue):,}", houses=f"{houses:,}"))
    with st.container(key="under_way"):
        catalogue_progress.show(user)
    new = len(catalogue_notes.unsettled())
    parts: dict[str, Callable[[User], None]] = {
        _("Bring perfumes in"): catalogue_upload.show,
        _("New notes ({count})").format(count=f"{new:,}"): catalogue_notes.show,
        _("Earlier imports"): catalogue_history.show,
        _("Where facts come from"): catalogue_facts.show,
    }
    for tab, part in zip(st.tabs(list(parts)), parts.values(), strict=True):
        with tab:
            part(user)
