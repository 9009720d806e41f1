"""The part *Bring perfumes in*: a table is handed in, its columns are looked at and corrected, its
first rows are shown as they would become, it is tried out, and brought in.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from flowery.perfumery.importing import FIELDS, ImportReport, Upload, guessed_columns
from flowery.perfumery.importing.desk import MEGABYTES
from flowery.ui import look, session, words
from flowery.ui.catalogue import preview as catalogue_preview
from flowery.ui.words import gettext as _
from flowery.words.errors import FloweryError
from flowery.words.vocabulary import User

_HANDED_IN, _TRIED, _ROUND = "catalogue.handed_in", "catalogue.tried", "catalogue.round"
_TYPES = ["csv", "tsv", "txt", "json", "jsonl", "ndjson", "parquet", "xlsx"]
_ABREAST = 3  # columns of a table beside each other on a wide screen


def show(user: User) -> None:
    """The whole part."""
    upload: Upload | None = st.session_state.get(_HANDED_IN)
    if upload is None:
        _take(user)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{words.literal(upload.file_name)}**")
        st.button(_("Another file"), type="tertiary", on_click=_put_away)
    try:
        header = session.opened().desk.header(user, upload)
    except FloweryError as error:
        st.error(words.told(error))
        return
    st.subheader(_("What its columns are"), anchor=False)
    columns = _columns(upload, header)
    if not _is_enough(columns):
        st.warning(_("Say which column is the name of a perfume, and which its house."))
        return
    with look.sentences():
        _preview(user, upload, columns)
        _acts(user, upload, columns)


def field_said(field: str) -> str:
    """What a column may hold."""
    return {
        "": _("(leave out)"),
        "brand": _("House"),
        "name": _("Name"),
        "year": _("Year"),
        "perfumers": _("Perfumer"),
        "concentration": _("Strength"),
        "top": _("Top notes"),
        "heart": _("Heart notes"),
        "base": _("Base notes"),
        "notes": _("All notes"),
        "accords": _("Accords"),
        "family": _("Family"),
        "seasons": _("Season"),
        "occasions": _("Occasion"),
        "price": _("Price"),
        "size": _("Size of the bottle"),
        "price_band": _("Price band, 1 to 5"),
        "discontinued": _("Discontinued or not"),
        "url": _("Address of its page"),
        "description": _("Description with notes in it"),
    }.get(field, field)


def _take(user: User) -> None:
    st.write(
        _(
            "A table with a perfume a row: CSV, TSV, JSON, Parquet or Excel. You see what it "
            "becomes before anything is changed. The file is deleted once it is brought in."
        )
    )
    given = st.file_uploader(
        _("A table of perfumes"),
        type=_TYPES,
        max_upload_size=MEGABYTES,
        key=f"catalogue.table.{st.session_state.get(_ROUND, 0)}",
    )
    if given is not None:
        with look.sentences():
            _hand_in(user, given)


def _hand_in(user: User, given: UploadedFile) -> None:
    desk = session.writing().desk
    st.session_state[_HANDED_IN] = desk.hand_in(user, given.name, given.getvalue())
    st.rerun()


def _put_away() -> None:
    """Let go of the file at hand; Streamlit's own copy goes with the old uploader."""
    st.session_state.pop(_HANDED_IN, None)
    st.session_state.pop(_TRIED, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _columns(upload: Upload, header: tuple[str, ...]) -> dict[str, str]:
    """Column -> field, as guessed and corrected."""
    guessed = guessed_columns(header)
    chosen = _chosen(upload, [c for c in header if c in guessed], guessed)
    others = [column for column in header if column not in guessed]
    if others:
        said = _("Columns that are left out ({count})").format(count=len(others))
        with st.expander(said, expanded=not _is_enough(guessed)):
            chosen |= _chosen(upload, others, guessed)
    return {column: chosen[column] for column in header if chosen[column]}


def _chosen(upload: Upload, header: list[str], guessed: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    known = ["", *FIELDS]
    for start in range(0, len(header), _ABREAST):
        places = st.columns(_ABREAST)
        for column, place in zip(header[start : start + _ABREAST], places, strict=False):
            found[column] = place.selectbox(
                words.literal(column[:60]) or "?",
                known,
                index=known.index(guessed.get(column, "")),
                format_func=field_said,
                key=f"catalogue.column.{upload.id}.{column}",
            )
    return found


def _is_enough(columns: Mapping[str, str]) -> bool:
    fields = set(columns.values())
    return "name" in fields and bool(fields & {"brand", "url"})


def _preview(user: User, upload: Upload, columns: Mapping[str, str]) -> None:
    found = session.opened().desk.preview(user, upload, columns)
    st.subheader(_("What the first rows become"), anchor=False)
    catalogue_preview.rows(found, tells_refused=_report(upload, columns) is None)


def _acts(user: User, upload: Upload, columns: Mapping[str, str]) -> None:
    with st.container(horizontal=True):
        brings = st.button(_("Bring it in"), type="primary", icon=":material/playlist_add:")
        tries = st.button(_("Try it, change nothing"))
    if brings:
        session.writing().desk.begin(user, upload, columns)
        session.worker().nudge()
        _put_away()
        st.rerun()
    if tries:
        with st.spinner(_("Reading every row …")):
            tried = session.opened().desk.try_out(user, upload, columns)
        st.session_state[_TRIED] = (upload, dict(columns), tried)
        st.rerun()
    _tried(upload, columns)


def _tried(upload: Upload, columns: Mapping[str, str]) -> None:
    tried = _report(upload, columns)
    if tried is not None:
        st.subheader(_("What would happen"), anchor=False)
        catalogue_preview.report(tried)


def _report(upload: Upload, columns: Mapping[str, str]) -> ImportReport | None:
    """What a dry run of this very file with these columns counted, if there was one."""
    tried: tuple[Upload, Mapping[str, str], ImportReport] | None = st.session_state.get(_TRIED)
    return tried[2] if tried is not None and tried[:2] == (upload, columns) else None
