"""The chance of one perfume, taken apart: what it starts from, and every piece of the person's own
evidence that moves it.
"""

from __future__ import annotations

import streamlit as st

from flowery.ui import paper, session
from flowery.ui.perfume import chance_said
from flowery.ui.profile import evidence as evidence_list
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import Share, User


def show(user: User, fragrance_id: str) -> None:
    """The number in one line, and what it rests on when that is opened; nothing where too little is
    known for a number.
    """
    flowery = session.opened()
    outlook = flowery.foretelling.outlook(user.id)
    row = flowery.catalogue.row(fragrance_id)
    chance = outlook.chance(row)
    if chance is None:
        return
    opened = st.expander(
        chance_said.said(chance),
        key=f"chance-{fragrance_id}",
        on_change="rerun",
        icon=":material/casino:",
    )
    if opened.open:
        with opened:
            before = _(
                "Anybody would start at {value} of 10, by what people at large vote for. From "
                "there your evidence moves it; 100 points would make 7 of 10 out of 5."
            )
            start = before.format(value=round(10 * outlook.starting_chance(row)))
            st.html(paper.paragraph(start))
            shares = [Share(one, amount) for one, amount in outlook.shares(fragrance_id)]
            evidence_list.opened(shares, evidence_list.sources(user), f"chance-{fragrance_id}")
