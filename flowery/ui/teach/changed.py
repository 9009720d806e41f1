"""What the last answer changed: in one line, and opened in numbers and lists."""

from __future__ import annotations

from html import escape

import streamlit as st

from flowery.taste.changes import Change
from flowery.taste.questions import LIST
from flowery.ui import look, paper, session, ways
from flowery.ui.teach import words as teach_words
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import Teaching, User

LAST, OPEN = "teach.last", "teach.changed"
_FIRST = 5


def last(user: User) -> None:
    """What was just answered; nothing before the first answer."""
    lessons = session.opened().lessons
    named = st.session_state.get(LAST)
    teaching = next((one for one in lessons.answers(user.id) if one.id == named), None)
    if teaching is None:
        return
    with st.container(key="teach_changed", gap="xsmall"):
        if teaching.skipped:
            st.html(paper.paragraph(teach_words.given_said(teaching), "fl-plain"))
            return
        _said(user, lessons.change(user.id, teaching.id), teaching)
    look.bring("teach_changed", teaching.id)


def _said(user: User, change: Change, teaching: Teaching) -> None:
    st.html(paper.paragraph(teach_words.given_said(teaching), "fl-part"))
    st.html(paper.paragraph(summary(change), "fl-plain"))
    opened = st.expander(
        _("What changed"), key=OPEN, on_change="rerun", icon=":material/compare_arrows:"
    )
    if opened.open:
        with opened:
            show(change)
            _take_back(user, teaching)


def summary(change: Change) -> str:
    """What an answer changed, in one line."""
    moved = ngettext(
        "{number} perfume moved by five points or more",
        "{number} perfumes moved by five points or more",
        change.moved,
    ).format(number=f"{change.moved:,}")
    crossed = ngettext(
        "{number} changed sides, from likely to unlikely or back",
        "{number} changed sides, from likely to unlikely or back",
        change.crossed,
    ).format(number=f"{change.crossed:,}")
    came = ngettext(
        "{number} of the first {first} is new",
        "{number} of the first {first} are new",
        len(change.came),
    ).format(number=len(change.came), first=LIST)
    return f"{moved}; {crossed}; {came}."


def show(change: Change) -> None:
    """The sides and notes that moved, and the top of the list before and after."""
    if change.sides:
        st.html(
            paper.paragraph(_("How sure I am that you like it more than most, of 100"), "fl-part")
        )
        st.html(_moved(change))
    for column, said, ids in zip(
        st.columns(2, gap="large"),
        (_("First without this answer"), _("First with it")),
        (change.before, change.after),
        strict=True,
    ):
        with column:
            st.html(paper.paragraph(said, "fl-part"))
            for fragrance_id in ids[:_FIRST]:
                title = teach_words.subject_said(f"fragrance:{fragrance_id}")
                ways.link("explore", title, perfume=fragrance_id)


def _moved(change: Change) -> str:
    heads = "".join(f"<th>{escape(said)}</th>" for said in (_("before"), _("now")))
    rows = "".join(
        f"<tr><th scope='row'>{escape(teach_words.subject_said(one.subject))}</th>"
        f"<td>{100 * one.before:.0f}</td><td>{100 * one.after:.0f}</td></tr>"
        for one in change.sides
    )
    return f'<table class="fl-table"><tr><th></th>{heads}</tr>{rows}</table>'


def _take_back(user: User, teaching: Teaching) -> None:
    if st.button(
        _("Take this answer back"),
        key=f"teach.undo.{teaching.id}",
        type="tertiary",
        icon=":material/undo:",
    ):
        with look.sentences():
            session.writing().lessons.take_back(user.id, teaching.id)
            st.session_state[LAST] = None
            look.drawn_anew(_("Taken back."))
