"""The radar of the profile: now, and beside it what it was before or in one period of life."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import escape

import streamlit as st

from flowery.ui import charts, naming, radar, session
from flowery.ui.axes import axis_name
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import AXES, Evidence, ScentProfile, User

_CHART = "profile.radar"
_LAST = "last"
_DAYS = {"month": 30, "half-year": 182}


def show(user: User, profile: ScentProfile, open_key: str) -> None:
    """The drawing with its comparison, and the same numbers as a table."""
    beside = _beside(user)
    now = radar.Ring(_("now"), profile.values)
    rings = [now, *([beside] if beside is not None else [])]
    charts.draw(radar.chart(rings), _CHART, on_pick=lambda: _pick(open_key))
    with st.expander(_("The same numbers as a table"), icon=":material/table_rows:"):
        st.html(_table(rings))


def before_last(user: User) -> radar.Ring | None:
    """The radar as it was before the last thing that was said; None when nothing was before."""
    taste = session.opened().taste
    rows = taste.evidence(user.id)
    if not rows:
        return None
    last = rows[-1]
    earlier = [row.at for row in rows if row.at < last.at and _event(row) != _event(last)]
    if not earlier:
        return None
    return radar.Ring(_("before"), taste.profile(user.id, until=earlier[-1]).values, is_thin=True)


def _event(row: Evidence) -> str:
    """What was said at once: a whole memory, one reaction, one rating."""
    return row.memory_id or row.source


def _beside(user: User) -> radar.Ring | None:
    """What the person wants to see beside now."""
    periods = _periods(user)
    chosen = st.selectbox(
        _("Compare with"),
        [_LAST, *_DAYS, *periods],
        format_func=lambda one: _beside_said(one, periods),
        key="profile.beside",
    )
    taste = session.opened().taste
    if chosen == _LAST:
        return before_last(user)
    if chosen in _DAYS:
        until = datetime.now(UTC) - timedelta(days=_DAYS[chosen])
        then = taste.profile(user.id, until)
        return radar.Ring(_beside_said(chosen, periods), then.values, is_thin=True)
    alone = taste.profile(user.id, only_memories=periods[chosen])
    return radar.Ring(chosen, alone.values, is_thin=True)


def _periods(user: User) -> dict[str, frozenset[str]]:
    """The memories of each period of life."""
    found: dict[str, set[str]] = {}
    for memory in session.opened().tables.of(user.id).diary.list():
        if period := naming.period_of(memory):
            found.setdefault(period, set()).add(memory.id)
    return {period: frozenset(found[period]) for period in sorted(found)}


def _beside_said(chosen: str, periods: dict[str, frozenset[str]]) -> str:
    said = {
        _LAST: _("before the last thing you said"),
        "month": _("a month ago"),
        "half-year": _("half a year ago"),
    }
    if chosen in periods:
        return _("only memories of: {period}").format(period=chosen)
    return said[chosen]


def _pick(open_key: str) -> None:
    points = st.session_state[_CHART]["selection"]["points"]
    if points:
        axis = AXES[int(points[0]["point_index"]) % len(AXES)]
        st.session_state[open_key] = f"axis:{axis}"


def _table(rings: list[radar.Ring]) -> str:
    heads = "".join(f"<th>{escape(ring.name)}</th>" for ring in rings)
    rows = "".join(
        f"<tr><th scope='row'>{escape(axis_name(axis))}</th>"
        + "".join(f"<td>{100 * ring.values.get(axis, 0.0):.1f}</td>" for ring in rings)
        + "</tr>"
        for axis in AXES
    )
    return f'<table class="fl-table"><tr><th></th>{heads}</tr>{rows}</table>'
