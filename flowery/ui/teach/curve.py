"""The learning curve of one person: how sure the first of their list became, and how well what was
believed before foretold what they said of perfumes then. The same in words beside the drawing.
"""

from __future__ import annotations

import streamlit as st

from flowery.taste.curve import ENOUGH_JUDGED, Curve
from flowery.taste.questions import LIST
from flowery.ui import charts, paper, session, words
from flowery.ui.axes import scheme
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import User

_OPEN = "teach.curve"


def show(user: User) -> None:
    """The curve, learned anew for each of its moments only when it is opened."""
    opened = st.expander(
        _("How sure I became"), icon=":material/show_chart:", key=_OPEN, on_change="rerun"
    )
    if opened.open:
        with opened:
            _drawn(user, session.opened().lessons.curve(user.id))


def _drawn(user: User, curve: Curve) -> None:
    if curve.is_telling:
        st.html(paper.paragraph(sureness_said(curve), "fl-plain"))
        charts.draw(drawing(user, curve), "teach.curve.drawing")
    else:
        st.html(paper.paragraph(_("There is too little to tell yet: answer a few questions.")))
    st.html(paper.paragraph(foretold_said(curve), "fl-plain"))


def sureness_said(curve: Curve) -> str:
    """From how many points of doubt to how many."""
    first, last = curve.moments[0], curve.moments[-1]
    return ngettext(
        "Before you said anything, the chance I give a perfume among your first {first} could "
        "be wrong by {before} points of 100 to either side; after {number} thing you said, by "
        "{now}. In four of five cases it lies within that.",
        "Before you said anything, the chance I give a perfume among your first {first} could "
        "be wrong by {before} points of 100 to either side; after {number} things you said, by "
        "{now}. In four of five cases it lies within that.",
        last.said,
    ).format(first=LIST, before=f"{first.doubt:.0f}", number=last.said, now=f"{last.doubt:.0f}")


def foretold_said(curve: Curve) -> str:
    """How well earlier beliefs foretold later words about perfumes."""
    if not curve.has_foretold:
        said = ngettext(
            "You judged {number} perfume so far. From {enough} on I can say how well I had "
            "foretold it.",
            "You judged {number} perfumes so far. From {enough} on I can say how well I had "
            "foretold them.",
            len(curve.judged),
        )
        return said.format(number=len(curve.judged), enough=ENOUGH_JUDGED)
    return _(
        "Of {number} perfumes that you judged, I had the right side for {hits} before you said "
        "so. My mean squared error (Brier) was {brier}; whoever knew only how often you like "
        "what you judge would have had {share}."
    ).format(
        number=len(curve.judged),
        hits=curve.hits,
        brier=f"{curve.brier:.2f}",
        share=f"{curve.brier_of_share:.2f}",
    )


def drawing(user: User, curve: Curve) -> charts.Chart:
    """Doubt over what was said."""
    colours = scheme()
    said = [one.said for one in curve.moments]
    doubts = [round(one.doubt, 1) for one in curve.moments]
    days = [words.day(one.at, user.time_zone) for one in curve.moments]
    trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": said,
        "y": doubts,
        "customdata": days,
        "line": {"color": colours.accent, "width": 2.2},
        "marker": {"size": 6},
        "hovertemplate": "± %{y:.0f}<br>%{customdata}<extra></extra>",
    }
    quiet = {"color": colours.quiet, "size": 12}
    axis = {"fixedrange": True, "zeroline": False, "tickfont": quiet}
    shared = charts.layout(colours, 240)
    shared |= {
        "margin": {"l": 8, "r": 16, "t": 12, "b": 40},
        "showlegend": False,
        "xaxis": axis
        | {"showgrid": False, "title": {"text": _("things you said"), "font": quiet}, "nticks": 6},
        "yaxis": axis | {"rangemode": "tozero", "nticks": 4, "gridcolor": colours.line},
    }
    points = zip(said, doubts, strict=True)
    alt = "; ".join(_("after {number}: ± {doubt}").format(number=n, doubt=d) for n, d in points)
    return charts.Chart({"data": [trace], "layout": shared}, alt)
