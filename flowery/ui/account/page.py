"""The page *Account*: language and time zone, how strong and how dear a perfume may be, and the
ways to the other parts: dislikes, tastes, password, data, house.
"""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import available_timezones

import streamlit as st

from flowery.ui import look, session, ways, words
from flowery.ui.account import (
    data as account_data,
    dislikes as account_dislikes,
    house as account_house,
    password as account_password,
    tastes as account_tastes,
)
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User

DEAREST = 2000.0  # euros; above, a limit says nothing any more


def show(user: User) -> None:
    """The whole page."""
    look.page(_("Account"), _here_as(user))
    tastes = _("Tastes")
    parts: dict[str, Callable[[User], None]] = {
        _("About you") if user.guardian_id is None else _("About this taste"): _about,
        _("Never again"): account_dislikes.show,
        tastes: account_tastes.show,
        _("Signing in and out"): account_password.show,
        _("Your data"): account_data.show,
    }
    if user.is_admin:
        parts[_("This house")] = account_house.show
    first = tastes if ways.opened("part") == "tastes" else None
    for tab, part in zip(st.tabs(list(parts), default=first), parts.values(), strict=True):
        with tab:
            part(user)


def _here_as(user: User) -> str:
    name = words.literal(user.name)
    if user.guardian_id is None:
        return _("You are here as {name}.").format(name=name)
    guardian = session.opened().people.guardian(user)
    return _("You are here as {name}, in the taste “{taste}”.").format(
        name=words.literal(guardian.name), taste=name
    )


def intensity_said(intensity: str | None) -> str:
    """How far a perfume may be smelled."""
    said = {
        "skin_scent": _("Close to the skin"),
        "light": _("Soft"),
        "moderate": _("An arm's length"),
        "strong": _("It may fill a room"),
    }
    return said.get(intensity or "", _("It depends"))


def _about(user: User) -> None:
    with st.form("about", border=False):
        one, other = st.columns(2, gap="large")
        with one:
            language = _language(user)
            zone = _zone(user)
        with other:
            intensity = _intensity(user)
            budget = _budget(user)
        is_sent = st.form_submit_button(_("Save"), type="primary")
    if is_sent:
        with look.sentences():
            session.writing().tables.accounts.change(
                user.id, language=language, time_zone=zone, intensity=intensity, budget_max=budget
            )
            words.speak(language)
            look.drawn_anew(_("Saved."))


def _language(user: User) -> str:
    known = list(words.LANGUAGES)
    return st.selectbox(
        _("Language"),
        known,
        index=known.index(user.language) if user.language in known else 0,
        format_func=words.LANGUAGES.__getitem__,
    )


def _zone(user: User) -> str:
    known = sorted(available_timezones())
    return st.selectbox(
        _("Time zone"),
        known,
        index=known.index(user.time_zone if user.time_zone in known else "UTC"),
        help=_("Your day of memories begins at midnight there."),
    )


def _intensity(user: User) -> str | None:
    known = [None, "skin_scent", "light", "moderate", "strong"]
    return st.selectbox(
        _("How strong a perfume may be"),
        known,
        index=known.index(user.intensity) if user.intensity in known else 0,
        format_func=intensity_said,
    )


def _budget(user: User) -> float | None:
    return st.number_input(
        _("The most a bottle may cost, in euros"),
        min_value=1.0,
        max_value=DEAREST,
        value=user.budget_max,
        step=10.0,
        format="%.0f",
        placeholder=_("no limit"),
        help=_("It counts when a question names no price. Leave it empty for no limit."),
    )
