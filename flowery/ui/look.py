"""How every page begins, what the theme cannot say in its own words, and how an error is shown.

It knows no data: nothing that a person wrote ever passes through the style sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import streamlit as st

from flowery.ui.words import language, told
from flowery.words.errors import FloweryError

_STYLE = Path(__file__).with_name("style.css")


def page(title: str, first_line: str) -> None:
    """The head of a page: its name, and one sentence that says what is here."""
    st.title(title, anchor=False)
    with st.container(key="first_line"):
        st.write(first_line)


def style() -> None:
    """What the theme cannot: the measure, cards, quotes, print; and the language of the page, by
    which it is read aloud.
    """
    st.html(_sheet())
    st.html(
        f"<script>document.documentElement.lang = '{language()}'</script>",
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
def _sheet() -> str:
    return f"<style>{_STYLE.read_text(encoding='utf-8')}</style>"
