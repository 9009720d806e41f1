"""Rows of a table as they would become, and what a dry run counted."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from flowery.perfumery.importing import COUNTED, ImportReport, Refusal
from flowery.ui import naming, session, words
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import Fragrance


def rows(found: Sequence[Fragrance | Refusal], tells_refused: bool) -> None:
    """The first rows as perfumes, and why others of them are refused."""
    refused = [one for one in found if isinstance(one, Refusal)]
    perfumes = [one for one in found if isinstance(one, Fragrance)]
    if perfumes:
        _table([_row(one) for one in perfumes], 150, 200)
    if refused and tells_refused:
        _refused(refused)


def report(tried: ImportReport) -> None:
    """What a dry run counted, with the refused rows and the new notes."""
    with st.container(horizontal=True):
        for name in COUNTED:
            st.metric(counted_said(name), f"{getattr(tried, name):,}", width=130)
    if tried.refusals:
        _refused(tried.refusals)
    if tried.new_notes:
        st.subheader(_("Notes that are new here, and how many perfumes name them"), anchor=False)
        said = (f"{note.replace('_', ' ')} ({count:,})" for note, count in tried.new_notes)
        st.write(words.literal(", ".join(said)))


def counted_said(name: str) -> str:
    """What is counted of an import."""
    return {
        "read": _("Rows read"),
        "added": _("New perfumes"),
        "merged": _("Known better"),
        "unchanged": _("Known already"),
        "refused": _("Refused"),
        "repaired": _("Repaired"),
    }[name]


def reason_said(reason: str) -> str:
    """Why a row is refused."""
    return words.sentence(reason)


def _refused(refusals: Sequence[Refusal]) -> None:
    st.subheader(_("Rows that are refused"), anchor=False)
    listed: list[dict[str, object]] = [
        {_("Row"): one.row, _("Reason"): reason_said(one.reason), _("Cells"): _cells(one)}
        for one in refusals
    ]
    _table(listed, 60, 230)


def _table(listed: list[dict[str, object]], *widths: int) -> None:
    """A table whose first columns are so many pixels wide, to leave room on a phone, too."""
    sized = {
        column: st.column_config.Column(width=width)
        for column, width in zip(listed[0], widths, strict=False)
    }
    st.dataframe(listed, column_config=sized, hide_index=True, width="stretch", height="content")


def _cells(refusal: Refusal) -> str:
    return " · ".join(str(cell)[:60] for cell in refusal.cells.values() if cell)[:200]


def _row(perfume: Fragrance) -> dict[str, object]:
    return {
        _("House"): perfume.brand,
        _("Name"): perfume.name,
        _("Year"): str(perfume.year or ""),
        _("Perfumer"): ", ".join(perfume.perfumers),
        _("Strength"): naming.concentration_said(perfume.concentration or ""),
        _("Top notes"): _notes(perfume.top),
        _("Heart notes"): _notes(perfume.heart),
        _("Base notes"): _notes(perfume.base),
        _("Other notes"): _notes(perfume.flat),
        _("Accords"): ", ".join(_accord(accord) for accord in perfume.accords),
    }


def _notes(notes: Sequence[str]) -> str:
    taxonomy = session.opened().taxonomy
    return ", ".join(naming.note_name(taxonomy, note) for note in notes)


def _accord(accord: str) -> str:
    return naming.accord_name(session.opened().taxonomy, accord)
