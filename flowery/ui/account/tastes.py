"""The part *Tastes* of the account: begin one for somebody else, enter, rename and forget those
that are there.
"""

from __future__ import annotations

import streamlit as st

from flowery.ui import look, paper, session, ways, words
from flowery.ui.account import taste_line
from flowery.ui.words import gettext as _, literal, ngettext
from flowery.words.errors import Refused
from flowery.words.vocabulary import User


def show(user: User) -> None:
    """The whole part."""
    paper.style()
    _begin(user)
    tastes = session.opened().people.tastes(user)
    if tastes:
        st.subheader(_("Tastes you keep"), anchor=False)
        _row(session.opened().people.guardian(user), user, _("Your own"))
        for taste in tastes:
            _row(taste, user, taste.name)


def forgotten(user: User, taste: User, typed: str) -> None:
    """Forget a taste whose name was typed, and say what is gone. Raises Refused."""
    if words.typed(typed) != taste.name:
        raise Refused(_("That is not its name. Nothing was forgotten."))
    from flowery.storage.upkeep.erase import erase_taste

    receipt = erase_taste(session.writing(), user, taste.id)
    said = _(
        "“{name}” is forgotten. Rows and files that are gone: {rows}; traces found: {traces}."
    ).format(
        name=literal(taste.name),
        rows=sum(receipt.forgotten.values()),
        traces=receipt.traces_found,
    )
    if taste.id != user.id:
        look.drawn_anew(said)
    st.success(said)  # the next page is one's own, which knows nothing of what was here
    ways.link("home", _("Back to my own"), icon=":material/arrow_back:")
    st.stop()


def _begin(user: User) -> None:
    st.subheader(_("A gift for somebody?"), anchor=False)
    st.write(
        _(
            "Begin a taste for them. It has memories, answers and a collection of its own, and "
            "nothing of it touches yours. All of them share the memories you may write a day."
        )
    )
    with st.form("begin_taste", border=False, width=420):
        name = st.text_input(
            _("What should it be called?"),
            placeholder=_("For Mum"),
            max_chars=80,
            autocomplete="off",
        )
        is_sent = st.form_submit_button(_("Begin"), type="primary")
    if is_sent:
        with look.sentences():
            begun = session.writing().people.add_taste(user, words.typed(name))
            taste_line.enter(begun.id, "remember")


def _row(taste: User, user: User, name: str) -> None:
    with st.container(border=True, key=f"taste_{taste.id}"):
        st.html(paper.paragraph(name, "fl-name") + paper.paragraph(_about(taste)))
        with st.container(horizontal=True, vertical_alignment="center"):
            is_here = taste.id == user.id
            said = _("You are here") if is_here else _("Enter")
            with look.sentences():
                if st.button(said, key=f"taste_enter_{taste.id}", disabled=is_here):
                    taste_line.enter(taste.id)
            if taste.guardian_id is not None:
                _rename(taste, user)
                _forget(taste, user)


def _about(taste: User) -> str:
    number = len(session.opened().tables.of(taste.id).diary.list())
    kept = ngettext("{number} memory", "{number} memories", number).format(number=number)
    since = words.day(taste.created_at, taste.time_zone)
    return _("{memories}, since {day}").format(memories=kept, day=since)


def _rename(taste: User, user: User) -> None:
    with (
        st.popover(_("Rename"), type="tertiary"),
        st.form(f"rename_taste_{taste.id}", border=False),
    ):
        name = st.text_input(
            _("What should it be called?"), taste.name, max_chars=80, autocomplete="off"
        )
        if st.form_submit_button(_("Save")):
            with look.sentences():
                session.writing().people.rename_taste(user, taste.id, words.typed(name))
                look.drawn_anew(_("Saved."))


def _forget(taste: User, user: User) -> None:
    with (
        st.popover(_("Forget"), type="tertiary"),
        st.form(f"forget_taste_{taste.id}", border=False),
    ):
        st.write(_("Everything in it is erased, and nobody can bring it back. Your own stays."))
        typed = st.text_input(
            _("Type its name, {name}, to confirm").format(name=literal(taste.name)),
            autocomplete="off",
        )
        if st.form_submit_button(_("Forget this taste"), icon=":material/delete_forever:"):
            with look.sentences():
                forgotten(user, taste, typed)
