"""The part *Compare two*: two rankings on the lists that people are shown, drafted into one, or two
ways of wording their answers, with a verdict that may be read at any time; and two rankings without
showing either.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import streamlit as st

from flowery.learning.evaluation.comparing import Standing
from flowery.learning.evaluation.variants import Kind, Variant
from flowery.ui import look, session, words
from flowery.ui.evaluation import reports as evaluation_reports, verdicts
from flowery.ui.evaluation.words import ranking_said
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User


def show(user: User) -> None:
    """The whole part."""
    comparing = session.opened().comparing
    comparisons = comparing.all(user)
    running = [one for one in comparisons if one.comparison.runs]
    if running:
        _running(user, running[0])
    else:
        _begun(user, comparing.offered(user))
    for one in comparisons:
        if not one.comparison.runs:
            _ended(user, one)
    _how()


def _begun(user: User, offered: Sequence[Variant]) -> None:
    kind = _kind(offered)
    st.write(_told(kind))
    titles = {one.name: one.title for one in offered if one.kind == kind}
    names = list(titles)

    def said(name: str) -> str:
        return ranking_said(name, titles)

    left, right = st.columns(2)
    one, other = _sides(kind)
    a = left.selectbox(one, names, format_func=said, key=f"comparison.{kind}.a")
    b = right.selectbox(other, names, index=1, format_func=said, key=f"comparison.{kind}.b")
    with st.container(horizontal=True):
        if st.button(_("Compare on new questions"), type="primary", key="comparison.begin"):
            with look.sentences():
                session.writing().comparing.begin(user, a, b)
                look.drawn_anew(_begun_said(kind))
        if kind == "ranking" and st.button(
            _("Compare on what people like"), key="comparison.offline"
        ):
            evaluation_reports.run(user, "rankings", a, b)


def _kind(offered: Sequence[Variant]) -> Kind:
    """What is to be compared; there are words to choose from once a model words answers."""
    if all(one.kind == "ranking" for one in offered):
        return "ranking"
    chosen: Kind = st.segmented_control(
        _("What to compare"),
        get_args(Kind),
        default="ranking",
        format_func=lambda kind: {"ranking": _("Rankings"), "words": _("Wording")}[kind],
        key="comparison.kind",
        required=True,
    )
    return chosen


def _sides(kind: Kind) -> tuple[str, str]:
    if kind == "words":
        return _("Wording A"), _("Wording B")
    return _("Ranking A"), _("Ranking B")


def _told(kind: Kind) -> str:
    """What happens while one runs."""
    if kind == "words":
        return _(
            "A coin says which of the two words an answer; the perfumes, their order and their "
            "reasons are the same. Nobody is told which it was, and the stars decide."
        )
    return _(
        "Two rankings answer the same questions in one list, drafted as captains draft their "
        "teams. Vetoes hold, scores and reasons are those of the ranking as it stands."
    )


def _begun_said(kind: Kind) -> str:
    if kind == "words":
        return _("From now on, a coin says which of the two words an answer in Ask.")
    return _("From now on, lists in Ask are drafted from both.")


def _running(user: User, standing: Standing) -> None:
    comparison = standing.comparison
    st.write(_told("words" if comparison.is_of_words else "ranking"))
    with st.container(border=True):
        since = words.moment(comparison.started_at, user.time_zone)
        st.caption(_("Runs since {since}").format(since=since))
        _teams(standing)
        st.markdown(f"**{verdicts.said(standing.verdict)}**")
        verdicts.draw(standing.verdict, comparison.id)
        if session.opened().comparing.has_changed(user, comparison.id):
            st.info(
                _(
                    "Something else came into use since it began. It compares what it began with; "
                    "the change shows in answers once it is stopped."
                )
            )
        if st.button(_("Stop and keep the verdict"), key="comparison.stop"):
            with look.sentences():
                session.writing().comparing.stop(user, comparison.id)
                look.drawn_anew(_("The comparison has ended; its verdict is kept."))


def _ended(user: User, standing: Standing) -> None:
    comparison = standing.comparison
    with st.container(border=True):
        ends = (comparison.started_at, comparison.ended_at or comparison.started_at)
        first, last = (words.day(moment, user.time_zone) for moment in ends)
        st.caption(first if first == last else f"{first} – {last}")
        _teams(standing)
        st.write(verdicts.said(standing.verdict))
        verdicts.draw(standing.verdict, comparison.id)


def _teams(standing: Standing) -> None:
    a, b = (
        words.literal(ranking_said(name, standing.titles))
        for name in (standing.comparison.a, standing.comparison.b)
    )
    st.write(_("A: {a}. B: {b}.").format(a=a, b=b))


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
                "Wording: four stars or five for an answer within thirty days are good, one or two "
                "are bad, and three say nothing. Rated answers of both are paired in their order."
            )
        )
        st.write(
            _(
                "The verdict may be read as often as you like: it is a sequential test, wrong in "
                "at most one comparison of twenty however often one looks. Sources: Radlinski, "
                "Kurup and Joachims 2008 (team-draft interleaving); Robbins 1970; Johari, Koomen, "
                "Pekelis and Walsh 2022 (always valid inference); Turner, Ly and Grünwald 2024 "
                "(two samples)."
            )
        )
