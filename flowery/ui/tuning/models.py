"""The part *Models*: what is in use, what trainings made and how sure its gain is, and the way
back.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from flowery.ui import charts, look, session, words
from flowery.ui.tuning.gains import drawn_gains
from flowery.ui.tuning.words import gain_said, holds_said, kind_name, model_name, purpose_name
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import JOB_KINDS, Activation, JobKind, TunedModel, User

_SHOWN = 8  # candidates of a kind
_HISTORY = 30


def show(user: User) -> None:
    """The whole part."""
    tuning = session.opened().tuning
    models = tuning.models(user)
    for kind in tuning.in_use.faults:
        said = _("The model in use for {kind} is broken; answers are made without it.")
        st.warning(said.format(kind=kind_name(kind)))
    if not models:
        st.write(
            _(
                "Nothing was trained yet: answers are made with what comes with Flowery. What a "
                "training makes waits here until you put it into use."
            )
        )
    for kind in JOB_KINDS:
        of_kind = [model for model in models if model.kind == kind]
        if of_kind:
            _kind(user, kind, of_kind)
    _history(user, models)


def _kind(user: User, kind: JobKind, models: Sequence[TunedModel]) -> None:
    """One kind: what is in use, and what else there is."""
    tuning = session.opened().tuning
    used = tuning.used(user, kind)
    st.subheader(kind_name(kind), anchor=False)
    active = next((model for model in models if model.id == used), None)
    if active is None:
        st.markdown(_("None is in use."))
    else:
        st.markdown(_("{model} is in use.").format(model=model_name(active)))
        _withdrawn(active)
    with st.container(horizontal=True):
        if tuning.can_go_back(user, kind) and st.button(
            _("Go back to the one before"), key=f"tuning.back.{kind}", icon=":material/undo:"
        ):
            _back(user, kind)
        if active is not None and st.button(_("Use none"), key=f"tuning.stop.{kind}"):
            _stop(user, kind)
    charts.draw(drawn_gains(models[:_SHOWN]), key=f"tuning.gains.{kind}")
    for model in models[:_SHOWN]:
        if model.id != used:
            _candidate(user, model, used)


def _candidate(user: User, model: TunedModel, used: str) -> None:
    passes = model.gain.is_sure and model.gain.against == used
    with st.container(border=True):
        st.markdown(f"**{model_name(model)}**")
        st.caption(words.moment(model.created_at, user.time_zone))
        st.markdown(words.literal(gain_said(model.gain)))
        if holds := holds_said(model):
            st.caption(words.literal(holds))
        _withdrawn(model)
        if passes:
            st.markdown(_("It passes the gate: the whole interval lies above zero."))
            if st.button(_("Put it into use"), type="primary", key=f"tuning.use.{model.id}"):
                _use(user, model, "")
        else:
            _overrule(user, model, used)


def _withdrawn(model: TunedModel) -> None:
    """What it learned from and should not have kept: a model cannot forget, but be trained anew."""
    sets = session.opened().tables.training_sets.list()
    gone = next((one.withdrawn for one in sets if one.id == model.set_id), 0)
    if gone:
        said = ngettext(
            "{number} example it was made of was withdrawn since: train it anew without it.",
            "{number} examples it was made of were withdrawn since: train it anew without them.",
            gone,
        )
        st.caption(said.format(number=gone))


def _overrule(user: User, model: TunedModel, used: str) -> None:
    """What did not pass can be used all the same, with a reason that is kept."""
    if model.gain.against != used:
        st.caption(_("It was compared with another model than the one in use."))
    elif not model.gain.is_sure:
        st.caption(_("It does not pass the gate: the interval does not lie above zero."))
    form = f"tuning.overrule.{model.id}"
    with st.popover(_("Use it all the same")), st.form(form, border=False):
        reason = st.text_input(
            _("Why"), help=_("It is kept with your name and the moment."), max_chars=500
        )
        if st.form_submit_button(_("Put it into use against the gate")):
            _use(user, model, reason)


def _use(user: User, model: TunedModel, reason: str) -> None:
    with look.sentences():
        session.writing().tuning.activate(user, model.id, reason)
        look.drawn_anew(_("{model} is in use.").format(model=model_name(model)))


def _back(user: User, kind: JobKind) -> None:
    with look.sentences():
        session.writing().tuning.back(user, kind)
        look.drawn_anew(_("The one before is in use again."))


def _stop(user: User, kind: JobKind) -> None:
    with look.sentences():
        session.writing().tuning.stop_using(user, kind)
        look.drawn_anew(_("None is in use."))


def _history(user: User, models: Sequence[TunedModel]) -> None:
    """What came into use when, by whom, and why."""
    rows = session.opened().tuning.history(user)[:_HISTORY]
    if not rows:
        return
    names = {model.id: model_name(model) for model in models}
    people = {one.id: one.name for one in session.opened().tables.accounts.list()}
    with st.expander(_("What came into use when")):
        for row in rows:
            who = people.get(row.told_by or "", _("an account that is gone"))
            when = words.moment(row.at, user.time_zone)
            st.markdown(words.literal(f"{when} · {who} · {_happened(row, names)}"))


def _happened(row: Activation, names: dict[str, str]) -> str:
    slot, _colon, purpose = row.slot.partition(":")
    if purpose:
        what = _("the prompt for “{purpose}”").format(purpose=purpose_name(purpose))
    else:
        what = names.get(row.used_id, _("none for “{kind}”").format(kind=_kind_of(slot)))
    went = _("back to {what}") if row.goes_back_to is not None else _("into use: {what}")
    said = went.format(what=what)
    if row.is_overruled:
        against = _("against the gate")
        said = f"{said} · {against}"
    return f"{said} ({row.reason})" if row.reason else said


def _kind_of(slot: str) -> str:
    return next((kind_name(kind) for kind in JOB_KINDS if kind == slot), slot)
