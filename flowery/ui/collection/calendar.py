"""A year of wears as a heat map: a row for a month, a cell for a day, with the same in words."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date

from babel.dates import format_skeleton, get_month_names

from flowery.collection.wearing import Days
from flowery.ui import charts
from flowery.ui.axes import scheme
from flowery.ui.charts import Chart, Figure
from flowery.ui.collection.words import title
from flowery.ui.words import gettext as _, language, ngettext

_DAYS = range(1, 32)
_MONTHS = range(1, 13)
_MANY = 3  # wears of a day from which a cell is as dark as it gets


def year_of_wears(days: Days, year: int) -> Chart:
    """The wears of one year."""
    colours = scheme()
    names = get_month_names("abbreviated", locale=language())
    shades = [[0, colours.line], [0.34, _mixed(colours.accent, colours.card)], [1, colours.accent]]
    trace: Figure = {
        "type": "heatmap",
        "x": list(_DAYS),
        "y": [names[month] for month in _MONTHS],
        "z": [[_worn(days, year, month, day) for day in _DAYS] for month in _MONTHS],
        "customdata": [[_said(days, year, month, day) for day in _DAYS] for month in _MONTHS],
        "hovertemplate": "%{customdata}<extra></extra>",
        "hoverongaps": False,
        "showscale": False,
        "zmin": 0,
        "zmax": _MANY,
        "colorscale": shades,
        "xgap": 2,
        "ygap": 2,
    }
    ticks = {"color": colours.quiet, "size": 11}
    still = {"fixedrange": True, "showgrid": False, "zeroline": False, "tickfont": ticks}
    shared = charts.layout(colours, 300)
    shared |= {
        "margin": {"l": 8, "r": 8, "t": 4, "b": 24},
        "xaxis": still | {"tickvals": [1, 5, 10, 15, 20, 25, 30]},
        "yaxis": still | {"autorange": "reversed", "automargin": True},
    }
    return Chart({"data": [trace], "layout": shared}, _alt(days, year))


def _worn(days: Days, year: int, month: int, day: int) -> int | None:
    """How many wears; None where the month has no such day."""
    if day > calendar.monthrange(year, month)[1]:
        return None
    return min(_MANY, len(days.get(date(year, month, day), ())))


def _said(days: Days, year: int, month: int, day: int) -> str:
    if _worn(days, year, month, day) is None:
        return ""
    when = format_skeleton("MMMMd", date(year, month, day), locale=language())
    worn = ", ".join(title(one) for one in days.get(date(year, month, day), ()))
    return f"{when}: {_plain(worn)}" if worn else when


def _plain(text: str) -> str:
    """A name as a hover label shows it: plotly reads tags and its own placeholders in it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("%{", "% {")


def _alt(days: Days, year: int) -> str:
    names = get_month_names("wide", locale=language())
    counts = _by_month(days)
    told = [f"{names[month]} {counts[month]}" for month in _MONTHS if counts.get(month)]
    total = sum(counts.values())
    head = ngettext("{number} wear in {year}", "{number} wears in {year}", total).format(
        number=total, year=year
    )
    return f"{head}: {', '.join(told)}" if told else _("No wears in {year}").format(year=year)


def _by_month(days: Days) -> Mapping[int, int]:
    counts: dict[int, int] = {}
    for day, worn in days.items():
        counts[day.month] = counts.get(day.month, 0) + len(worn)
    return counts


def _mixed(colour: str, ground: str) -> str:
    """Half way from a ground to a colour."""
    pairs = ((int(c[i : i + 2], 16) for c in (colour, ground)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(0.55 * a + 0.45 * b):02X}" for a, b in pairs)
