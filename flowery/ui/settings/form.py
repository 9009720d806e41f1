"""The form of the page Settings: where the endpoint is, its key, and what is asked of it."""

from __future__ import annotations

from datetime import date

import streamlit as st
from pydantic import SecretStr

from flowery.models.connection import LONGEST_ADDRESS, checked_address
from flowery.models.connections import (
    DEAREST,
    LONGEST_WAIT,
    PRICED,
    Draft,
    Priced,
    Standing,
)
from flowery.ui import look, paper, session, words
from flowery.ui.settings import model_fields, tried
from flowery.ui.words import gettext as _
from flowery.words.errors import Refused
from flowery.words.vocabulary import User

_ADDRESS = "settings.address"
_ROUND = "settings.round"
"""Counts what was saved: a field of another round is a new one, so that no key stays in it."""
_EXAMPLE = "http://127.0.0.1:11434/v1"


def typed_address() -> str:
    """The address that stands in the form, "" while it is none."""
    try:
        return checked_address(st.session_state.get(_ADDRESS) or "")
    except Refused:
        return ""


def show(user: User, standing: Standing) -> None:
    """The form; what is typed can be tried before it is kept."""
    with st.form("settings", border=False):
        draft = _typed(standing)
        with st.container(horizontal=True):
            is_kept = st.form_submit_button(_("Save"), type="primary")
            is_tried = st.form_submit_button(_("Try it"), icon=":material/network_check:")
    if is_tried:
        tried.try_out(user, draft)
    if is_kept:
        with look.sentences():
            session.writing().connections.keep(user, draft)
            st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
            look.drawn_anew(_("Saved. It holds from now on."))
    _forget_key(user, standing)


def _typed(standing: Standing) -> Draft:
    typed = standing.typed
    is_on = st.toggle(_("Use a model endpoint"), value=not typed.is_off)
    address = st.text_input(
        _("Address"),
        value=typed.address,
        max_chars=LONGEST_ADDRESS,
        placeholder=standing.environment.address or _EXAMPLE,
        help=_("OpenAI, or any server that speaks as it does; here or elsewhere."),
        key=_ADDRESS,
    )
    key = _key(standing)
    st.subheader(_("Which model does what"), anchor=False)
    models = model_fields.show(standing)
    with st.expander(_("Further settings")):
        dimensions = model_fields.dimensions(standing)
        prices = _prices(standing)
        seconds = st.number_input(
            _("Seconds that an answer may take"),
            min_value=1.0,
            max_value=LONGEST_WAIT,
            value=typed.seconds,
            placeholder=f"{standing.environment.seconds:.0f}",
        )
        ends = _ends(standing)
    return Draft(not is_on, address, models, dimensions, seconds, prices, ends, key)


def _key(standing: Standing) -> SecretStr | None:
    """The field of the key. What is kept is never shown again, not even its length."""
    typed = st.text_input(
        _("Key"),
        type="password",
        autocomplete="new-password",
        placeholder=_key_said(standing),
        key=f"settings.key.{st.session_state.get(_ROUND, 0)}",
    )
    if not standing.can_keep_key:
        st.caption(
            _(
                "A key typed here can be tried but not kept, since FLOWERY_SECRET is not set. Set "
                "it in the environment to 16 characters or more, or give the key there, as "
                "FLOWERY\\_OPENAI\\_API\\_KEY."
            )
        )
    return SecretStr(typed) if typed.strip() else None


def _key_said(standing: Standing) -> str:
    saved = standing.typed.address or standing.environment.address
    if standing.typed.sealed_key and typed_address() not in ("", saved):
        return _("the kept key is for the address that is saved")
    if standing.key == "kept" and standing.typed.key_kept_at is not None:
        day = words.day(standing.typed.key_kept_at, "UTC")
        return _("a key is kept since {day}; type another to replace it").format(day=day)
    return {
        "environment": _("from the environment"),
        "unreadable": _("the kept key cannot be read any more: type it again"),
    }.get(standing.key, _("none; servers of your own mostly want none"))


def _prices(standing: Standing) -> dict[Priced, float]:
    labels: dict[Priced, str] = {
        "read": _("A million tokens read, in US dollars"),
        "written": _("A million tokens written, in US dollars"),
        "trained": _("A million tokens trained on, in US dollars"),
    }
    usual = standing.environment.prices
    given = {name: _price(labels[name], name, standing, getattr(usual, name)) for name in PRICED}
    return {name: price for name, price in given.items() if price is not None}


def _price(label: str, name: Priced, standing: Standing, usual: float) -> float | None:
    return st.number_input(
        label,
        min_value=0.0,
        max_value=DEAREST,
        value=standing.typed.prices.get(name),
        step=0.1,
        format="%.3f",
        placeholder=f"{usual:.3f}",
    )


def _ends(standing: Standing) -> dict[str, date]:
    """A day for every model in use; the one that the endpoint announces needs no typing."""
    announced = {one.model: one.ends_on for one in standing.listed}
    kept: dict[str, date] = {}
    for model in standing.now.used_for():
        day = announced.get(model)
        said = _("The endpoint says: {day}").format(day=day) if day else None
        label = _("{model} ends on").format(model=paper.label(model))
        ends = st.date_input(label, value=standing.now.ends.get(model), help=said)
        if isinstance(ends, date):
            kept[model] = ends
    return kept


def _forget_key(user: User, standing: Standing) -> None:
    if standing.typed.sealed_key is None:
        return
    if st.button(_("Forget the kept key"), icon=":material/key_off:", type="tertiary"):
        with look.sentences():
            session.writing().connections.forget_key(user)
            look.drawn_anew(_("The key is forgotten."))
