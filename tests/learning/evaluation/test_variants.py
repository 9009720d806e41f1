"""Rankings by name: what they make of the parts, and those that training adds."""

import json
from datetime import UTC, datetime

import numpy as np
import pytest

from flowery.learning.evaluation.tuned_variants import UNTRAINED, tuned_variants
from flowery.learning.evaluation.variants import AS_IT_STANDS, WITHOUT_LEARNER, Variants
from flowery.words.errors import NotFound
from flowery.words.vocabulary import Gain, TunedModel

PARTS = {"question": np.array([0.4, 0.1]), "learned": np.array([-0.2, 0.3])}


def trained(number: int, artefact: bytes) -> TunedModel:
    gain = Gain("pairs", 0.0, 0.0, 0.0, 0, 0)
    moment = datetime(2026, 11, 21, tzinfo=UTC)
    return TunedModel(f"t_{number}", "ranker_weights", number, "j", "s", artefact, "", gain, moment)


def written(**weights: float) -> bytes:
    return json.dumps(weights).encode()


def test_what_stands_is_the_sum_and_another_leaves_a_part_out() -> None:
    variants = Variants()
    assert variants.named(AS_IT_STANDS).totals(PARTS) == pytest.approx([0.2, 0.4])
    assert variants.named(WITHOUT_LEARNER).totals(PARTS) == pytest.approx([0.4, 0.1])


def test_one_that_nobody_offers_is_not_found() -> None:
    with pytest.raises(NotFound, match="no ranking"):
        Variants().named("t_1")


def test_trained_ones_take_the_place_of_what_is_in_use() -> None:
    in_use = {"question": 2.0}
    parts = {name: in_use.get(name, 1.0) * column for name, column in PARTS.items()}
    untrained, one = tuned_variants([trained(1, written(learned=3.0))], in_use)
    assert (untrained.name, one.name, one.title) == (UNTRAINED, "t_1", "ranker_weights-1")
    assert untrained.totals(parts) == pytest.approx([0.2, 0.4])
    assert one.totals(parts) == pytest.approx([0.4 - 0.6, 0.1 + 0.9])


def test_a_broken_one_is_left_out_and_without_training_there_is_no_before() -> None:
    assert tuned_variants([trained(1, b"nothing of the kind")], {}) == ()
