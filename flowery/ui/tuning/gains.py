"""The gains of candidates, each as a line from the low to the high end of its interval, with zero
as the gate.
"""

from __future__ import annotations

from collections.abc import Sequence

from flowery.ui.axes import Scheme, scheme
from flowery.ui.charts import Chart, Figure, layout
from flowery.ui.tuning.words import model_name, signed
from flowery.words.vocabulary import TunedModel

_ROW = 34  # pixels a candidate takes


def drawn_gains(models: Sequence[TunedModel]) -> Chart:
    """The newest of one kind at the top, by number; a line that touches zero does not pass."""
    colours = scheme()
    shared = layout(colours, _ROW * len(models) + 40)
    shared |= {
        "margin": {"l": 8, "r": 64, "t": 8, "b": 24},
        "showlegend": False,
        "xaxis": {
            "fixedrange": True,
            "showgrid": False,
            "zeroline": True,
            "zerolinecolor": colours.quiet,
            "zerolinewidth": 1.5,
            "nticks": 4,
            "tickangle": 0,
            "range": _room(models),
            "tickfont": {"color": colours.quiet, "size": 12},
        },
        "yaxis": {
            "type": "category",
            "autorange": "reversed",
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
            "tickfont": {"color": colours.ink, "size": 13},
        },
    }
    alt = "; ".join(_said(model) for model in models)
    return Chart({"data": [_trace(model, colours) for model in models], "layout": shared}, alt)


def _room(models: Sequence[TunedModel]) -> list[float]:
    """From where to where, with zero in it and room for the numbers."""
    ends = [0.0, *(end for model in models for end in (model.gain.low, model.gain.high))]
    room = max(0.15 * (max(ends) - min(ends)), 0.01)
    return [min(ends) - room, max(ends) + room]


def _trace(model: TunedModel, colours: Scheme) -> Figure:
    gain = model.gain
    colour = colours.supports if gain.is_sure else colours.quiet
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [gain.by],
        "y": [f"#{model.number}"],
        "text": [f" {signed(gain.by)}"],
        "textposition": "top right",
        "textfont": {"color": colours.ink, "size": 12},
        "cliponaxis": False,
        "marker": {"color": colour, "size": 9},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [gain.high - gain.by],
            "arrayminus": [gain.by - gain.low],
            "color": colour,
            "thickness": 2,
            "width": 5,
        },
        "hoverinfo": "skip",
    }


def _said(model: TunedModel) -> str:
    gain = model.gain
    return f"{model_name(model)} {signed(gain.by)} ({signed(gain.low)} – {signed(gain.high)})"
