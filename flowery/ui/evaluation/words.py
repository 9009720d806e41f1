"""What evaluations are called: kinds, methods, metrics and rankings, in the person's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flowery.learning.evaluation.answers import LEAST as LEAST_ANSWERS
from flowery.learning.evaluation.evaluation import Kind
from flowery.learning.evaluation.findings import Findings
from flowery.learning.evaluation.own import LEAST, LEAST_EACH, LEFT_OUT, REPLAYED, missing
from flowery.learning.evaluation.resampling import Measured
from flowery.storage.reports import Report
from flowery.ui import words
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User

KINDS: Sequence[Kind] = ("own", "answers", "extraction", "rankings")

LEADING = {
    "own": ("auc", "ndcg@10", "recall@20"),
    "extraction": ("f1", "precision", "recall", "status", "valence"),
    "rankings": ("auc", "ndcg@10", "recall@20"),
}
"""The numbers that are read first; the others stand in the downloads and under "all numbers"."""


def kind_said(kind: str) -> str:
    """A kind of evaluation, as it is called."""
    return {
        "own": _("Likes foretold"),
        "answers": _("Answers"),
        "extraction": _("Smells read"),
        "rankings": _("Two rankings"),
    }.get(kind, kind)


def kind_told(kind: str) -> str:
    """What an evaluation of this kind finds out."""
    return {
        "own": _(
            "How well the likes of the people here are foretold: each from what was known before "
            "it, and each from everything but itself, beside simple rankers."
        ),
        "answers": _(
            "Whether the kept answers hold what they promise: real perfumes, sums that hold, "
            "quotes and notes that are there, and lists that are not all alike."
        ),
        "extraction": _(
            "How well smells are read in memories that people annotated by hand; those held out "
            "were never looked at while the reading was improved."
        ),
        "rankings": _("Two rankings on what people here like, each perfume left out in turn."),
    }[kind]


def metric_said(metric: str) -> str:
    """A number, as it is called."""
    return {
        "auc": _("Liked above disliked (AUC)"),
        "p@10": _("Liked among the first 10"),
        "recall@20": _("Found in the first 20"),
        "ndcg@10": _("First 10, by place (nDCG)"),
        "map": _("Whole list (MAP)"),
        "mrr": _("First hit (MRR)"),
        "brier": _("Error of chances (Brier)"),
        "ece": _("Chances off by (ECE)"),
        "coverage": _("Catalogue that comes up"),
        "novelty": _("Unlike what was tried"),
        "in the catalogue": _("Real perfumes"),
        "parts sum to the score": _("Parts sum to the score"),
        "a reason for": _("A reason for"),
        "a reason against": _("A reason against"),
        "a known shelf": _("A known shelf or none"),
        "no veto broken": _("No veto broken"),
        "quotes found": _("Quotes that stand in the memory"),
        "notes that are there": _("Named notes that are there"),
        "telling notes": _("How telling named notes are (bits)"),
        "sentences for any perfume": _("Sentences that fit any perfume"),
        "unlike each other": _("Unlike each other"),
        "houses": _("Different houses in a list"),
        "f1": _("Found (F1)"),
        "precision": _("Right of what was read"),
        "recall": _("Read of what is there"),
        "status": _("Named or inferred, told right"),
        "valence": _("Loved or hated, told right"),
    }.get(metric, metric)


def head_said(metric: str) -> str:
    """A number at the head of a column, where there is little room."""
    return {
        "auc": _("Told apart (AUC)"),
        "recall@20": _("First 20 (recall)"),
        "ndcg@10": _("First 10 (nDCG)"),
        "f1": _("Found (F1)"),
        "precision": _("Precision"),
        "recall": _("Recall"),
        "status": _("Status"),
        "valence": _("Valence"),
    }.get(metric) or metric_said(metric)


def method_said(method: str) -> str:
    """A method, a split or an area, as it is called, without the way it was asked."""
    bare = method.removeprefix(f"{REPLAYED}: ").removeprefix(f"{LEFT_OUT}: ")
    return {
        "foretold": _("Foretold"),
        "popularity": _("What others like"),
        "cosine": _("Alike in notes"),
        "itemknn": _("Liked by the same people"),
        "random": _("Chance"),
        "difference": _("A ahead of B by"),
        "structure": _("Form"),
        "groundedness": _("Ground"),
        "specificity": _("Detail"),
        "diversity": _("Variety"),
        "open, all": _("Open, all"),
        "open, en": _("Open, English"),
        "open, ko": _("Open, Korean"),
        "open, mixed": _("Open, mixed"),
        "held_out, all": _("Held out, all"),
        "held_out, en": _("Held out, English"),
        "held_out, ko": _("Held out, Korean"),
        "held_out, mixed": _("Held out, mixed"),
    }.get(bare) or ranking_said(bare)


def ranking_said(name: str, titles: Mapping[str, str] | None = None) -> str:
    """A ranking or a way of wording, as it is called; one that is gone by its key."""
    known = {
        "without_adapter": _("Without the adapter"),
        "words_as_they_stand": _("The words as they stand"),
        "own_words": _("Flowery's own words, without a model"),
        "shipped_words": _("The prompt that comes with Flowery"),
        "untuned_words": _("The model before tuning"),
        "without_examples": _("Without liked answers shown to the model"),
        "as_it_stands": _("The ranking as it stands"),
        "without_learner": _("Without what was learned"),
        "without_taste": _("Without any taste"),
        "untrained": _("The ranking before training"),
    }
    return known.get(name) or (titles or {}).get(name, name)


def way_said(way: str) -> str:
    """How opinions were asked."""
    return {REPLAYED: _("In the order of time"), LEFT_OUT: _("Each left out in turn")}[way]


def state_said(report: Report) -> str:
    """How a report stands."""
    return {
        "waiting": _("waits"),
        "running": _("is under way"),
        "interrupted": _("was interrupted"),
        "done": _("done"),
        "failed": _("failed"),
    }.get(report.state, report.state)


def counts_said(found: Findings) -> str:
    """Over what it was measured, and over what the intervals are."""
    units = {
        "people": _("people"),
        "opinions": _("opinions"),
        "answers": _("answers"),
        "texts": _("texts"),
        "liked": _("liked among them"),
        "smells": _("smells"),
    }
    counted = ", ".join(f"{units[what]} {number:,}" for what, number in found.counts.items())
    return _("Measured on: {counted}. Intervals of 95 %, drawn over {unit}.").format(
        counted=counted, unit=units[found.unit]
    )


def too_little_said(kind: str, found: Findings) -> str:
    """What is missing before anything can be told."""
    if kind == "answers":
        said = _(
            "There is too little to tell yet: {needed} answers with perfumes are needed, and "
            "{kept} are kept."
        )
        return said.format(needed=LEAST_ANSWERS, kept=found.counts["answers"])
    liked = found.counts["liked"]
    said = _(
        "There is too little to tell yet: {least} perfumes have to be rated or worn, at least "
        "{each} of them liked and as many not; {more} are still missing."
    )
    more = missing(liked, found.counts["opinions"] - liked)
    return said.format(least=LEAST, each=LEAST_EACH, more=more)


def number_said(measured: Measured | None) -> str:
    """A number with its interval, where it has one."""
    if measured is None:
        return "–"
    if measured.low == measured.high:
        return f"{measured.value:.3f}"
    said = _("{value} ({low} to {high})")
    ends = {"low": f"{measured.low:.2f}", "high": f"{measured.high:.2f}"}
    return said.format(value=f"{measured.value:.3f}", **ends)


def report_said(report: Report, user: User) -> str:
    """A report by its kind and moment."""
    when = words.moment(report.ended_at or report.started_at, user.time_zone)
    return f"{kind_said(report.kind)} · {when}"
