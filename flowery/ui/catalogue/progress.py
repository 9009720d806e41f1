"""Imports that are under way, live until they are done, and those that stopped before their end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st

from flowery.perfumery.importing import Import
from flowery.ui import look, session, words
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User

_EVERY_SECONDS = 1.0
_LATELY = timedelta(minutes=10)


def show(user: User) -> None:
    """Bars of what runs, and what to do with what stopped."""
    history = session.opened().desk.history()
    if _moves(history):
        st.fragment(_watched, run_every=_EVERY_SECONDS)()
    for noted in history:
        if noted.state == "interrupted":
            _stopped(user, noted)
        elif noted.state == "done" and noted is history[0] and _is_fresh(noted):
            st.success(counts_said(noted))


def counts_said(noted: Import) -> str:
    """What became of the rows of an import."""
    counts = {name: f"{number:,}" for name, number in noted.counts.items()}
    said = _(
        "{name}, {read} rows: {added} new, {merged} known better now, {unchanged} known already, "
        "{refused} refused, {repaired} repaired."
    )
    usual = dict.fromkeys(("read", "added", "merged", "unchanged", "refused", "repaired"), "0")
    return said.format(name=words.literal(noted.file_name), **usual | counts)


def _moves(history: tuple[Import, ...]) -> bool:
    """Whether something is brought in, or was and cannot be found yet."""
    flowery = session.opened()
    runs = any(noted.state in ("waiting", "running") for noted in history)
    return runs or flowery.seen != flowery.tables.imports.stamp()


def _is_fresh(noted: Import) -> bool:
    return noted.ended_at is not None and datetime.now(UTC) - noted.ended_at < _LATELY


def _watched() -> None:
    history = session.opened().desk.history()
    if not _moves(history):
        st.rerun()
    moving = [noted for noted in reversed(history) if noted.state in ("waiting", "running")]
    for noted in moving:
        _bar(noted)
    if not moving:
        st.progress(1.0, text=_("The rows are in. Their notes are being placed among the others …"))
    st.caption(_("You may leave this page; it goes on without you."))


def _bar(noted: Import) -> None:
    name = words.literal(noted.file_name)
    if noted.state == "waiting" or not noted.rows:
        st.progress(0.0, text=_("{name} is being looked through …").format(name=name))
        return
    said = _("{name}: {done} of {rows} rows").format(
        name=name, done=f"{noted.rows_done:,}", rows=f"{noted.rows:,}"
    )
    st.progress(min(1.0, noted.rows_done / noted.rows), text=said)


def _stopped(user: User, noted: Import) -> None:
    desk = session.opened().desk
    with st.container(border=True):
        said = _("{name} was interrupted after {done} of {rows} rows.").format(
            name=words.literal(noted.file_name),
            done=f"{noted.rows_done:,}",
            rows=f"{noted.rows:,}" if noted.rows else "?",
        )
        st.markdown(f"{said} {words.literal(words.sentence(noted.reason))}")
        if not desk.is_kept(noted.id):
            st.caption(_("Its file is not kept. Bring the same file again, and it goes on there."))
        with st.container(horizontal=True):
            if desk.is_kept(noted.id) and st.button(
                _("Go on there"), key=f"go_on.{noted.id}", type="primary"
            ):
                _act(user, noted, is_wanted=True)
            if st.button(_("Leave it at that"), key=f"let_go.{noted.id}"):
                _act(user, noted, is_wanted=False)


def _act(user: User, noted: Import, is_wanted: bool) -> None:
    with look.sentences():
        desk = session.writing().desk
        if is_wanted:
            desk.go_on(user, noted.id)
            session.worker().nudge()
        else:
            desk.let_go(user, noted.id)
        st.rerun()
