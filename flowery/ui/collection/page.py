"""The page *Collection*: what a person owns, wishes for, tried and declined, what they wear, and
what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import streamlit as st

from flowery.collection import Possession
from flowery.ui import look, paper, session
from flowery.ui.collection import (
    add as collection_add,
    file as collection_file,
    gaps as collection_gaps,
    owned as collection_owned,
    said as collection_said,
    wears as collection_wears,
)
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User

Part = Literal["owned", "wished", "tried", "declined", "wears", "missing"]
PART = "collection.part"


def show(user: User) -> None:
    """The whole page."""
    look.page(
        _("Collection"),
        _("The perfumes you own, wish for and wear: what is left of them, and what is missing."),
    )
    paper.style()
    found = session.opened().collection.of(user.id)
    collection_add.show(user, is_first=not found)
    if found:
        _parts(user, found)
    collection_file.show(user, found)


def _parts(user: User, found: Sequence[Possession]) -> None:
    counts = {part: len(_of(part, found)) for part in get_args(Part)}
    st.session_state.setdefault(PART, "owned")
    chosen = st.segmented_control(
        _("What to look at"),
        get_args(Part),
        format_func=lambda part: _part_said(part, counts[part]),
        key=PART,
        required=True,
        label_visibility="collapsed",
    )
    part: Part = chosen or "owned"
    if part == "owned":
        collection_owned.show(user, _of(part, found))
    elif part == "wears":
        collection_wears.show(user, found)
    elif part == "missing":
        collection_gaps.show(user)
    else:
        collection_said.show(user, part, _of(part, found))


def _of(part: Part, found: Sequence[Possession]) -> list[Possession]:
    if part == "owned":
        return [one for one in found if one.is_owned or one.was_owned]
    if part == "wished":
        return [one for one in found if one.is_wished]
    if part == "tried":
        return [one for one in found if one.is_tried]
    if part == "declined":
        return [one for one in found if one.is_declined]
    return []


def _part_said(part: Part, count: int) -> str:
    said = {
        "owned": _("Owned"),
        "wished": _("Wished for"),
        "tried": _("Tried"),
        "declined": _("Declined"),
        "wears": _("Wears"),
        "missing": _("What is missing"),
    }[part]
    return f"{said} {count}" if count else said
