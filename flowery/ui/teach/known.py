"""What is known by now of the fourteen sides of smell: which are settled, which are open."""

from __future__ import annotations

import streamlit as st

from flowery.taste.changes import Known
from flowery.ui import paper, session
from flowery.ui.axes import axis_name
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import User


def show(user: User) -> None:
    """How many sides are settled, and how each stands."""
    known = session.opened().lessons.known(user.id)
    sure = sum(one.is_sure for one in known)
    st.subheader(_("What I know by now"), anchor=False)
    said = ngettext(
        "{number} of {all} sides of smell is settled: there I am right four times in five.",
        "{number} of {all} sides of smell are settled: there I am right four times in five.",
        sure,
    )
    st.html(paper.paragraph(said.format(number=sure, all=len(known)), "fl-plain"))
    more = [one for one in known if one.is_sure and one.more > 0.5]
    less = [one for one in known if one.is_sure and one.more < 0.5]
    rest = [one for one in known if not one.is_sure]
    for heading, sides in (
        (_("You like more than most"), more),
        (_("You like less than most"), less),
        (_("Still open"), rest),
    ):
        if sides:
            named = [(axis_name(one.axis), one.axis) for one in sides]
            st.html(paper.paragraph(heading, "fl-part") + paper.dotted(named))
    with st.expander(_("How sure I am of each side"), icon=":material/table_rows:"):
        st.html(paper.paragraph(_("That you like it more than most, of 100")))
        st.html(paper.bars(_bar(one) for one in known))


def _bar(one: Known) -> paper.Bar:
    return paper.Bar(axis_name(one.axis), one.more, f"{100 * one.more:.0f}", one.axis)
