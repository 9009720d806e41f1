"""The page *Evaluation* of an administrator: how good what was learnt is, comparisons of rankings,
how far a model reads as the embedded reader does, and every report that was kept.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from flowery.ui import look, paper, session, words
from flowery.ui.evaluation import (
    comparisons as evaluation_comparisons,
    readers as evaluation_readers,
    reports as evaluation_reports,
)
from flowery.ui.evaluation.words import kind_said
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User


def show(user: User) -> None:
    """The whole page."""
    paper.style()
    look.page(_("Evaluation"), _first_line(user))
    with st.container(key="under_way"):
        evaluation_reports.under_way(user)
    parts: dict[str, Callable[[User], None]] = {
        _("How good it is"): evaluation_reports.newest,
        _("Compare two"): evaluation_comparisons.show,
        _("The two readers"): evaluation_readers.show,
        _("Earlier reports"): evaluation_reports.earlier,
    }
    for tab, part in zip(st.tabs(list(parts)), parts.values(), strict=True):
        with tab:
            part(user)


def _first_line(user: User) -> str:
    done = [one for one in session.opened().evaluation.reports(user) if one.state == "done"]
    if not done:
        return _("Nothing was measured yet. Every measurement is kept and can be compared later.")
    when = words.moment(done[0].ended_at or done[0].started_at, user.time_zone)
    said = _("Reports kept: {count}. The last one, {kind}, is of {when}.")
    return said.format(count=f"{len(done):,}", kind=kind_said(done[0].kind), when=when)
