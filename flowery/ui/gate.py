"""What a stranger sees: what Flowery is, the sign-in, a new account, and the way into the example.

It asks `door` and `people`; it sees nothing of anybody's diary.
"""

from __future__ import annotations

import html

import streamlit as st

from flowery import example
from flowery.ui import door, look, session, words
from flowery.ui.account import taste_line
from flowery.ui.emblem import emblem
from flowery.ui.words import gettext as _
from flowery.words.errors import FloweryError, Refused
from flowery.words.vocabulary import User


def open_home() -> None:
    """Open the home, which takes some seconds the first time; say so if it cannot be opened."""
    try:
        with st.spinner(_("Opening the diary …"), show_time=False):
            session.household()
    except FloweryError as error:
        st.error(words.told(error))
        st.stop()


def say_if_example(person: User) -> None:
    """One line above every page of a diary that is not simply one's own: of the example, with the
    way out, and of a taste that is kept for somebody.
    """
    if not session.is_example(person):
        with look.sentences():
            taste_line.show(person)
        return
    with st.container(key="example_line", horizontal=True, vertical_alignment="center"):
        st.write(
            _("You are looking around in the diary of {name}, who is made up.").format(
                name=example.FIRST_NAME
            )
        )
        if st.button(_("Leave and make my own"), key="leave_example"):
            door.leave()


def show() -> None:
    """The first screen."""
    _choose_language()
    people = session.opened().people
    told, asked = st.columns([1.15, 1], gap="large", vertical_alignment="center")
    with told:
        _tell()
    with asked:
        if people.is_empty():
            _first_account()
        else:
            _enter_or_register(people.is_open())
        _offer_example()
    _tell_how()


def _choose_language() -> None:
    with st.container(key="language_line", horizontal=True, horizontal_alignment="right"):
        chosen = st.segmented_control(
            _("Language"),
            list(words.LANGUAGES),
            default=words.language(),
            format_func=words.LANGUAGES.__getitem__,
            required=True,
            label_visibility="collapsed",
            key="gate_language",
        )
    if chosen != words.language():
        words.choose(chosen)
        st.rerun()


def _tell() -> None:
    sign = emblem(is_dark=st.context.theme.type == "dark")
    alt = html.escape(_("A flower of fourteen petals, one for each scent axis"))
    st.html(f'<div class="emblem"><img src="{sign}" alt="{alt}"></div>')
    st.title("Flowery", anchor=False)
    with st.container(key="promise"):
        st.write(_("A diary of scent memories that learns what you love to smell."))


def _tell_how() -> None:
    steps = (
        (
            _("Remember"),
            _(
                "Write down a kitchen, a coat, a first day of rain. A photo or a voice note will "
                "do as well. Flowery finds the smells in it, those you loved and those you did not."
            ),
        ),
        (
            _("See your taste"),
            _(
                "A profile on fourteen axes grows with each memory. Touch any number and it shows "
                "the sentences that speak for it, and those against."
            ),
        ),
        (
            _("Ask"),
            _(
                "“A rainy library, nothing sweet, under 80 euros.” You get perfumes that exist, "
                "each with what speaks for it, what against it, and which memory it goes back to."
            ),
        ),
    )
    with st.container(key="how"):
        for column, (title, text) in zip(st.columns(3, gap="large"), steps, strict=True):
            column.subheader(title, anchor=False)
            column.write(text)
        st.caption(
            _("Everything stays in one folder on the computer Flowery runs on. It needs no key.")
        )


def _first_account() -> None:
    _account_form(
        _("Make the first account"),
        _("It is yours, and it looks after this Flowery as its administrator."),
    )


def _enter_or_register(is_open: bool) -> None:
    if is_open and _way() == "register":
        _account_form(_("New account"), _("A name and a password. No e-mail address."))
        return
    with st.container(key="door"), look.sentences():
        door.sign_in()


def _way() -> str:
    ways = {"sign_in": _("Sign in"), "register": _("New account")}
    return st.segmented_control(
        _("Sign in or make an account"),
        list(ways),
        default="sign_in",
        format_func=ways.__getitem__,
        required=True,
        label_visibility="collapsed",
        key="gate_way",
    )


def _account_form(title: str, explanation: str) -> None:
    with st.form("register", enter_to_submit=True):
        st.subheader(title, anchor=False)
        st.write(explanation)
        name = st.text_input(_("Name"), autocomplete="username", max_chars=80)
        password = st.text_input(
            _("Password"),
            type="password",
            autocomplete="new-password",
            help=_("12 characters or more, in any alphabet. A short sentence is good."),
        )
        again = st.text_input(_("Password once more"), type="password", autocomplete="new-password")
        is_sent = st.form_submit_button(_("Make the account"), type="primary")
    if is_sent:
        with look.sentences():
            _register(name, password, again)


def _register(name: str, password: str, again: str) -> None:
    if password != again:
        raise Refused(_("The two passwords are not the same."))
    flowery = session.opened()
    person = flowery.people.register(name, password)
    flowery.tables.accounts.change(
        person.id, language=words.language(), time_zone=words.zone_of_browser()
    )
    door.enter(flowery.people.open_session(person.id))


def _offer_example() -> None:
    if not session.opened().settings.example_home:
        return
    with st.container(key="example_offer"):
        if st.button(
            _("Look around with an example diary"),
            key="enter_example",
            icon=":material/auto_stories:",
            width="stretch",
        ):
            _enter_example()


def _enter_example() -> None:
    flowery, bar = session.opened(), st.progress(0.0)

    def tell(part: float) -> None:
        bar.progress(part, _("Writing the example diary …"))

    with look.sentences():
        person = example.settled(flowery, tell)
        door.enter(flowery.people.open_session(person.id))
