"""Answers of *Teach me* as evidence: what they weigh on the radar and in a belief."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flowery.perfumery.catalogue import Catalogue
from flowery.taste.columns import Columns
from flowery.taste.observing import WORTH, observed
from flowery.taste.spreading import Spreading
from flowery.taste.taught import STRENGTH, of_teachings, subject_of
from flowery.words.vocabulary import AXES, Teaching, TeachingKind
from tests.taste.test_profile import catalogue

__all__ = ["catalogue"]

AT = datetime(2026, 11, 20, tzinfo=UTC)
SHALIMAR, SAUVAGE = "guerlain-shalimar", "dior-eau-sauvage"


def teaching(kind: TeachingKind, subject: str, answer: float = 1.0, **more: object) -> Teaching:
    return Teaching(f"t_{subject}", kind, subject, AT, answer=answer, **more)  # type: ignore[arg-type]


def test_every_answer_is_one_row_and_a_skipped_one_none() -> None:
    given = (
        teaching("axis", "axis:woody", -0.5),
        teaching("note", "note:rose", skipped=True),
        teaching("critique", "axis:gourmand", -1.0, over=SHALIMAR),
    )
    rows = list(of_teachings(given))
    assert [(row.kind, row.subject, row.direction) for row in rows] == [
        ("taught", "axis:woody", -0.5),
        ("critique", "axis:gourmand", -1.0),
    ]
    assert [row.source for row in rows] == [given[0].id, given[2].id]


def test_of_a_pair_the_one_gains_what_the_other_loses(catalogue: Catalogue) -> None:
    pair = teaching("pair", f"fragrance:{SHALIMAR}", over=SAUVAGE)
    assert subject_of(pair) == f"pair:{SHALIMAR}|{SAUVAGE}"
    spreading = Spreading(catalogue)
    one, other = (spreading.on_axes(f"fragrance:{name}") for name in (SHALIMAR, SAUVAGE))
    both = spreading.on_axes(subject_of(pair))
    assert both == {axis: pytest.approx(one[axis] - other[axis]) for axis in AXES}
    notes = spreading.on_notes(subject_of(pair))
    assert notes["vanilla"] > 0 > notes["lavender"]


def test_a_side_is_itself_and_an_unknown_one_nothing(catalogue: Catalogue) -> None:
    spreading = Spreading(catalogue)
    assert spreading.on_axes("axis:leather") == {"leather": 1.0}
    assert spreading.on_axes("axis:nonsense") == {}
    assert spreading.on_notes("axis:leather") == {}
    assert spreading.on_axes("pair:gone|gone-too") == {}


@pytest.mark.parametrize("kind", ["axis", "note", "pair", "sample"])
def test_every_sort_of_answer_has_its_worth(catalogue: Catalogue, kind: TeachingKind) -> None:
    subjects = {"axis": "axis:woody", "note": "note:rose"}
    given = teaching(kind, subjects.get(kind, f"fragrance:{SHALIMAR}"))
    given = teaching("pair", given.subject, over=SAUVAGE) if kind == "pair" else given
    seen = observed(of_teachings([given]), "would_wear", Columns(catalogue))
    assert seen.told == pytest.approx(STRENGTH[kind] * WORTH[f"taught:{kind}"]["would_wear"])
    assert seen.liked.tolist() == [1.0]


def test_neither_is_an_observation_in_the_middle(catalogue: Catalogue) -> None:
    seen = observed(
        of_teachings([teaching("axis", "axis:woody", 0.0)]), "would_wear", Columns(catalogue)
    )
    assert seen.liked.tolist() == [0.5]
    assert seen.told > 0
