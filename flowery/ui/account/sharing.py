"""Whether what somebody rated and corrected may be made into training examples: off until they say
so, with what it means in plain words, and what of theirs it would be, names replaced.
"""

from __future__ import annotations

import streamlit as st

from flowery.ui import look, paper, session
from flowery.ui.tuning.example_words import before_and_after
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import User


def show(user: User) -> None:
    """The switch, what it means, and what would be shared."""
    paper.style()
    st.subheader(_("Let Flowery learn from it"), anchor=False)
    said = _("My ratings and corrections may become training examples")
    if session.opened().tables.accounts.at_home.stays(user.id):
        st.toggle(said, value=False, key=f"shares_nothing_{user.id}", disabled=True)
        st.caption(_("Examples may be sent away, and nothing of yours leaves this machine."))
        return
    _switch(user, said)
    st.write(
        _(
            "It is off until you turn it on. When it is on, answers you gave stars, what you did "
            "with the perfumes in them, and smells you put right may become examples. The words "
            "you wrote that an answer quoted go with it; names of people and places are replaced "
            "first. An administrator reads them through, and what is approved trains Flowery "
            "here. An administrator may also send it to the provider of the models, if there is "
            "one."
        )
    )
    st.write(
        _(
            "Turn it off again and every example made of yours is removed, out of the queue and "
            "out of every set. Forgetting a memory or a question removes what rested on it. What "
            "was sent to a provider, or is in a model already trained, cannot be called back."
        )
    )
    _shown(user)


def _switch(user: User, said: str) -> None:
    wanted = st.toggle(said, value=user.shares_examples, key=f"shares_examples_{user.id}")
    if wanted != user.shares_examples:
        with look.sentences():
            session.writing().people.share_examples(user, wanted)
            look.drawn_anew(_meant(wanted))


def _meant(shares: bool) -> str:
    if shares:
        return _("Thank you. You can turn it off again at any time.")
    return _("Turned off. Every example made of yours is removed.")


def _shown(user: User) -> None:
    """What would be shared: made anew for this look, and not kept."""
    if user.shares_examples:
        made = len(session.opened().examples.own(user.id))
        said = ngettext(
            "{number} example is made of yours now.",
            "{number} examples are made of yours now.",
            made,
        )
        none = _("None is made of yours yet; that is done when an administrator looks next.")
        st.html(paper.paragraph(said.format(number=made) if made else none))
    part = st.expander(
        _("What it would look like"),
        key=f"shared_preview_{user.id}",
        on_change="rerun",
        icon=":material/visibility:",
    )
    if part.open:
        with part:
            found = session.opened().examples.previews(user.id)
            if not found:
                st.write(_("There is nothing yet: rate an answer or put a smell right first."))
            for one in found:
                before_and_after(one.texts)
