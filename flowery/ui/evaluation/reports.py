"""The parts *How good it is* and *Earlier reports*: run an evaluation, see the last one of a kind,
open an earlier one, lay two beside each other, take one away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from flowery.learning.evaluation.evaluation import Kind, found_in
from flowery.learning.evaluation.taking_away import Form
from flowery.storage.reports import Report
from flowery.ui import look, session, words
from flowery.ui.evaluation import figures as evaluation_figures
from flowery.ui.evaluation.words import (
    KINDS,
    kind_said,
    kind_told,
    ranking_said,
    report_said,
    state_said,
)
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User

_EVERY_SECONDS = 1.0
_MOST_TIMES = 8  # reports in the picture over time
_OPEN = ("waiting", "running")
_FORMS: Mapping[Form, tuple[str, str]] = {
    "csv": ("CSV", "text/csv"),
    "md": ("Markdown", "text/markdown"),
    "json": ("JSON", "application/json"),
}


def newest(user: User) -> None:
    """The last report of a kind, and the button for a new one."""
    st.segmented_control(
        _("What is measured"),
        KINDS[:3],
        default=KINDS[0],
        format_func=kind_said,
        key="evaluation.kind",
        required=True,
        label_visibility="collapsed",
    )
    kind: Kind = st.session_state["evaluation.kind"]
    st.write(kind_told(kind))
    reports = [one for one in session.opened().evaluation.reports(user) if one.kind == kind]
    is_open = any(one.state in _OPEN for one in reports)
    if st.button(_("Measure now"), type="primary", disabled=is_open, key=f"run.{kind}"):
        run(user, kind)
    done = [one for one in reports if one.state == "done"]
    if reports and reports[0].state in ("failed", "interrupted"):
        st.warning(_stopped(reports[0]))
    if done:
        st.subheader(words.moment(done[0].ended_at or done[0].started_at, user.time_zone))
        _figures(done[0], f"newest.{kind}")
        _over_time(user, done[:_MOST_TIMES], kind)
    elif not is_open:
        st.caption(_("This was not measured yet."))


def run(user: User, kind: Kind, a: str = "", b: str = "") -> None:
    """Let the worker evaluate something."""
    with look.sentences():
        session.writing().evaluation.begin(user, kind, a, b)
        session.worker().nudge()
        st.rerun()


def under_way(user: User) -> None:
    """What is evaluated now, live until it is done."""
    if any(one.state in _OPEN for one in session.opened().evaluation.reports(user)):
        st.fragment(_watched, run_every=_EVERY_SECONDS)(user)


def earlier(user: User) -> None:
    """Every report: one opened, another beside it."""
    reports = session.opened().evaluation.reports(user)
    if not reports:
        st.write(_("No report is kept yet. Measure something first; it stays here."))
        return
    named = {report.id: report for report in reports}
    labels = _labels(reports, user)
    last = reports[0].id  # a new one is opened by itself
    chosen = st.selectbox(
        _("Report"), list(named), format_func=labels.__getitem__, key=f"report.one.{last}"
    )
    report = named[chosen]
    if report.state != "done":
        st.write(f"{kind_said(report.kind)}: {_stopped(report)}")
    else:
        _compared(user, report, reports, labels)
        _figures(report, f"opened.{report.id}")
        _taken_away(user, report)
    _forgotten(user, report)


def _watched(user: User) -> None:
    moving = [one for one in session.opened().evaluation.reports(user) if one.state in _OPEN]
    if not moving:
        st.rerun()
    for report in reversed(moving):
        waits, runs = _("{kind}: waits for its turn"), _("{kind}: is being measured …")
        said = waits if report.state == "waiting" else runs
        st.progress(min(1.0, report.done), text=said.format(kind=kind_said(report.kind)))
    st.caption(_("You may leave this page; it goes on without you."))


def _labels(reports: Sequence[Report], user: User) -> dict[str, str]:
    """What reports are called, by id; the number parts those of one minute."""
    labels = {}
    for place, report in enumerate(reports):
        said = f"{len(reports) - place}. {report_said(report, user)}"
        is_done = report.state == "done"
        labels[report.id] = said if is_done else f"{said} · {state_said(report)}"
    return labels


def _stopped(report: Report) -> str:
    """Why a report has no figures."""
    reason = words.literal(words.sentence(report.reason)) if report.reason else ""
    return f"{state_said(report)}. {reason}".strip()


def _figures(report: Report, key: str) -> None:
    found = found_in(report)
    if report.kind == "rankings":
        names = (ranking_said(str(report.settings[team])) for team in "ab")
        st.write(_("A: {a}. B: {b}.").format(a=next(names), b=next(names)))
    if found is not None:
        evaluation_figures.show(report.kind, found, key)


def _over_time(user: User, reports: Sequence[Report], key: str) -> None:
    told = ((one, found_in(one)) for one in reports)
    dated = [
        (words.moment(one.ended_at or one.started_at, user.time_zone), found)
        for one, found in told
        if found is not None and found.rows
    ]
    if len(dated) > 1:
        evaluation_figures.over_time(dated, key)


def _compared(
    user: User, report: Report, reports: Sequence[Report], labels: Mapping[str, str]
) -> None:
    """By how much this report is above an earlier one of its kind."""
    others = [
        one.id
        for one in reports
        if one.kind == report.kind and one.id != report.id and one.state == "done"
    ]
    if not others:
        return
    other = st.selectbox(
        _("Beside it"),
        others,
        index=None,
        format_func=labels.__getitem__,
        placeholder=_("Another report of this kind"),
        key=f"report.two.{report.id}",
    )
    if other is None:
        return
    rows = session.opened().evaluation.differences(user, report.id, other)
    if not rows:
        st.write(_("The two measured nothing that can be compared in pairs."))
        return
    st.write(_("By how much the first is above the second, over what both measured:"))
    evaluation_figures.differences(report.kind, rows)


def _taken_away(user: User, report: Report) -> None:
    with st.container(horizontal=True):
        for form, (name, media_type) in _FORMS.items():
            st.download_button(
                _("Download {form}").format(form=name),
                data=_file(user, report, form),
                file_name=f"flowery-{report.kind}-{report.started_at:%Y-%m-%d}.{form}",
                mime=media_type,
                icon=":material/download:",
                key=f"report.{form}.{report.id}",
                on_click="ignore",
            )


def _file(user: User, report: Report, form: Form) -> bytes:
    return session.opened().evaluation.download(user, report.id, form)


def _forgotten(user: User, report: Report) -> None:
    if st.button(_("Delete this report"), key=f"forget.{report.id}", type="tertiary"):
        with look.sentences():
            session.writing().evaluation.forget(user, report.id)
            look.drawn_anew(_("The report is deleted."))
