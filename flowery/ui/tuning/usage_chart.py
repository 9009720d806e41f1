"""The days of use as bars: in money where prices are known, else in calls."""

from __future__ import annotations

from collections.abc import Sequence

from flowery.models.spending import SpendingReport
from flowery.ui.axes import scheme
from flowery.ui.charts import Chart, Figure, layout
from flowery.ui.words import gettext as _

_HEIGHT = 200


def by_day(found: SpendingReport) -> Chart:
    """A bar for every day, also for one without a call; unusual ones in another colour."""
    colours = scheme()
    is_priced = found.prices.are_known
    amounts = [day.dollars if is_priced else float(day.calls) for day in found.days]
    places = ".4f" if is_priced else ",.0f"
    unusual = {one.day for one in found.departures}
    names = [day.day.isoformat() for day in found.days]
    shades = [colours.opposes if d.day in unusual else colours.accent for d in found.days]
    bars: Figure = {
        "type": "bar",
        "x": names,
        "y": amounts,
        "marker": {"color": shades},
        "hovertemplate": f"%{{x}}<br>%{{y:{places}}}<extra></extra>",
    }
    shared = layout(colours, _HEIGHT) | {"showlegend": False, "bargap": 0.35} | _around(names)
    told = zip(names, amounts, strict=True)
    alt = "; ".join(f"{name} {amount:{places}}" for name, amount in told if amount)
    return Chart({"data": [bars], "layout": shared}, alt or _("No calls in this time."))


def _around(names: Sequence[str]) -> Figure:
    """The margins and axes: the first and the last day, and a few amounts."""
    colours = scheme()
    quiet = {"color": colours.quiet, "size": 12}
    return {
        "margin": {"l": 8, "r": 8, "t": 8, "b": 28},
        "xaxis": {
            "type": "category",
            "fixedrange": True,
            "showgrid": False,
            "tickvals": [names[0], names[-1]],
            "tickfont": quiet,
        },
        "yaxis": {
            "fixedrange": True,
            "rangemode": "tozero",
            "automargin": True,
            "nticks": 4,
            "gridcolor": colours.line,
            "zerolinecolor": colours.line,
            "tickfont": quiet,
        },
    }
