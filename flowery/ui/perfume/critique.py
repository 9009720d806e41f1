"""What somebody would change: "less sweet, more smoke", of one perfume or of a whole answer; and
what they said of it before, to be taken back.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from flowery.ui import look, naming, paper, session, words
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import Teaching, User


def field(user: User, key: str, label: str, fragrance_id: str | None = None) -> None:
    """The field behind one button."""
    opened = st.popover(
        label,
        key=f"critique-{key}",
        on_change="rerun",
        icon=":material/tune:",
        type="tertiary",
    )
    if opened.open:
        with opened, look.sentences():
            _asked(user, key, fragrance_id)


def said(subject: str, amount: float) -> str:
    """One change in words."""
    named = naming.subject_name(session.opened().taxonomy, subject)
    return (_("more {subject}") if amount > 0 else _("less {subject}")).format(subject=named)


def _asked(user: User, key: str, fragrance_id: str | None) -> None:
    about = session.opened().tables.of(user.id).teachings.list()
    stands = [one for one in about if one.kind == "critique" and one.over == fragrance_id]
    with st.form(f"critique-form-{key}", border=False, clear_on_submit=True):
        typed = st.text_input(
            _("Less of this, more of that"),
            placeholder=_("less sweet, more smoke"),
            key=f"critique-words-{key}",
        )
        if st.form_submit_button(_("Keep it"), icon=":material/check:"):
            _keep(user, words.typed(typed), fragrance_id)
    _standing(user, stands, key)


def _keep(user: User, typed: str, fragrance_id: str | None) -> None:
    flowery = session.writing()
    changes = flowery.advice.critique(typed)
    kept = flowery.learning.criticise(user.id, changes, fragrance_id)
    understood = ", ".join(said(one.subject, one.answer) for one in kept)
    look.drawn_anew(_("Kept: {changes}. It counts from now on.").format(changes=understood))


def _standing(user: User, stands: Sequence[Teaching], key: str) -> None:
    """What was said before, each with the way back."""
    if not stands:
        return
    st.html(paper.paragraph(_("What you said of it:")))
    for one in stands:
        pressed = st.button(
            paper.label(_("Take back: {change}").format(change=said(one.subject, one.answer))),
            key=f"uncritique-{key}-{one.id}",
            icon=":material/undo:",
            type="tertiary",
        )
        if pressed:
            session.writing().tables.of(user.id).teachings.take_back(one.id)
            look.drawn_anew(_("Taken back."))
