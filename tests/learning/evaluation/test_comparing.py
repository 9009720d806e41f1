"""A comparison of two rankings on the lists people are shown, from the first question to the
verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from flowery.advice.worded import PROMPT as WORDING
from flowery.learning.evaluation.comparing import Comparing
from flowery.learning.evaluation.variants import Variants, Weighed
from flowery.learning.tuning import InUse, Prompts
from flowery.memories.intake import Draft
from flowery.storage.tables import Tables
from flowery.wiring import Flowery
from flowery.words.errors import NotAllowed, NotFound, Refused
from flowery.words.vocabulary import Answer, User
from tests.models.fake import FakeModels

QUESTIONS = (
    "something with cedar for the office",
    "a fresh scent for a morning run",
    "sweet and warm for winter",
    "a rose that is not powdery",
    "smoke and leather",
    "for a wedding in June",
)


def in_use(tables: Tables) -> InUse:
    return InUse(tables, Prompts(tables, (WORDING,)), FakeModels())


@pytest.fixture
def taste(flowery: Flowery, iris: User) -> str:
    """Iris has a taste, so that rankings with it and without it differ; her memory's id."""
    text = (
        "I loved the smell of cedar and rain. I loved the smoke, too. I hated the vanilla candle."
    )
    memory = flowery.remember.keep(iris.id, Draft(title="Shed", text=text)).memory
    flowery.remember.settle(iris.id, memory.id)
    return memory.id


def begun(flowery: Flowery, basil: User) -> str:
    return flowery.comparing.begin(basil, "as_it_stands", "without_taste").id


def answers(flowery: Flowery, user: User, questions: Sequence[str] = QUESTIONS) -> list[Answer]:
    return [flowery.advice.ask(user.id, question, 6) for question in questions]


def a_perfume_of(answer: Answer, team: str) -> str | None:
    pairs = zip(answer.recommendations, answer.teams, strict=True)
    return next((one.fragrance_id for one, of in pairs if of == team), None)


def test_only_an_administrator_may(tables: Tables, basil: User, iris: User) -> None:
    comparing = Comparing(tables, Variants(), in_use(tables))
    comparison = comparing.begin(basil, "as_it_stands", "without_taste").id
    for act in (
        lambda who: comparing.begin(who, "as_it_stands", "without_taste"),
        lambda who: comparing.stop(who, comparison),
        comparing.all,
        comparing.offered,
    ):
        with pytest.raises(NotAllowed):
            act(iris)


def test_one_comparison_runs_at_a_time_of_two_rankings_that_exist(
    tables: Tables, basil: User
) -> None:
    comparing = Comparing(tables, Variants(), in_use(tables))
    with pytest.raises(NotFound, match="no ranking"):
        comparing.begin(basil, "as_it_stands", "by_magic")
    with pytest.raises(Refused, match="two different"):
        comparing.begin(basil, "as_it_stands", "as_it_stands")
    comparison = comparing.begin(basil, "as_it_stands", "without_taste").id
    with pytest.raises(Refused, match="runs already"):
        comparing.begin(basil, "as_it_stands", "without_learner")
    comparing.stop(basil, comparison)
    with pytest.raises(Refused, match="does not run"):
        comparing.stop(basil, comparison)
    assert comparing.begin(basil, "as_it_stands", "without_taste").runs


def test_without_a_comparison_nothing_is_drafted(flowery: Flowery, iris: User) -> None:
    (answer,) = answers(flowery, iris, QUESTIONS[:1])
    assert (answer.comparison_id, answer.teams) == ("", ())


def test_a_drafted_list_holds_its_promises(
    flowery: Flowery, basil: User, iris: User, taste: str
) -> None:
    comparison = begun(flowery, basil)
    teams: Counter[str] = Counter()
    for answer in answers(flowery, iris):
        assert answer.comparison_id == comparison
        assert len(answer.teams) == len(answer.recommendations) == 6
        assert len({one.fragrance_id for one in answer.recommendations}) == 6
        teams.update(answer.teams)
        for one in answer.recommendations:
            assert sum(one.parts.values()) == pytest.approx(one.score, abs=1e-6)
            assert one.fragrance_id in flowery.catalogue
            assert one.supports
            assert one.opposes
    assert teams["a"] >= 3
    assert teams["b"] >= 3


def test_a_veto_holds_in_a_drafted_list(
    flowery: Flowery, basil: User, iris: User, taste: str
) -> None:
    flowery.learning.dislike(iris.id, "rose", "veto")
    begun(flowery, basil)
    shut = flowery.catalogue.rows_with_any(["rose"])
    for answer in answers(flowery, iris, ("a romantic rose scent", "flowers, but no jasmine")):
        for one in answer.recommendations:
            assert not shut[flowery.catalogue.row(one.fragrance_id)]


def test_an_answer_keeps_its_teams_and_is_the_same_when_asked_again(
    flowery: Flowery, basil: User, iris: User, taste: str
) -> None:
    begun(flowery, basil)
    (first,) = answers(flowery, iris, QUESTIONS[:1])
    (again,) = answers(flowery, iris, QUESTIONS[:1])
    assert again.cached
    assert (again.question_id, again.teams) == (first.question_id, first.teams)
    assert flowery.advice.reopen(iris.id, first.question_id).teams == first.teams


def test_a_comparison_begins_and_ends_with_fresh_answers(
    flowery: Flowery, basil: User, iris: User, taste: str
) -> None:
    (before,) = answers(flowery, iris, QUESTIONS[:1])
    comparison = begun(flowery, basil)
    (during,) = answers(flowery, iris, QUESTIONS[:1])
    flowery.comparing.stop(basil, comparison)
    (after,) = answers(flowery, iris, QUESTIONS[:1])
    assert during.question_id != before.question_id
    assert after.question_id == before.question_id


def test_what_people_welcome_decides_and_the_verdict_is_kept(
    flowery: Flowery, basil: User, iris: User, taste: str
) -> None:
    comparison = begun(flowery, basil)
    drafted = answers(flowery, iris)
    liked = {one for answer in drafted if (one := a_perfume_of(answer, "a"))}
    for fragrance_id in sorted(liked):
        flowery.learning.react(iris.id, fragrance_id, "like")
    (standing,) = flowery.comparing.all(basil)
    assert standing.comparison.runs
    assert standing.verdict.shown == len(drafted)
    assert standing.verdict.a >= 2
    assert standing.verdict.b == 0
    assert standing.verdict.outcome == "open"
    came_to = flowery.comparing.stop(basil, comparison)
    for fragrance_id in sorted(liked):
        flowery.learning.unreact(iris.id, fragrance_id, "like")
    (ended,) = flowery.comparing.all(basil)
    assert not ended.comparison.runs
    assert ended.verdict == came_to == standing.verdict


def test_four_stars_are_a_welcome_and_two_are_not(
    flowery: Flowery, basil: User, iris: User, taste: str
) -> None:
    begun(flowery, basil)
    drafted = answers(flowery, iris)
    of_a = next(one for answer in drafted if (one := a_perfume_of(answer, "a")))
    rate = flowery.tables.of(iris.id).wardrobe.rate
    rate(of_a, "would_wear", 2)
    assert flowery.comparing.all(basil)[0].verdict.a == 0
    rate(of_a, "would_wear", 4)
    assert flowery.comparing.all(basil)[0].verdict.a == 1


def test_a_list_that_rested_on_a_forgotten_memory_counts_no_more(
    flowery: Flowery, basil: User, iris: User, taste: str
) -> None:
    begun(flowery, basil)
    (answer,) = answers(flowery, iris, ("cedar and smoke, please",))
    assert any(r.memory_id == taste for one in answer.recommendations for r in one.supports)
    assert flowery.comparing.all(basil)[0].verdict.shown == 1
    flowery.remember.forget(iris.id, taste)
    assert flowery.comparing.all(basil)[0].verdict.shown == 0


def test_in_the_example_diary_nothing_is_drafted(flowery: Flowery, basil: User) -> None:
    hana = flowery.tables.accounts.add("Hana", None, is_example=True)
    begun(flowery, basil)
    (answer,) = answers(flowery, hana, QUESTIONS[:1])
    assert answer.comparison_id == ""


def test_a_ranking_that_went_away_ends_the_drafting_not_the_answers(
    tables: Tables, basil: User, iris: User
) -> None:
    offered = [Weighed("tuned:1", "A tuned one", {"taste": 2.0})]
    comparing = Comparing(tables, Variants(lambda _slots: offered), in_use(tables))
    comparing.begin(basil, "as_it_stands", "tuned:1")
    assert comparing.trial(iris.id, "q_1") is not None
    offered.clear()
    assert comparing.trial(iris.id, "q_2") is None


def test_the_same_question_is_drafted_the_same(tables: Tables, basil: User, iris: User) -> None:
    comparing = Comparing(tables, Variants(), in_use(tables))
    comparing.begin(basil, "as_it_stands", "without_taste")
    lists = ([1, 2, 3, 4], [5, 6, 7, 8], 4)

    def drafted(question: str) -> Sequence[tuple[int, str]]:
        trial = comparing.trial(iris.id, question)
        assert trial is not None
        return trial.draft(*lists)

    assert drafted("q_1") == drafted("q_1")
    begins = Counter(drafted(f"q_{number}")[0] for number in range(60))
    assert min(begins.values()) > 15
