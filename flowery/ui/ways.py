"""The ways from page to page: links and jumps, by the name of a page and what to open there."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import streamlit as st

from flowery.ui import paper

Place = Literal[
    "home",
    "remember",
    "memories",
    "profile",
    "ask",
    "explore",
    "graph",
    "collection",
    "teach",
    "account",
    "catalogue",
    "evaluation",
    "tuning",
    "settings",
]

_LONGEST = 140  # letters; it may take a second line
_PAGES = Path(__file__).parents[2] / "pages"


def link(place: Place, said: str, icon: str | None = None, **opened: str) -> None:
    """A link to another page; `opened` says what to open there, such as `memory="m1"`."""
    page = str(_PAGES / f"{place}.py")
    st.page_link(page, label=paper.label(said), icon=icon, query_params=opened or None)


def turn(said: str, key: str, icon: str | None = None, **opened: str) -> None:
    """Opens something else on the very page one is on: a link to it would not change the address,
    and the next click would lead back.
    """
    st.button(
        paper.label(said, _LONGEST),
        key=key,
        icon=icon,
        type="tertiary",
        on_click=_turned,
        kwargs=opened,
    )


def _turned(**opened: str) -> None:
    st.query_params.from_dict(opened)  # at once: every change is a step for the browser's Back


def go(place: Place, **opened: str) -> None:
    """Leave for another page now."""
    st.switch_page(str(_PAGES / f"{place}.py"), query_params=opened or None)


def opened(what: str) -> str | None:
    """What this page was asked to open, such as the id of a memory."""
    return st.query_params.get(what)
