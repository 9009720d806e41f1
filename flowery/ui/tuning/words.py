"""What kinds of training, their states, measures and log are called."""

from __future__ import annotations

from contextlib import suppress

from flowery.learning.tuning import ranker_weights
from flowery.ui import words
from flowery.ui.perfume.details import part_said
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import FineTuningJob, Gain, JobKind, JobState, TunedModel, User


def kind_name(kind: JobKind) -> str:
    """A kind of training, as it is said."""
    return {
        "local_adapter": _("The sense of questions"),
        "ranker_weights": _("The weights of the ranking"),
        "few_shot": _("A bank of examples"),
        "endpoint": _("A model at the endpoint"),
    }[kind]


def kind_does(kind: JobKind) -> str:
    """What a kind of training does, in a sentence or two."""
    return {
        "local_adapter": _(
            "Learns which perfumes people meant by their words, and turns the sense of a question "
            "a little that way. It takes seconds, on this machine."
        ),
        "ranker_weights": _(
            "Learns how much the question, the taste, the memories and the dislikes count in a "
            "score. It takes seconds, on this machine."
        ),
        "few_shot": _(
            "Shows a model that words answers the approved ones most like a question, for their "
            "manner. It takes seconds, on this machine, and helps with any endpoint."
        ),
        "endpoint": _(
            "Hands the set in at the endpoint, with names replaced, and has a model of your own "
            "made there. It costs money and takes minutes to hours."
        ),
    }[kind]


def model_name(model: TunedModel) -> str:
    """A tuned model, as it is said."""
    return f"{kind_name(model.kind)} {model.number}"


def state_name(state: JobState) -> str:
    """How a training stands."""
    return {
        "queued": _("waits for its turn"),
        "running": _("is under way"),
        "succeeded": _("succeeded"),
        "failed": _("failed"),
        "cancelled": _("was cancelled"),
    }[state]


def measure_name(measure: str) -> str:
    """What the gate measured."""
    return {
        "nDCG@10": _("Liked perfumes among the first ten (nDCG)"),
        "pairs in the right order": _("Pairs in the right order"),
        "likeness to approved answers": _("Likeness to approved answers"),
    }.get(measure, measure)


def holds_said(model: TunedModel) -> str:
    """What is in a tuned model, where that can be told: by how much each part counts."""
    if model.kind != "ranker_weights":
        return ""
    with suppress(ValueError):
        weights = ranker_weights.read(model.artefact)
        counts = ", ".join(f"{part_said(part)} × {value:.2f}" for part, value in weights.items())
        return _("How much the parts of a score count: {counts}").format(counts=counts)
    return ""


def metric_name(name: str) -> str:
    """What a training measured."""
    return {
        "learnt_from": _("Examples to learn from"),
        "judged_by": _("Examples to be judged by"),
        "validation_before": _("While choosing, without it"),
        "validation_after": _("While choosing, with the best setting"),
        "trained_tokens": _("Tokens that were trained on"),
        "model": _("Model"),
        "rank": _("Rank"),
        "rate": _("Step"),
        "pull": _("Pull"),
        "score": _("Score"),
        "likely": _("Likelihood"),
        "epochs": _("Rounds"),
        "width": _("Width"),
        "sharpness": _("Sharpness"),
    }.get(name, name)


def gain_said(gain: Gain) -> str:
    """What the gate found, as a sentence."""
    if gain.before == gain.after and gain.low == gain.high:
        said = _("{measure}: {before}, with it and without, on {examples} held-out examples.")
        shown = {"before": f"{gain.before:.3f}", "examples": gain.examples}
        return said.format(measure=measure_name(gain.measure), **shown)
    said = _(
        "{measure}: {before} before, {after} with it, on {examples} held-out examples. The gain is "
        "{by}, and lies between {low} and {high} with 95 % certainty."
    )
    return said.format(
        measure=measure_name(gain.measure),
        before=f"{gain.before:.3f}",
        after=f"{gain.after:.3f}",
        examples=gain.examples,
        by=signed(gain.by),
        low=signed(gain.low),
        high=signed(gain.high),
    )


def signed(value: float) -> str:
    """A gain with its sign: "+0.042", "−0.010"."""
    return f"{value:+.3f}".replace("-", "−")


def purpose_name(purpose: str) -> str:
    """What a prompt is for."""
    return {
        "explain": _("Wording an answer"),
        "compare": _("Wording a comparison"),
        "brief": _("Understanding a question"),
        "enhance": _("Retelling a memory"),
        "smells": _("Reading smells"),
        "see": _("Looking at a photo"),
    }.get(purpose, purpose)


def when(job: FineTuningJob, user: User) -> str:
    """When a training ended, or was asked for."""
    return words.moment(job.ended_at or job.created_at, user.time_zone)


def line_said(line: str) -> str:
    """A line of a log in the language of this person; what an endpoint said stays as it is."""
    return words.literal(words.sentence(line))


def lines() -> tuple[str, ...]:
    """What trainings say in their log. They are found again by `words.sentence`."""
    return (
        _("Reading the questions of the set."),
        _("Rank {0}, step {1}, pull {2}: {score} after {epochs} rounds; without it {usual}."),
        _("Width {width}, sharpness {sharp}: {score} of the pairs."),
        _("Reading {0} approved answers."),
        _("{lines} examples were handed in."),
        _("The endpoint trains from {0}."),
        _("The endpoint made {model}. Held-out questions are worded with it."),
        _("{0} is made."),
        _("It was cancelled."),
    )
