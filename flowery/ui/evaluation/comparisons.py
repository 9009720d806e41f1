"""The part *Compare rankings*: two rankings on the lists that people are shown, drafted into one,
with a verdict that may be read at any time; and the same two without showing either.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from flowery.learning.evaluation.comparing import Standing
from flowery.learning.evaluation.interleaving import Verdict
from flowery.learning.evaluation.resampling import Measured
from flowery.learning.evaluation.variants import Variant
from flowery.ui import look, session, words
from flowery.ui.evaluation import chart as evaluation_chart, reports as evaluation_reports
from flowery.ui.evaluation.words import ranking_said
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User

_EVEN = 0.5


def show(user: User) -> None:
    """The whole part."""
    offered = session.opened().comparing.offered(user)
    comparisons = session.opened().comparing.all(user)
    running = [one for one in comparisons if one.comparison.runs]
    st.write(
        _(
            "Two rankings answer the same questions in one list, drafted as captains draft their "
            "teams. Vetoes hold, scores and reasons are those of the ranking as it stands."
        )
    )
    if running:
        _running(user, running[0], offered)
    else:
        _begun(user, offered)
    for one in comparisons:
        if not one.comparison.runs:
            _ended(user, one, offered)
    _how()


def verdict_said(verdict: Verdict) -> str:
    """How a comparison stands, in one sentence or two."""
    if not verdict.shown:
        return _("No list was drafted yet; the next question in Ask begins it.")
    if not verdict.a + verdict.b:
        said = _("Lists drafted so far: {shown}. None is decided yet.")
        return said.format(shown=f"{verdict.shown:,}")
    if verdict.outcome == "neither":
        said = _("After {count} decided lists neither is better by enough to matter: {a} to {b}.")
        return said.format(count=verdict.a + verdict.b, a=verdict.a, b=verdict.b)
    if verdict.outcome != "open":
        better = _("A is better, {a} to {b}.") if verdict.outcome == "a" else _better_b()
        return better.format(a=verdict.a, b=verdict.b)
    return f"{_lead(verdict)} {_more(verdict)}"


def _better_b() -> str:
    return _("B is better, {b} to {a}.")


def _lead(verdict: Verdict) -> str:
    if verdict.a == verdict.b:
        said = _("A and B stand {a} to {b}.")
    elif verdict.a > verdict.b:
        said = _("A leads {a} to {b}.")
    else:
        said = _("B leads {b} to {a}.")
    return said.format(a=verdict.a, b=verdict.b)


def _more(verdict: Verdict) -> str:
    if verdict.more is None:
        return _("Not sure yet, and too close to say how many more it takes.")
    return _("Not sure yet; decided lists still needed: about {more}.").format(more=verdict.more)


def _begun(user: User, offered: Sequence[Variant]) -> None:
    names = [variant.name for variant in offered]

    def said(name: str) -> str:
        return ranking_said(name, offered)

    left, right = st.columns(2)
    a = left.selectbox(_("Ranking A"), names, format_func=said, key="comparison.a")
    b = right.selectbox(_("Ranking B"), names, index=1, format_func=said, key="comparison.b")
    with st.container(horizontal=True):
        if st.button(_("Compare on new questions"), type="primary", key="comparison.begin"):
            with look.sentences():
                session.writing().comparing.begin(user, a, b)
                look.drawn_anew(_("From now on, lists in Ask are drafted from both."))
        if st.button(_("Compare on what people like"), key="comparison.offline"):
            evaluation_reports.run(user, "rankings", a, b)


def _running(user: User, standing: Standing, offered: Sequence[Variant]) -> None:
    comparison = standing.comparison
    with st.container(border=True):
        since = words.moment(comparison.started_at, user.time_zone)
        st.caption(_("Runs since {since}").format(since=since))
        _teams(standing, offered)
        st.markdown(f"**{verdict_said(standing.verdict)}**")
        _drawn(standing)
        if st.button(_("Stop and keep the verdict"), key="comparison.stop"):
            with look.sentences():
                session.writing().comparing.stop(user, comparison.id)
                look.drawn_anew(_("The comparison has ended; its verdict is kept."))


def _ended(user: User, standing: Standing, offered: Sequence[Variant]) -> None:
    comparison = standing.comparison
    with st.container(border=True):
        ends = (comparison.started_at, comparison.ended_at or comparison.started_at)
        first, last = (words.day(moment, user.time_zone) for moment in ends)
        st.caption(first if first == last else f"{first} – {last}")
        _teams(standing, offered)
        st.write(verdict_said(standing.verdict))
        if standing.verdict.a + standing.verdict.b:
            _drawn(standing)


def _teams(standing: Standing, offered: Sequence[Variant]) -> None:
    a, b = (
        words.literal(ranking_said(name, offered))
        for name in (standing.comparison.a, standing.comparison.b)
    )
    st.write(_("A: {a}. B: {b}.").format(a=a, b=b))


def _drawn(standing: Standing) -> None:
    """The share of decided lists that A won, with what is still possible."""
    verdict = standing.verdict
    if not verdict.a + verdict.b:
        return
    share = Measured(verdict.share, verdict.low, verdict.high)
    said = _("Lists won by A")
    evaluation_chart.draw([(said, share)], f"share.{standing.comparison.id}", even=_EVEN)


def _how() -> None:
    with st.expander(_("How it is decided")):
        st.write(
            _(
                "The first perfume of a list that somebody likes, owns, wishes for, wears or gives "
                "four stars or five within thirty days decides it for the ranking that brought it. "
                "Perfumes that both rankings put first in the same order belong to neither."
            )
        )
        st.write(
            _(
                "The verdict may be read as often as you like: it is a sequential test, wrong in "
                "at most one comparison of twenty however often one looks. Sources: Radlinski, "
                "Kurup and Joachims 2008 (team-draft interleaving); Robbins 1970; Johari, Koomen, "
                "Pekelis and Walsh 2022 (always valid inference)."
            )
        )
