"""The chances of one perfume, that it would be worn and that it takes somebody back, taken apart:
what each starts from, and every piece of the person's own evidence that moves it.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from flowery.ui import paper, session
from flowery.ui.perfume import chance_said
from flowery.ui.profile import evidence as evidence_list
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import RatingScale, Share, User

TARGETS: Mapping[RatingScale, str] = {"would_wear": "chance", "takes_back": "back"}
"""What is foretold, in the order in which it is shown, and how its part of the page is named."""


def show(user: User, fragrance_id: str) -> None:
    """Each number in one line, and what it rests on when that is opened; nothing where too little
    is known for a number.
    """
    for target in TARGETS:
        _one(user, fragrance_id, target)


def _one(user: User, fragrance_id: str, target: RatingScale) -> None:
    flowery = session.opened()
    outlook = flowery.foretelling.outlook(user.id, target)
    row = flowery.catalogue.row(fragrance_id)
    chance = outlook.chance(row)
    if chance is None:
        return
    key = f"{TARGETS[target]}-{fragrance_id}"
    opened = st.expander(
        chance_said.said(chance, target),
        key=key,
        on_change="rerun",
        icon=":material/casino:" if target == "would_wear" else ":material/history:",
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
            evidence_list.opened(shares, evidence_list.sources(user), key)
