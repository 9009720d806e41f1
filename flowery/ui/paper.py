"""Small pieces of safe HTML, and data made safe to stand in a label.

Whatever a person wrote is escaped here and nowhere else; style comes by class, never from data,
except a memory's own colour, which must look like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from flowery.ui.words import literal

_STYLE = Path(__file__).with_name("content.css")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_HANGUL = re.compile("[가-힣]")
_LONGEST_LABEL = 70


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name and number: `share` 0..1 of the full length."""

    name: str
    share: float
    number: str
    axis: str | None = None


def style() -> None:
    """The style sheet of the content."""
    st.html(_sheet())


def colour_of(value: str | None) -> str:
    """A colour as an inline style, if it is one."""
    return f' style="--fl-own:{value}"' if value and _COLOUR.fullmatch(value) else ""


def label(text: str, longest: int = _LONGEST_LABEL) -> str:
    """Data as the label of a widget or link: one line, no markdown in it."""
    return literal(shortened(text, longest))


def shortened(text: str, longest: int) -> str:
    """One line of at most so many characters, cut at a word where one ends."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut[longest // 2 :] else cut}…"


def quote(text: str) -> str:
    """Somebody's own words."""
    language = "ko" if _HANGUL.search(text) else "en"
    return f'<blockquote class="fl-quote" dir="auto" lang="{language}">{escape(text)}</blockquote>'


def paragraph(text: str, kind: str = "fl-quiet") -> str:
    """One paragraph."""
    return f'<p class="{kind}" dir="auto">{escape(text)}</p>'


def in_place(text: str, of: str, kind: str) -> str:
    """A paragraph in the place of another one, whose room it keeps: nothing below it moves."""
    return f'<div class="fl-in-place">{paragraph(text, kind)}{paragraph(of, kind)}</div>'


def bars(rows: Iterable[Bar]) -> str:
    """Bars under each other, each with its name and number."""
    drawn = "".join(_bar(row) for row in rows)
    return f'<dl class="fl-bars">{drawn}</dl>'


def dotted(names: Sequence[tuple[str, str | None]]) -> str:
    """Names in a row, each with a dot in the colour of its axis."""
    items = "".join(f"<li{_axis(axis)}>{escape(name)}</li>" for name, axis in names)
    return f'<ul class="fl-notes">{items}</ul>' if items else ""


def _bar(row: Bar) -> str:
    width = max(0.0, min(100.0, 100 * row.share))
    return (
        f"<dt>{escape(row.name)}</dt>"
        f'<dd><span class="fl-bar{f" fl-axis-{row.axis}" if row.axis else ""}">'
        f'<i style="width:{width:.1f}%"></i></span></dd>'
        f'<dd class="fl-number">{escape(row.number)}</dd>'
    )


def _axis(axis: str | None) -> str:
    return f' class="fl-axis-{axis}"' if axis else ""


@cache
def _sheet() -> str:
    return f"<style>{_STYLE.read_text(encoding='utf-8')}</style>"
