"""A trained adapter as a ranking of a comparison: it finds other perfumes, breaks no veto, and what
stood when the comparison began stands until it ends.
"""

from __future__ import annotations

import pytest

from flowery.advice.sameness import EDITION
from flowery.wiring import Flowery
from flowery.words.errors import Refused
from flowery.words.vocabulary import Answer, TunedModel, User
from tests.learning.tuning.conftest import Freeze
from tests.learning.tuning.test_in_use import QUESTION, closeness, trained

MORE = [f"{QUESTION}, number {number}" for number in range(5)]


@pytest.fixture
def adapter(flowery: Flowery, freeze: Freeze, basil: User) -> TunedModel:
    return trained(flowery, basil, "local_adapter", freeze().id)


def of_team(answer: Answer, team: str) -> list[str]:
    pairs = zip(answer.recommendations, answer.teams, strict=True)
    return [one.fragrance_id for one, of in pairs if of == team]


def asked(flowery: Flowery, user: User) -> list[Answer]:
    return [flowery.advice.ask(user.id, question, 6) for question in MORE]


def test_an_adapter_is_offered_and_so_is_doing_without_it(
    flowery: Flowery, adapter: TunedModel, basil: User
) -> None:
    names = {one.name for one in flowery.comparing.offered(basil)}
    assert "without_adapter" in names
    assert adapter.id not in names
    flowery.tuning.stop_using(basil, "local_adapter")
    names = {one.name for one in flowery.comparing.offered(basil)}
    assert "without_adapter" not in names
    assert adapter.id in names


def test_its_lists_are_those_it_finds_and_scores_stay_the_sum_of_their_parts(
    flowery: Flowery, adapter: TunedModel, basil: User, sage: User, leathers: tuple[str, ...]
) -> None:
    alone = {one: flowery.advice.ask(sage.id, one, 6) for one in MORE}
    assert closeness(flowery, leathers, is_adapted=True) > closeness(flowery, leathers) + 0.05
    flowery.tuning.stop_using(basil, "local_adapter")
    flowery.comparing.begin(basil, "as_it_stands", adapter.id)
    drafted = asked(flowery, sage)
    assert any("b" in one.teams for one in drafted)
    for answer in drafted:
        with_it = [one.fragrance_id for one in alone[answer.question].recommendations]
        assert set(of_team(answer, "b")) <= set(with_it)
        assert answer.ranked_by == f"flowery-{EDITION}"
        for one in answer.recommendations:
            assert one.score == pytest.approx(sum(one.parts.values()), abs=1e-6)
            assert one.supports
            assert one.opposes


def test_a_veto_holds_also_where_the_adapter_brings_it_near(
    flowery: Flowery, adapter: TunedModel, basil: User, sage: User
) -> None:
    flowery.learning.dislike(sage.id, "leather", "veto")
    flowery.comparing.begin(basil, "as_it_stands", "without_adapter")
    shut = flowery.catalogue.rows_with_any(["leather"])
    for answer in asked(flowery, sage):
        assert answer.recommendations
        for one in answer.recommendations:
            assert not shut[flowery.catalogue.row(one.fragrance_id)]


def test_what_stood_at_the_beginning_stands_until_the_end(
    flowery: Flowery, adapter: TunedModel, basil: User, sage: User
) -> None:
    begun = flowery.comparing.begin(basil, "as_it_stands", "without_adapter")
    assert begun.slots["local_adapter"] == adapter.id
    before = asked(flowery, sage)
    flowery.tuning.stop_using(basil, "local_adapter")
    assert flowery.comparing.has_changed(basil, begun.id)
    during = asked(flowery, sage)
    for one, then in zip(before, during, strict=True):
        assert then.ranked_by == one.ranked_by == f"flowery-{EDITION} + {adapter.name}"
        named = {r.fragrance_id: r.score for r in one.recommendations}
        again = {r.fragrance_id: r.score for r in then.recommendations}
        assert all(named[f] == again[f] for f in named.keys() & again.keys())
    flowery.comparing.stop(basil, begun.id)
    assert {one.ranked_by for one in asked(flowery, sage)} == {f"flowery-{EDITION}"}


def test_offline_an_adapter_has_nothing_to_find(
    flowery: Flowery, adapter: TunedModel, basil: User
) -> None:
    with pytest.raises(Refused, match="nobody asks anything"):
        flowery.evaluation.begin(basil, "rankings", "as_it_stands", "without_adapter")
