"""A report as a file to take away: JSON with everything, a table for a spreadsheet, or a page of
Markdown to read.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Literal

from flowery.learning.evaluation.findings import Findings, to_json
from flowery.learning.evaluation.resampling import Measured
from flowery.storage.reports import Report

Form = Literal["json", "csv", "md"]

_BOM = b"\xef\xbb\xbf"  # without it a spreadsheet reads Korean as something else


def taken_away(report: Report, found: Findings, form: Form) -> bytes:
    """The file in one of its forms."""
    if form == "json":
        return _json(report, found)
    return _BOM + _csv(found).encode() if form == "csv" else _markdown(report, found).encode()


def said(measured: Measured) -> str:
    """A number with its interval: "0.714 (0.690 to 0.738)"."""
    return f"{measured.value:.3f} ({measured.low:.3f} to {measured.high:.3f})"


def _json(report: Report, found: Findings) -> bytes:
    head = {
        "id": report.id,
        "kind": report.kind,
        "settings": dict(report.settings),
        "started_at": report.started_at.isoformat(),
        "ended_at": report.ended_at.isoformat() if report.ended_at else None,
    }
    return json.dumps(head | to_json(found), ensure_ascii=False, indent=1).encode()


def _csv(found: Findings) -> str:
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(("method", "metric", "value", "low", "high"))
    for row in found.rows:
        for name, one in row.metrics.items():
            writer.writerow((row.method, name, one.value, one.low, one.high))
    return table.getvalue()


def _markdown(report: Report, found: Findings) -> str:
    counts = ", ".join(f"{number:,} {what}" for what, number in found.counts.items())
    lines = [f"# Evaluation: {report.kind}", "", f"{report.started_at:%Y-%m-%d %H:%M} UTC."]
    lines += [f"Over {counts}; intervals of 95 % over {found.unit}.", "", found.too_little]
    for row in found.rows:
        lines += [f"## {row.method}", "", "| metric | value (95 %) |", "|---|---|"]
        lines += [f"| {name} | {said(one)} |" for name, one in row.metrics.items()]
        lines.append("")
    if found.violations:
        lines += ["## Broken promises", ""]
        lines += [f"- {one.rule}: {one.question_id}" for one in found.violations]
    return "\n".join(lines) + "\n"
