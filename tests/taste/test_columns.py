"""What perfumes are like in columns: every logit is a sum over axes and smells, and the same
catalogue gives the same columns.
"""

from __future__ import annotations

import numpy as np
import pytest

from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.notes import Taxonomy
from flowery.taste.columns import ON_AXES, ON_SMELLS, WIDTH, Columns
from flowery.words.vocabulary import AXES, Fragrance
from tests.taste.test_profile import catalogue

__all__ = ["catalogue"]

NAHEMA = "guerlain-nahema"


@pytest.fixture(scope="module")
def columns(catalogue: Catalogue) -> Columns:
    return Columns(catalogue)


def of(taxonomy: Taxonomy, *fragrances: Fragrance) -> Columns:
    return Columns(Catalogue(fragrances, taxonomy, np.zeros((len(fragrances), 2), np.float32)))


def test_contributions_sum_to_the_logit(columns: Columns, catalogue: Catalogue) -> None:
    generator = np.random.default_rng(4)
    for row in generator.choice(len(catalogue), 60, replace=False):
        weights = generator.normal(size=WIDTH)
        told = columns.contributions(weights, catalogue.fragrances[row].id)
        assert told.total == pytest.approx(columns.matrix[row].astype(float) @ weights, abs=1e-6)


def test_contributions_name_only_what_is_in_the_perfume(
    columns: Columns, catalogue: Catalogue
) -> None:
    told = columns.contributions(np.ones(WIDTH), NAHEMA).by_subject
    nahema = catalogue.get(NAHEMA)
    notes = {s.removeprefix("note:") for s in told if s.startswith("note:")}
    accords = {s.removeprefix("accord:") for s in told if s.startswith("accord:")}
    assert notes <= set(nahema.notes)
    assert accords <= set(nahema.accords)
    assert {f"axis:{axis}" for axis in AXES} <= set(told)


def test_a_struck_note_takes_exactly_its_own_contribution(columns: Columns) -> None:
    weights = np.random.default_rng(5).normal(size=WIDTH)
    whole = columns.contributions(weights, NAHEMA)
    left = columns.contributions(weights, NAHEMA, {"rose"})
    assert whole.total - left.total == pytest.approx(whole.by_subject["note:rose"])
    as_smelled = columns.of_perfume(NAHEMA, {"rose"})
    assert left.total == pytest.approx(as_smelled @ weights, abs=1e-6)


def test_the_usual_perfume_is_a_row_of_zeros(columns: Columns) -> None:
    mean = columns.matrix.astype(float).mean(axis=0)
    assert mean[0] == 1
    assert np.abs(mean[1:]).max() < 1e-5


def test_the_same_catalogue_gives_the_very_same_columns(
    columns: Columns, catalogue: Catalogue
) -> None:
    assert np.array_equal(Columns(catalogue).matrix, columns.matrix)
    assert columns.matrix.dtype == np.float32
    assert len(columns.names) == columns.matrix.shape[1] == WIDTH


def test_a_note_lies_towards_the_perfumes_that_hold_it(
    columns: Columns, catalogue: Catalogue
) -> None:
    for note in ("rose", "vanilla", "fig"):
        likeness = columns.matrix.astype(float) @ columns.of_note(note)
        held = catalogue.rows_with_any([note])
        assert likeness[held].mean() > likeness[~held].mean() + 0.1
    assert columns.of_note("rose")[0] == 0, "a note says nothing of the usual perfume"


def test_an_axis_lies_towards_its_own_side(columns: Columns, catalogue: Catalogue) -> None:
    likeness = columns.matrix.astype(float) @ columns.of_axis("gourmand")
    side = catalogue.rows_on_axis("gourmand", 0.3)
    assert likeness[side].min() > np.median(likeness)


def test_a_group_is_the_mean_of_its_notes_and_the_unknown_is_nothing(columns: Columns) -> None:
    assert columns.of_note("white_flowers").any()
    assert not columns.of_note("qwxyzzy").any()
    assert not columns.of_accord("qwxyzzy").any()


def test_a_rare_note_speaks_through_what_it_is_a_kind_of(
    columns: Columns, catalogue: Catalogue, taxonomy: Taxonomy
) -> None:
    rare = next(
        note.id
        for note in taxonomy.notes.values()
        if note.parent == "rose" and catalogue.frequency(note.id) < 3
    )
    both = (columns.of_note(one)[ON_SMELLS] for one in (rare, "rose"))
    assert np.allclose(*both)


def test_catalogues_of_next_to_nothing(taxonomy: Taxonomy) -> None:
    assert of(taxonomy).matrix.shape == (0, WIDTH)
    bare = Fragrance(id="bare", brand="Iris", name="Bare")
    rose = Fragrance(id="rose", brand="Iris", name="Rose", flat=("rose",))
    two = of(taxonomy, bare, rose)
    assert np.isfinite(two.matrix).all()
    assert not two.matrix[:, ON_SMELLS].any(), "of two perfumes no smell is a direction"
    assert two.matrix[1, ON_AXES].any()
