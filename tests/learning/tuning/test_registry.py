"""What is in use: nothing gets there without the gate or a reason, and back leads further back."""

from __future__ import annotations

import pytest

from flowery.learning.tuning.registry import Registry
from flowery.storage.tables import Tables
from flowery.words.errors import Refused
from flowery.words.vocabulary import Gain, TunedModel, User

SURE = Gain("m", 20, 0.5, 0.6, 0.05, 0.15)
UNSURE = Gain("m", 20, 0.5, 0.51, -0.02, 0.04)


def made(tables: Tables, administrator: User, gain: Gain = SURE) -> TunedModel:
    job = tables.jobs.add("ranker_weights", "s", {}, administrator.id)
    return tables.tuned.add(job, b"{}", gain)


@pytest.fixture
def registry(tables: Tables) -> Registry:
    return Registry(tables)


def test_what_passed_the_gate_comes_into_use(
    registry: Registry, tables: Tables, basil: User
) -> None:
    model = made(tables, basil)
    registry.pass_gate(model, basil.id)
    assert registry.active("ranker_weights") == model
    assert registry.active("local_adapter") is None


def test_an_unsure_gain_needs_a_reason_which_is_kept(
    registry: Registry, tables: Tables, basil: User
) -> None:
    model = made(tables, basil, UNSURE)
    with pytest.raises(Refused, match="interval does not lie above zero"):
        registry.pass_gate(model, basil.id, "  ")
    assert registry.used("ranker_weights") == ""
    registry.pass_gate(model, basil.id, "I looked at forty answers myself")
    (row,) = tables.activations.list()
    assert (row.is_overruled, row.reason) == (True, "I looked at forty answers myself")
    assert (row.told_by, row.used_id) == (basil.id, model.id)


def test_a_gain_over_another_model_than_the_one_in_use_counts_not(
    registry: Registry, tables: Tables, basil: User
) -> None:
    """It beat nothing at all; meanwhile something better came into use."""
    old, new = made(tables, basil), made(tables, basil)
    registry.pass_gate(new, basil.id)
    with pytest.raises(Refused, match="compared with another model"):
        registry.pass_gate(old, basil.id)
    assert registry.used("ranker_weights") == new.id


def test_back_leads_to_the_one_before_and_then_further_back(
    registry: Registry, tables: Tables, basil: User
) -> None:
    first, second, third = (made(tables, basil) for _ in range(3))
    for model in (first, second, third):
        registry.pass_gate(model, basil.id, "one after the other")
    slot = "ranker_weights"
    assert [registry.back(slot, basil.id) for _ in range(3)] == [second.id, first.id, ""]
    with pytest.raises(Refused, match="no way further back"):
        registry.back(slot, basil.id)
    assert not registry.can_go_back(slot)
    assert len(tables.activations.list()) == 6  # nothing is overwritten


def test_something_new_after_a_way_back_leads_back_to_where_it_was(
    registry: Registry, tables: Tables, basil: User
) -> None:
    first, second, third = (made(tables, basil) for _ in range(3))
    registry.pass_gate(first, basil.id)
    registry.pass_gate(second, basil.id, "why not")
    registry.back("ranker_weights", basil.id)
    registry.pass_gate(third, basil.id, "why not")
    assert registry.back("ranker_weights", basil.id) == first.id
    assert registry.back("ranker_weights", basil.id) == ""


def test_none_can_be_used_and_left_again(registry: Registry, tables: Tables, basil: User) -> None:
    model = made(tables, basil)
    registry.pass_gate(model, basil.id)
    registry.use("ranker_weights", "", basil.id)
    assert registry.active("ranker_weights") is None
    assert registry.back("ranker_weights", basil.id) == model.id


def test_slots_do_not_touch_each_other(registry: Registry, tables: Tables, basil: User) -> None:
    registry.use("prompt:explain", "p_1", basil.id)
    model = made(tables, basil)
    registry.pass_gate(model, basil.id)
    assert registry.used("prompt:explain") == "p_1"
    registry.back("prompt:explain", basil.id)
    assert registry.active("ranker_weights") == model
