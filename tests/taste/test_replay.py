"""Replay: a profile is a sum over evidence, whatever its order, and every number opens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from flowery.taste import replay
from flowery.words.vocabulary import AXES, Evidence

START = datetime(2026, 1, 1, tzinfo=UTC)
NOTES = ("rose", "cedar", "smoke", "tuberose")
ON_AXES: Mapping[str, Mapping[str, float]] = {
    "rose": {"floral": 1.0},
    "cedar": {"woody": 1.0, "leather": 0.2},
    "smoke": {"leather": 0.9, "woody": 0.3},
    "tuberose": {"white_floral": 1.0, "floral": 0.2},
}


def on_axes(subject: str) -> Mapping[str, float]:
    return ON_AXES[subject.removeprefix("note:")]


def on_notes(subject: str) -> Mapping[str, float]:
    return {subject.removeprefix("note:"): 1.0}


@st.composite
def evidences(draw: st.DrawFn) -> list[Evidence]:
    numbers = draw(st.integers(0, 12))
    return [
        Evidence(
            id=f"e{number}",
            kind="smell",
            subject=f"note:{draw(st.sampled_from(NOTES))}",
            direction=draw(st.sampled_from([-1.0, 0.0, 0.5, 1.0])),
            strength=draw(st.floats(0, 1)),
            source=f"s{number}",
            at=START + timedelta(days=draw(st.integers(0, 5))),
            memory_id=draw(st.sampled_from([None, "m1", "m2"])),
        )
        for number in range(numbers)
    ]


@given(rows=evidences(), data=st.data())
def test_any_order_gives_the_very_same_numbers(rows: list[Evidence], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))
    assert replay.axis_scores(shuffled, on_axes) == replay.axis_scores(rows, on_axes)
    assert replay.note_scores(shuffled, on_notes) == replay.note_scores(rows, on_notes)


@given(rows=evidences())
def test_shares_sum_to_their_number(rows: list[Evidence]) -> None:
    for axis in replay.axis_scores(rows, on_axes):
        assert sum(share.amount for share in axis.shares) == pytest.approx(axis.total, abs=1e-12)
        assert axis.value == min(1.0, max(0.0, axis.total))
        assert 0 <= axis.value <= 1
    for note in replay.note_scores(rows, on_notes):
        assert sum(share.amount for share in note.shares) == pytest.approx(note.score, abs=1e-12)
        assert note.supports - note.opposes == pytest.approx(note.score, abs=1e-12)
        assert -1 < note.score < 1


@given(rows=evidences(), extra=evidences())
def test_what_is_taken_back_leaves_nothing(rows: list[Evidence], extra: list[Evidence]) -> None:
    """Adding rows and taking them away again is the same as never having had them."""
    added = [Evidence(**{**fields(row), "id": f"x{row.id}"}) for row in extra]
    both = [*rows, *added]
    left = [row for row in both if not row.id.startswith("x")]
    assert replay.axis_scores(left, on_axes) == replay.axis_scores(rows, on_axes)


def fields(row: Evidence) -> dict[str, object]:
    return {name: getattr(row, name) for name in Evidence.__slots__}


@given(rows=evidences())
def test_love_never_lowers_and_hate_never_raises_a_note(rows: list[Evidence]) -> None:
    def score(found: list[Evidence]) -> float:
        return {n.note: n.score for n in replay.note_scores(found, on_notes)}.get("rose", 0.0)

    loved = Evidence("z", "smell", "note:rose", 1.0, 0.8, "z", START)
    hated = Evidence("z", "smell", "note:rose", -1.0, 0.8, "z", START)
    assert score([*rows, hated]) <= score(rows) + 1e-12
    assert score([*rows, loved]) >= score(rows) - 1e-12


def test_one_memory_does_not_fill_the_radar() -> None:
    loved = Evidence("e", "smell", "note:rose", 1.0, 0.8, "s", START)
    values = {a.axis: a.value for a in replay.axis_scores([loved], on_axes)}
    assert 0 < values["floral"] < 0.35
    assert {axis for axis in AXES if values[axis]} == {"floral"}


def test_families_are_derived_from_the_radar() -> None:
    families = {"floral": {"floral": 1.0}, "woods": {"woody": 1.0}, "water": {"aquatic": 1.0}}
    shares = replay.family_shares({"floral": 0.2, "woody": 0.6}, families)
    assert [family for family, _ in shares] == ["woods", "floral"]


@given(rows=evidences())
def test_what_runs_along_is_what_a_replay_would_give(rows: list[Evidence]) -> None:
    running = list(replay.running_values(rows, on_axes))
    for number, (_, values) in enumerate(running, start=1):
        told = [row for row, _ in running[:number]]
        replayed = {score.axis: score.value for score in replay.axis_scores(told, on_axes)}
        assert values == pytest.approx(replayed, abs=1e-12)
