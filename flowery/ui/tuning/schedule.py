"""When Flowery trains by itself."""

from __future__ import annotations

import streamlit as st

from flowery.learning.tuning import Schedule
from flowery.ui import look, session, words
from flowery.ui.tuning.words import kind_name
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import JOB_KINDS, User

_USUAL_HOUR, _USUAL_EXAMPLES = 3, 20


def show(user: User) -> None:
    """The schedule, folded away."""
    schedule = session.opened().tuning.schedule(user)
    with st.expander(_said(schedule), icon=":material/schedule:"):
        if schedule.said:
            st.caption(words.literal(words.sentence(schedule.said)))
        _form(user, schedule)


def _said(schedule: Schedule) -> str:
    if not schedule.is_on:
        return _("Flowery trains only when you tell it to")
    if schedule.hour is None:
        said = _("Trains by itself after {count} new approved examples")
        return said.format(count=schedule.after)
    if schedule.after is None:
        return _("Trains by itself every night at {hour}").format(hour=f"{schedule.hour}:00")
    said = _("Trains by itself every night at {hour}, and after {count} new approved examples")
    return said.format(hour=f"{schedule.hour}:00", count=schedule.after)


def _form(user: User, schedule: Schedule) -> None:
    with st.form("tuning.schedule", border=False):
        nightly = st.toggle(_("Every night"), value=schedule.hour is not None)
        hour = st.number_input(
            _("At which hour"), 0, 23, _USUAL_HOUR if schedule.hour is None else schedule.hour
        )
        by_count = st.toggle(_("After new approved examples"), value=schedule.after is not None)
        count = st.number_input(_("After how many"), 1, 10_000, schedule.after or _USUAL_EXAMPLES)
        kinds = st.multiselect(_("What to train"), JOB_KINDS, schedule.kinds, format_func=kind_name)
        activates = st.toggle(
            _("Put into use by itself what passes the gate"),
            value=schedule.activates,
            help=_("Off: it waits among the models until you put it into use."),
        )
        if st.form_submit_button(_("Keep the schedule")):
            wanted = Schedule(
                hour=int(hour) if nightly else None,
                after=int(count) if by_count else None,
                kinds=tuple(kinds),
                activates=activates,
            )
            with look.sentences():
                session.writing().tuning.set_schedule(user, wanted)
                look.drawn_anew(_("The schedule is kept."))
