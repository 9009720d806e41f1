"""The part *Train*: choose what to train on which set, watch it, and read what it said."""

from __future__ import annotations

import streamlit as st

from flowery.ui import look, session, words
from flowery.ui.tuning import schedule as tuning_schedule
from flowery.ui.tuning.words import (
    gain_said,
    kind_does,
    kind_name,
    line_said,
    metric_name,
    model_name,
    state_name,
    when,
)
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import JOB_KINDS, FineTuningJob, JobKind, TrainingSet, User

_EVERY_SECONDS = 1.0
_SHOWN = 20


def show(user: User) -> None:
    """The whole part."""
    _begin(user)
    tuning_schedule.show(user)
    jobs = session.opened().tuning.jobs(user, _SHOWN)
    if any(not job.has_ended for job in jobs):
        st.fragment(_watched, run_every=_EVERY_SECONDS)(user)
    ended = [job for job in jobs if job.has_ended]
    st.subheader(_("Earlier trainings"), anchor=False)
    if not ended:
        st.write(_("Nothing was trained yet."))
    for job in ended:
        _ended(user, job)


def _begin(user: User) -> None:
    """What to train, on what."""
    flowery = session.opened()
    kind: JobKind = st.selectbox(
        _("What to train"), JOB_KINDS, format_func=kind_name, key="tuning.kind"
    )
    st.markdown(kind_does(kind))
    if absent := flowery.tuning.absent(user, kind):
        st.info(words.literal(words.sentence(absent)))
        return
    sets = flowery.tables.training_sets.list()
    if not sets:
        st.info(_("No set is frozen yet. Approve examples, then freeze them into a set."))
        return
    chosen = st.selectbox(_("On which set"), sets, format_func=_set_said, key="tuning.set")
    if st.button(_("Begin to train"), type="primary", key="tuning.begin"):
        with look.sentences():
            session.writing().tuning.begin(user, kind, chosen.id)
            session.worker().nudge()
            look.drawn_anew(_("It waits for its turn."))


def _set_said(one: TrainingSet) -> str:
    said = _(
        "Set {number}: {train} to learn from, {validation} to choose by, {test} to be judged by"
    )
    counts = {name: one.counts.get(name, 0) for name in ("train", "validation", "test")}
    return said.format(number=one.number, **counts)


def _watched(user: User) -> None:
    """What is under way, live."""
    moving = [job for job in session.opened().tuning.jobs(user, _SHOWN) if not job.has_ended]
    if not moving:
        st.rerun()
    for job in moving:
        _moving(user, job)


def _moving(user: User, job: FineTuningJob) -> None:
    with st.container(border=True, key=f"tuning.moving.{job.id}"):
        st.progress(job.progress, text=f"{kind_name(job.kind)} · {state_name(job.state)}")
        log = session.opened().tuning.log(user, job.id)
        if log:
            st.caption(line_said(log[-1].line))
        if job.is_cancelled:
            st.caption(_("It stops at its next step."))
        elif st.button(_("Cancel"), key=f"tuning.cancel.{job.id}"):
            with look.sentences():
                session.writing().tuning.cancel(user, job.id)
                st.rerun()


def _ended(user: User, job: FineTuningJob) -> None:
    flowery = session.opened()
    with st.container(border=True):
        st.markdown(f"**{kind_name(job.kind)}** · {state_name(job.state)}")
        by_itself = _("by schedule")
        st.caption(f"{when(job, user)} · {by_itself}" if job.is_scheduled else when(job, user))
        if job.reason:
            st.markdown(words.literal(words.sentence(job.reason)))
        model = flowery.tables.tuned.of_job(job.id)
        if model is not None:
            st.markdown(words.literal(f"{model_name(model)} · {gain_said(model.gain)}"))
        with st.expander(_("What it measured and said")):
            _measured(job)
            for line in flowery.tuning.log(user, job.id):
                st.caption(f"{words.moment(line.at, user.time_zone)} · {line_said(line.line)}")


def _measured(job: FineTuningJob) -> None:
    """The settings that were tried, and the numbers beside them."""
    tried = job.metrics.get("tried", ())
    if tried:
        rows = [{metric_name(name): value for name, value in one.items()} for one in tried]
        st.dataframe(rows, hide_index=True)
    for name, value in job.metrics.items():
        if name != "tried":
            said = f"{metric_name(name)}: {value}"
            st.markdown(words.literal(said))
