"""The figures of one report: a calm table, a chart of one number, what broke a promise."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from flowery.learning.evaluation.findings import Findings, Row
from flowery.learning.evaluation.own import LEFT_OUT, REPLAYED
from flowery.learning.evaluation.rankings import AHEAD
from flowery.learning.evaluation.resampling import Measured
from flowery.ui import paper
from flowery.ui.evaluation import chart as evaluation_chart
from flowery.ui.evaluation.words import (
    LEADING,
    counts_said,
    head_said,
    method_said,
    metric_said,
    number_said,
    too_little_said,
    way_said,
)
from flowery.ui.words import gettext as _

_OURS = ("foretold", "as_it_stands")
_FIRST = ("auc", "f1", "notes that are there")
_MOST_BROKEN = 20
_NAME_WIDTH = 165  # pixels: on a phone a number stands beside each name
_HALF = {"auc": 0.5}  # what chance alone reaches


def show(kind: str, found: Findings, key: str) -> None:
    """Everything a report found."""
    if found.too_little:
        st.info(too_little_said(kind, found))
        return
    st.caption(counts_said(found))
    rows = _of_way(found.rows, key) if kind == "own" else found.rows
    if kind == "answers":
        listed(rows)
        _broken(found)
    else:
        table(rows, LEADING[kind])
        _chances(rows)
        _chart([row for row in rows if row.method != AHEAD], LEADING[kind], key)
    if kind in ("own", "rankings"):
        with st.expander(_("All numbers")):
            listed(rows)


def differences(kind: str, rows: Sequence[Row]) -> None:
    """By how much the rows of one report are above those of another."""
    if kind == "answers":
        listed(rows)
    elif kind == "own":
        for way in (REPLAYED, LEFT_OUT):
            st.caption(way_said(way))
            table([row for row in rows if row.method.startswith(f"{way}: ")], LEADING[kind])
    else:
        table(rows, LEADING[kind])


def table(rows: Sequence[Row], metrics: Sequence[str]) -> None:
    """Methods down, some numbers across."""
    told = [
        {"": method_said(row.method)}
        | {head_said(metric): number_said(row.metrics.get(metric)) for metric in metrics}
        for row in rows
    ]
    named = {"": st.column_config.TextColumn(width=_NAME_WIDTH)}
    st.dataframe(told, hide_index=True, width="stretch", height="content", column_config=named)


def over_time(reports: Sequence[tuple[str, Findings]], key: str) -> None:
    """One number of one method in several reports, each with when it is of, the newest first."""
    newest = reports[0][1]
    pairs = [(row.method, metric) for row in newest.rows for metric in row.metrics]
    offered = [
        pair
        for pair in sorted(pairs, key=lambda pair: pair[1] not in _FIRST)
        if sum(_value(found, *pair) is not None for _when, found in reports) > 1
    ]
    if not offered:
        return
    st.subheader(_("Over time"))
    method, metric = st.selectbox(
        _("Number over time"), offered, format_func=_pair_said, key=f"{key}.over_time"
    )
    told = [(when, _value(found, method, metric)) for when, found in reports]
    drawn = [(when, one) for when, one in told if one is not None]
    evaluation_chart.draw(drawn, f"{key}.times", title=_pair_said((method, metric)))


def _chances(rows: Sequence[Row]) -> None:
    """How far what is said as a chance lies from what happened."""
    for row in rows:
        if {"ece", "brier"} <= set(row.metrics):
            said = _(
                "The chances foretold are off by {ece} (ECE), and their squared error is {brier} "
                "(Brier)."
            )
            numbers = {name: number_said(row.metrics[name]) for name in ("ece", "brier")}
            st.write(said.format(**numbers))


def _value(found: Findings, method: str, metric: str) -> Measured | None:
    return next((row.metrics.get(metric) for row in found.rows if row.method == method), None)


def _pair_said(pair: tuple[str, str]) -> str:
    method, metric = pair
    way = next((one for one in (REPLAYED, LEFT_OUT) if method.startswith(f"{one}: ")), None)
    said = f"{method_said(method)} · {metric_said(metric)}"
    return said if way is None else f"{said} · {way_said(way)}"


def _of_way(rows: Sequence[Row], key: str) -> list[Row]:
    """The rows of one of the two ways to ask."""
    chosen = st.segmented_control(
        _("How opinions are asked"),
        (REPLAYED, LEFT_OUT),
        default=REPLAYED,
        format_func=way_said,
        key=f"{key}.way",
        required=True,
    )
    return [row for row in rows if row.method.startswith(f"{chosen}: ")]


def listed(rows: Sequence[Row]) -> None:
    """Every number of every row under each other."""
    told = [
        {"": method_said(row.method), _("Number"): metric_said(name), _("Value"): number_said(one)}
        for row in rows
        for name, one in row.metrics.items()
    ]
    st.dataframe(told, hide_index=True, width="stretch", height="content")


def _chart(rows: Sequence[Row], metrics: Sequence[str], key: str) -> None:
    offered = [metric for metric in metrics if any(metric in row.metrics for row in rows)]
    metric = st.selectbox(
        _("Number in the picture"), offered, format_func=metric_said, key=f"{key}.metric"
    )
    named = [(method_said(row.method), row) for row in rows if metric in row.metrics]
    first = [row.method.rpartition(" ")[2] in _OURS for _name, row in named]
    evaluation_chart.draw(
        [(name, row.metrics[metric]) for name, row in named],
        f"{key}.chart",
        ours=sum(first),
        even=_HALF.get(metric),
        title=metric_said(metric),
    )


def _broken(found: Findings) -> None:
    """What broke a promise, by the question; its words are nobody else's to read."""
    if not found.violations:
        st.success(_("Every promise that can be looked up was kept."))
        return
    st.warning(_("Broken promises: {count}").format(count=f"{len(found.violations):,}"))
    for one in found.violations[:_MOST_BROKEN]:
        st.html(paper.paragraph(f"{metric_said(one.rule)}: {one.question_id}"))
