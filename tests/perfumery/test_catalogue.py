"""The catalogue in memory: what its rows hold, and that a wrong row of `data/` is named."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, strategies as st

from flowery.perfumery import knowledge
from flowery.perfumery.catalogue import Catalogue, note_weights
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.stock import built_in
from flowery.words.errors import FloweryError, NotFound
from flowery.words.vocabulary import AXES, Fragrance

ROW = {"id": "iris-rain", "brand": "Iris", "name": "Rain", "top": ["Bergamot"], "accords": {}}


def of(*fragrances: Fragrance, taxonomy: Taxonomy) -> Catalogue:
    return Catalogue(fragrances, taxonomy, np.zeros((len(fragrances), 2), np.float32))


def test_every_note_accord_and_family_of_a_perfume_is_known(catalogue: Catalogue) -> None:
    taxonomy = catalogue.taxonomy
    notes = {note for f in catalogue.fragrances for note in f.notes}
    accords = {accord for f in catalogue.fragrances for accord in f.accords}
    families = {f.family for f in catalogue.fragrances if f.family}
    assert notes - set(taxonomy.notes) == set()
    assert accords - set(taxonomy.accords) == set()
    assert families - set(taxonomy.families) == set()


def test_the_weights_of_notes_sum_to_one_in_both_tellings(catalogue: Catalogue) -> None:
    for row, fragrance in list(enumerate(catalogue.fragrances))[::97]:
        weights = note_weights(fragrance)
        assert sum(weights.values()) == pytest.approx(1)
        for note, weight in weights.items():
            held = catalogue.note_holding(note)
            assert held.weights[held.rows == row].sum() == pytest.approx(weight, abs=1e-6)


def test_a_kind_of_rose_is_a_rose_and_so_is_an_unknown_one(taxonomy: Taxonomy) -> None:
    catalogue = of(
        Fragrance("a", "A", "A", top=("damask_rose",)),
        Fragrance("b", "B", "B", flat=("blue_rose_of_mars",)),
        Fragrance("c", "C", "C", accords={"rose": 0.4}),
        Fragrance("d", "D", "D", base=("rosewood",)),
        Fragrance("e", "E", "E", flat=("장미_꽃잎", "wild_roses")),
        taxonomy=taxonomy,
    )
    assert catalogue.rows_with_any(("rose",)).tolist() == [True, True, True, False, True]
    assert catalogue.rows_with_any(("rose",), "top").tolist() == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("note", "held", "covered"),
    [
        ("jasmine", "jasmine_tea", True),
        ("pepper", "pink_pepper", True),
        ("oud", "laotian_agarwood", True),
        ("tuberose", "tuberose_flower_of_night", True),
        ("orange", "orange_blossom", False),
        ("lemon", "lemon_balm", False),
        ("tobacco", "tobacco_flower", False),
        ("blood_orange", "orange", False),
        ("cotton", "cotton_candy", False),
    ],
)
def test_a_veto_covers_what_is_called_a_kind_and_no_other_smell(
    taxonomy: Taxonomy, note: str, held: str, covered: bool
) -> None:
    catalogue = of(Fragrance("a", "A", "A", flat=(held,)), taxonomy=taxonomy)
    assert catalogue.rows_with_any((note,)).tolist() == [covered]


def test_axes_are_unit_rows_and_follow_the_notes(taxonomy: Taxonomy) -> None:
    lemon, oud = Fragrance("a", "A", "A", top=("lemon",)), Fragrance("b", "B", "B", base=("oud",))
    catalogue = of(lemon, oud, Fragrance("c", "C", "C"), taxonomy=taxonomy)
    assert AXES[int(catalogue.axes[0].argmax())] == "citrus"
    assert AXES[int(catalogue.axes[1].argmax())] == "woody"
    assert np.linalg.norm(catalogue.axes, axis=1).tolist() == pytest.approx([1, 1, 0])
    assert catalogue.rows_on_axis("citrus", 0.5).tolist() == [True, False, False]


@given(strength=st.floats(0, 1), at_least=st.floats(0, 1))
def test_an_accord_counts_from_the_strength_asked(
    taxonomy: Taxonomy, strength: float, at_least: float
) -> None:
    catalogue = of(Fragrance("a", "A", "A", accords={"woody": strength}), taxonomy=taxonomy)
    carried = np.float32(strength) >= at_least
    assert catalogue.rows_with_accord("woody", at_least).tolist() == [bool(carried)]


def test_a_perfume_that_is_not_there_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound, match="no-such-perfume"):
        catalogue.get("no-such-perfume")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"top": ["Moonbeam"]}, "unknown note 'Moonbeam'"),
        ({"accords": {"lunar": 1.0}}, "unknown accords"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_a_wrong_row_is_named_with_its_file_and_line(
    taxonomy: Taxonomy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict, said: str
) -> None:
    folder = tmp_path / "fragrances"
    folder.mkdir()
    lines = [json.dumps(ROW), json.dumps(ROW | {"id": "iris-wrong"} | change)]
    (folder / "ours.jsonl").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(knowledge.read_folder, "__defaults__", (tmp_path,))
    with pytest.raises(FloweryError, match=r"ours\.jsonl:2") as caught:
        built_in(taxonomy)
    assert said in str(caught.value)


def test_an_id_given_twice_is_named(
    taxonomy: Taxonomy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fragrances").mkdir()
    (tmp_path / "fragrances" / "ours.jsonl").write_text(f"{json.dumps(ROW)}\n{json.dumps(ROW)}")
    monkeypatch.setattr(knowledge.read_folder, "__defaults__", (tmp_path,))
    with pytest.raises(FloweryError, match="iris-rain"):
        built_in(taxonomy)
