"""The lines of the books summed up by model, person, purpose or day, as a table and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from flowery.models.prices import Prices
from flowery.models.spending import SpendingReport
from flowery.storage.books import Line
from flowery.ui import session
from flowery.ui.words import gettext as _

_BY = ("model", "person", "purpose", "day")
_FIELDS = (
    *("day", "person", "model", "purpose", "calls", "failures", "input_tokens", "output_tokens"),
    *("dollars", "milliseconds"),
)


@dataclass(frozen=True, slots=True)
class _Sum:
    """A row of the table: what all lines of one name took."""

    name: str
    calls: int
    failures: int
    input_tokens: int
    output_tokens: int
    dollars: float
    milliseconds: int


def show(found: SpendingReport) -> None:
    """The table, by what is chosen, and the file with every line."""
    if not found.lines:
        st.write(_("No calls in this time."))
        return
    names = _names()
    by = st.segmented_control(
        _("Summed up by"),
        _BY,
        default="model",
        format_func=by_said,
        required=True,
        key="tuning.usage.by",
    )
    st.html(_table(_sums(found, _named_by(by, names)), by, found.prices))
    st.download_button(
        _("Every line as CSV"),
        data=lambda: written(found, names),
        file_name="flowery-use.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def by_said(by: str) -> str:
    """What lines are summed up by."""
    return {
        "model": _("Model"),
        "person": _("Person"),
        "purpose": _("Purpose"),
        "day": _("Day"),
    }[by]


def purpose_said(purpose: str) -> str:
    """What a model was called for; one that is not known here is told by its own word."""
    said = {
        "smells": _("finding smells"),
        "enhance": _("retelling memories"),
        "explain": _("wording answers"),
        "compare": _("wording comparisons"),
        "brief": _("understanding questions"),
        "see": _("looking at photos"),
        "transcribe": _("writing voice notes down"),
        "embed": _("vectors"),
        "gate": _("comparing models"),
    }
    return said.get(purpose, purpose)


def written(found: SpendingReport, names: Mapping[str | None, str]) -> bytes:
    """Every line as CSV, for a spreadsheet."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(_FIELDS)
    for line in found.lines:
        dollars = found.prices.of(line.input_tokens, line.output_tokens)
        who = _harmless(names.get(line.account_id, ""))
        said = (line.day.isoformat(), who, _harmless(line.model), _harmless(line.purpose))
        tokens = (line.input_tokens, line.output_tokens)
        writer.writerow(
            (*said, line.calls, line.failures, *tokens, f"{dollars:.6f}", line.milliseconds)
        )
    return made.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """A name that begins like a formula is none to a spreadsheet."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def _names() -> dict[str | None, str]:
    people = session.opened().tables.accounts.people()
    return {None: _("nobody"), **{person.id: person.name for person in people}}


def _named_by(by: str, names: Mapping[str | None, str]) -> Callable[[Line], str]:
    return {
        "model": lambda line: line.model,
        "person": lambda line: names.get(line.account_id, _("the example diary")),
        "purpose": lambda line: purpose_said(line.purpose),
        "day": lambda line: line.day.isoformat(),
    }[by]


def _sums(found: SpendingReport, name_of: Callable[[Line], str]) -> list[_Sum]:
    """The rows: the newest day or the dearest first."""
    of_name: dict[str, list[Line]] = {}
    for line in reversed(found.lines):
        of_name.setdefault(name_of(line), []).append(line)
    return [_sum(name, lines, found.prices) for name, lines in of_name.items()]


def _sum(name: str, lines: Sequence[Line], prices: Prices) -> _Sum:
    read = sum(line.input_tokens for line in lines)
    made = sum(line.output_tokens for line in lines)
    calls, failures = sum(line.calls for line in lines), sum(line.failures for line in lines)
    took = sum(line.milliseconds for line in lines)
    return _Sum(name, calls, failures, read, made, prices.of(read, made), took)


def _table(sums: Sequence[_Sum], by: str, prices: Prices) -> str:
    if by != "day":
        sums = sorted(sums, key=lambda row: (-row.dollars, -row.calls, row.name))
    heads = [by_said(by), _("Calls"), _("Failures"), _("Tokens in"), _("Tokens out")]
    heads += [_("US dollars")] if prices.are_known else []
    heads += [_("Milliseconds a call")]
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join(_row(row, prices) for row in sums)
    return f'<div class="fl-wide"><table class="fl-table"><tr>{head}</tr>{body}</table></div>'


def _row(row: _Sum, prices: Prices) -> str:
    cells = [
        f"{row.calls:,}",
        f"{row.failures:,}",
        f"{row.input_tokens:,}",
        f"{row.output_tokens:,}",
    ]
    cells += [f"{row.dollars:,.4f}"] if prices.are_known else []
    cells += [f"{row.milliseconds / row.calls:,.0f}"]
    return f"<tr><th>{escape(row.name)}</th>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
