"""How every page begins, what the theme cannot say in its own words, and how an error is shown.

It knows no data: nothing that a person wrote ever passes through the style sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html import escape
from pathlib import Path
from typing import NoReturn

import streamlit as st

from flowery.ui.words import language, told
from flowery.words.errors import FloweryError

_STYLE = Path(__file__).with_name("style.css")
_DONE = "done.before"
_PICKING = Path(__file__).with_name("picking.js")


def page(title: str, first_line: str) -> None:
    """The head of a page: its name, and one sentence that says what is here; and once, in passing,
    what was done before the page was drawn anew.
    """
    if done := st.session_state.pop(_DONE, ""):
        st.toast(done, icon=":material/check:")
    st.title(title, anchor=False)
    with st.container(key="first_line"):
        st.write(first_line)


def drawn_anew(done: str) -> NoReturn:
    """Draw the page with what has changed, and say on it that it was done."""
    st.session_state[_DONE] = done
    st.rerun()


def style() -> None:
    """What the theme cannot: the measure, cards, quotes, print; the language of the page, by which
    it is read aloud; and that a click on the words of a smell presses its chip.
    """
    st.html(_sheet())
    st.html(
        f"<script>document.documentElement.lang = '{language()}';{_picking()}</script>",
        unsafe_allow_javascript=True,
    )


def bring(key: str, opened: str) -> None:
    """Scroll a container, by its key, into sight if it is out of it: once for each thing opened."""
    find = f"document.querySelector('.st-key-{key}')?.scrollIntoView({{block: 'nearest'}})"
    st.html(
        f"<script data-opened='{escape(opened)}'>requestAnimationFrame(() => {find})</script>",
        unsafe_allow_javascript=True,
    )


@contextmanager
def sentences() -> Iterator[None]:
    """Show what went wrong inside as one sentence; what the person wrote stays as it is."""
    try:
        yield
    except FloweryError as error:
        st.error(told(error))


@cache
def _picking() -> str:
    return _PICKING.read_text(encoding="utf-8")


@cache
def _sheet() -> str:
    return f"<style>{_STYLE.read_text(encoding='utf-8')}</style>"
