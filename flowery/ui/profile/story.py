"""How the profile changed, and what changed it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from flowery.taste.profile import TasteMoment
from flowery.ui import charts, naming, paper, session, sums, words
from flowery.ui.axes import axis_name
from flowery.ui.profile import evidence as evidence_list
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import AXES, User

_LINES = 5
_LATEST = 8


def story(user: User) -> None:
    """The timeline, drawn only when it is opened: it replays the taste once for every moment."""
    opened = st.expander(
        _("How it came to be"),
        icon=":material/timeline:",
        key="profile.story",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            _drawn(user, session.opened().taste.timeline(user.id))


def _drawn(user: User, moments: Sequence[TasteMoment]) -> None:
    if len(moments) < 2:
        st.html(paper.paragraph(_("There was one moment so far. The next one begins the story.")))
        return
    leading = sorted(AXES, key=lambda axis: -max(m.values[axis] for m in moments))[:_LINES]
    times = [words.day(moment.at, user.time_zone) for moment in moments]
    lines = {axis: [moment.values[axis] for moment in moments] for axis in leading}
    charts.draw(charts.timeline(times, lines), "profile.timeline")
    whats = _whats(user, moments)
    st.html("".join(_moments(moments, times, whats)))


def _whats(user: User, moments: Sequence[TasteMoment]) -> list[str]:
    """What was said at each moment: the title of a memory, or the act in words."""
    flowery = session.opened()
    titles = {m.id: naming.title_of(m) for m in flowery.tables.of(user.id).diary.list()}
    rows = {row.at: row for row in flowery.taste.evidence(user.id)}
    return [
        titles.get(moment.memory_id or "", evidence_list.said(rows[moment.at]))
        for moment in moments
    ]


def _moments(
    moments: Sequence[TasteMoment], times: Sequence[str], whats: Sequence[str]
) -> list[str]:
    """The latest moments, newest first, each with the axes it moved most."""
    lines: list[str] = []
    for place in range(len(moments) - 1, max(0, len(moments) - 1 - _LATEST), -1):
        moment, before = moments[place], moments[place - 1].values
        moved = sorted(AXES, key=lambda axis: -abs(moment.values[axis] - before[axis]))[:3]
        changes = " · ".join(
            f"{axis_name(axis)}\N{NO-BREAK SPACE}"
            f"{sums.signed(100 * (moment.values[axis] - before[axis]))}"
            for axis in moved
        )
        what = paper.shortened(whats[place], 80)
        when_and_by = f"{times[place]} · {changes}"
        lines.append(
            f'<div class="fl-moment"><p dir="auto">{escape(what)}</p>'
            f"{paper.paragraph(when_and_by)}</div>"
        )
    return lines
