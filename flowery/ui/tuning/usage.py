"""The part *Use and cost* of the page Fine-tuning: what models took by day, person, model and
purpose, how their words were rated, what may be spent, and whether a day departs from the usual.
"""

from __future__ import annotations

from datetime import UTC, datetime, time

import streamlit as st

from flowery.models.spending import DEAREST, SpendingReport
from flowery.models.unusual import Departure
from flowery.models.usage import Caps, Spent
from flowery.ui import charts, look, paper, session, ways, words
from flowery.ui.tuning import usage_table as tuning_usage_table
from flowery.ui.tuning.usage_chart import by_day
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import User

PERIODS = (7, 28, 90)
_USUAL = 28


def show(user: User) -> None:
    """The whole part, for an administrator."""
    paper.style()
    with look.sentences():
        spending = session.opened().spending
        if session.opened().tables.books.first_day() is None:
            _nothing_yet()
        else:
            days = _period()
            found = spending.report(user, days)
            for one in found.departures:
                st.warning(departure_said(one), icon=":material/trending_up:")
            _sums(found)
            is_priced = found.prices.are_known
            st.html(paper.paragraph(_("US dollars a day") if is_priced else _("Calls a day")))
            charts.draw(by_day(found), "tuning.usage.days")
            tuning_usage_table.show(found)
            _liked(found)
        _budget(user)


def say_if_unusual(user: User) -> None:
    """A note for an administrator when use or spending departs from the usual."""
    if not user.is_admin:
        return
    with look.sentences():
        found = session.opened().spending.departures(user)
        if found:
            with st.container(border=True, key="unusual_use", gap="small"):
                st.html("".join(paper.paragraph(departure_said(one), "fl-plain") for one in found))
                ways.link(
                    "tuning", _("Look at use and cost"), icon=":material/query_stats:", part="usage"
                )


def departure_said(one: Departure) -> str:
    """What is unusual, with what would be usual."""
    amount, low, high = (
        measured(one.measure, number) for number in (one.amount, one.low, one.high)
    )
    said = {
        "calls": _("On {day} models were called {amount} times; {low} to {high} are usual."),
        "dollars": _("On {day} models cost {amount}; {low} to {high} are usual."),
        "failures": _("On {day} {amount} calls to models failed; up to {high} are usual."),
    }[one.measure]
    day = words.day(datetime.combine(one.day, time(12), UTC), "UTC")
    return said.format(day=day, amount=amount, low=low, high=high)


def measured(measure: str, number: float) -> str:
    """A number of calls, or of dollars."""
    return money(number) if measure == "dollars" else f"{number:,.0f}"


def money(dollars: float) -> str:
    """US dollars; cents of a cent are told, since a call may cost no more."""
    return f"{dollars:,.2f} USD" if dollars >= 0.1 or dollars == 0 else f"{dollars:.4f} USD"


def _nothing_yet() -> None:
    st.write(_("No model was called yet: nothing leaves this machine."))
    st.html(
        paper.paragraph(
            _("Once an endpoint is named in the settings, every call to it is counted here.")
        )
    )


def _period() -> int:
    return int(
        st.segmented_control(
            _("Period"),
            PERIODS,
            default=_USUAL,
            format_func=lambda n: ngettext("{number} day", "{number} days", n).format(number=n),
            required=True,
            key="tuning.usage.period",
        )
    )


def _sums(found: SpendingReport) -> None:
    calls = sum(line.calls for line in found.lines)
    tokens = sum(line.input_tokens + line.output_tokens for line in found.lines)
    failures = sum(line.failures for line in found.lines)
    with st.container(horizontal=True):
        st.metric(_("Calls"), f"{calls:,}", width="content")
        st.metric(_("Tokens"), f"{tokens:,}", width="content")
        if found.prices.are_known:
            st.metric(_("Cost"), money(sum(day.dollars for day in found.days)), width="content")
        st.metric(_("Failures"), f"{failures:,}", width="content")
    if not found.prices.are_known:
        st.html(
            paper.paragraph(
                _(
                    "No prices are set, so that nothing is counted in money and no cap can hold: "
                    "type them in Settings."
                )
            )
        )


def _liked(found: SpendingReport) -> None:
    if not found.liked:
        return
    st.subheader(_("How their words were rated"), anchor=False)
    bars = [
        paper.Bar(_worded_by(one.model, one.answers), one.stars / 5, f"{one.stars:.1f}")
        for one in found.liked
    ]
    st.html(paper.bars(bars))
    st.html(paper.paragraph(_("Mean stars out of five, of all answers that were rated.")))


def _worded_by(model: str, answers: int) -> str:
    by = _("Flowery itself") if model == "embedded" else model
    said = ngettext("{model} ({number} answer)", "{model} ({number} answers)", answers)
    return said.format(model=by, number=answers)


def _budget(user: User) -> None:
    spending = session.opened().spending
    st.subheader(_("What may be spent"), anchor=False)
    caps, gone, typed = spending.caps(), spending.spent(user.id), spending.typed_caps(user)
    if lines := _gone(caps, gone):
        st.html("".join(paper.paragraph(line, "fl-plain") for line in lines))
    with st.form("caps", border=False, width=520):
        day = _cap(_("A day, in US dollars"), typed.day, caps.day)
        month = _cap(_("A month, in US dollars"), typed.month, caps.month)
        person = _cap(_("For one person a day, in US dollars"), typed.person_day, caps.person_day)
        st.caption(
            _(
                "Where a field is empty, the settings count. When it is spent, Flowery goes on in "
                "words of its own until midnight UTC."
            )
        )
        is_sent = st.form_submit_button(_("Save"))
    if is_sent:
        session.writing().spending.set_caps(user, Caps(day, month, person))
        look.drawn_anew(_("Saved."))


def _gone(caps: Caps, gone: Spent) -> list[str]:
    """How much of each cap is spent."""
    said = (
        (_("Today {gone} of {cap} are spent."), gone.day, caps.day),
        (_("This month {gone} of {cap} are spent."), gone.month, caps.month),
    )
    return [
        line.format(gone=money(spent), cap=money(cap))
        for line, spent, cap in said
        if cap is not None
    ]


def _cap(label: str, typed: float | None, now: float | None) -> float | None:
    return st.number_input(
        label,
        min_value=0.0,
        max_value=DEAREST,
        value=typed,
        step=1.0,
        format="%.2f",
        placeholder=_("no cap") if now is None else f"{now:.2f}",
    )
