"""An answer is given at once, and what a model adds comes afterwards: once, kept, and never in the
place of something that was forgotten or judged meanwhile.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from flowery.advice.recommend import Advice
from flowery.advice.worded import WordedAnswer, WordedSentence
from flowery.models.port import Request
from flowery.wiring import Flowery
from flowery.words.errors import ModelUnavailable, NotFound, NotOffered
from flowery.words.vocabulary import Answer, Brief
from tests.advice.conftest import Tell
from tests.conftest import OnceEmbedded
from tests.models.speaking import NOTHING_MORE, WORDS, Speaking, read

QUESTION = "something with cedar, like the workshop"
AWAY = ModelUnavailable("The model is away.", permanent=False)


@pytest.fixture(scope="module")
def _models(encoder: OnceEmbedded) -> Speaking:
    return Speaking(encoder)


@pytest.fixture
def models(_models: Speaking) -> Iterator[Speaking]:
    _models.says()
    yield _models
    _models.happen = lambda _request: None


@pytest.fixture(scope="module")
def spoken(house: Flowery, _models: Speaking) -> Advice:
    """The question path of the house, with a model that answers."""
    old = house.advice
    return Advice(
        house.tables,
        house.vectors,
        _models,
        house.lexicon,
        house.search,
        house.remember.reader.read,
        old._joined,
    )


LEATHER = read(("workshop", "wish", "leather"))


def shown(answer: Answer) -> list[str]:
    return [one.fragrance_id for one in answer.recommendations]


def test_the_answer_comes_before_any_model_is_asked(
    spoken: Advice, models: Speaking, iris: str
) -> None:
    answer = spoken.ask(iris, QUESTION)
    assert models.requests == []
    assert (answer.words_by, answer.awaits) == ("embedded", ("brief", "words"))
    assert spoken.reopen(iris, answer.question_id).answer == answer.answer


def test_without_a_model_nothing_is_awaited(house: Flowery, iris: str) -> None:
    answer = house.advice.ask(iris, QUESTION)
    assert answer.awaits == ()
    assert house.advice.finish(iris, answer.question_id).answer == answer.answer


def test_words_follow_are_kept_and_asked_for_once(
    spoken: Advice, models: Speaking, iris: str
) -> None:
    first = spoken.ask(iris, QUESTION)
    then = spoken.finish(iris, first.question_id)
    assert (then.answer, then.words_by, then.prompt) == (WORDS, "fake", "explain-1")
    assert (then.awaits, then.alone, shown(then)) == ((), None, shown(first))
    assert spoken.finish(iris, first.question_id) == then
    assert spoken.reopen(iris, first.question_id) == then
    again = spoken.ask(iris, QUESTION)
    assert (again.answer, again.cached) == (WORDS, True)
    assert models.asked_for() == ["brief", "explain"]
    assert {request.user_id for request in models.requests} == {iris}


def test_two_at_once_cost_one(spoken: Advice, models: Speaking, iris: str) -> None:
    first = spoken.ask(iris, QUESTION)
    at_it, go_on = threading.Event(), threading.Event()

    def wait(_request: Request) -> None:
        at_it.set()
        go_on.wait(20)

    models.happen = wait
    found: list[Answer] = []
    tabs = [
        threading.Thread(target=lambda: found.append(spoken.finish(iris, first.question_id)))
        for _ in range(3)
    ]
    for tab in tabs:
        tab.start()
    at_it.wait(20)
    go_on.set()
    for tab in tabs:
        tab.join(20)
    assert [one.answer for one in found] == [WORDS] * 3
    assert models.asked_for() == ["brief", "explain"]


def test_what_is_understood_besides_changes_the_list_and_leaves_a_way_back(
    spoken: Advice, models: Speaking, iris: str, house: Flowery
) -> None:
    models.says(LEATHER)
    first = spoken.ask(iris, QUESTION)
    then = spoken.finish(iris, first.question_id)
    assert "note:leather" in then.brief.wants
    assert then.alone == first.brief
    assert {*first.brief.wants} <= {*then.brief.wants}
    assert shown(then) != shown(first)
    assert (then.words_by, then.question_id) == ("fake", first.question_id)
    assert len(spoken.history(iris)) == 1
    back = spoken.ask(iris, QUESTION, brief=then.alone)
    assert (shown(back), back.awaits) == (shown(first), ("words",))
    assert back.question_id != first.question_id
    spoken.finish(iris, back.question_id)
    assert models.asked_for() == ["brief", "explain", "explain"]


def test_a_veto_that_is_read_by_a_model_holds_for_the_list(
    spoken: Advice, models: Speaking, iris: str, house: Flowery
) -> None:
    question = "cedar and vetiver, patchouli gives me a migraine they say"
    models.says(read(("patchouli gives me a migraine", "unwanted", "patchouli")))
    first = spoken.ask(iris, question, 8, Brief(wants=("note:cedar", "note:patchouli")))
    assert spoken.finish(iris, first.question_id).alone is None, "chips of the person stay"
    first = spoken.ask(iris, question.replace("they say", "always"), 8)
    then = spoken.finish(iris, first.question_id)
    if "note:patchouli" not in first.brief.wants:
        assert "note:patchouli" in then.brief.vetoes
        notes = [house.catalogue.get(one).notes for one in shown(then)]
        assert all("patchouli" not in held for held in notes)


def test_a_veto_whose_words_are_not_in_the_question_changes_nothing(
    spoken: Advice, models: Speaking, iris: str, house: Flowery
) -> None:
    models.says(read(("no woods at all", "unwanted", "leather")))
    first = spoken.ask(iris, QUESTION)
    then = spoken.finish(iris, first.question_id)
    assert (shown(then), then.alone) == (shown(first), None)
    counted = {(c.purpose, c.what) for c in house.tables.counts.since(first.created_at.date())}  # type: ignore[union-attr]
    assert {("brief", "asked"), ("brief", "not_in_text"), ("explain", "asked")} <= counted


def test_a_stated_veto_is_not_asked_away(
    spoken: Advice, models: Speaking, iris: str, house: Flowery
) -> None:
    house.learning.dislike(iris, "leather", "veto")
    models.says(LEATHER)
    first = spoken.ask(iris, QUESTION)
    then = spoken.finish(iris, first.question_id)
    assert (shown(then), then.alone) == (shown(first), None)
    assert "note:leather" in then.brief.vetoes


def test_what_leaves_nothing_to_show_is_left_aside(
    spoken: Advice, models: Speaking, iris: str
) -> None:
    models.says(read(("workshop", "budget", "1")))
    first = spoken.ask(iris, QUESTION)
    then = spoken.finish(iris, first.question_id)
    assert shown(then) == shown(first) != []
    assert then.alone is None


@pytest.mark.parametrize("when", ["brief", "explain"])
def test_what_is_judged_meanwhile_stays_as_it_was_judged(
    spoken: Advice, models: Speaking, iris: str, house: Flowery, when: str
) -> None:
    models.says(LEATHER if when == "brief" else NOTHING_MORE)
    first = spoken.ask(iris, QUESTION)
    models.happen = lambda request: (
        request.purpose == when and house.learning.rate(iris, first.question_id, 4)
    )
    then = spoken.finish(iris, first.question_id)
    assert (shown(then), then.answer, then.stars) == (shown(first), first.answer, 4)
    assert (then.words_by, then.awaits) == ("embedded", ())


def test_a_model_that_is_away_is_asked_for_words_again_later(
    spoken: Advice, models: Speaking, iris: str
) -> None:
    models.says(AWAY, AWAY)
    first = spoken.ask(iris, QUESTION)
    then = spoken.finish(iris, first.question_id)
    assert (then.answer, then.words_by, then.awaits) == (first.answer, "embedded", ("words",))
    models.says(LEATHER)
    back = spoken.finish(iris, first.question_id)
    assert (back.answer, back.awaits) == (WORDS, ())
    assert shown(back) == shown(first), "a list does not change days later"


@pytest.mark.parametrize(
    "final",
    [NotOffered("Nothing leaves."), ModelUnavailable("The key is refused.", permanent=True)],
)
def test_what_is_final_is_not_asked_again(
    spoken: Advice, models: Speaking, iris: str, final: Exception
) -> None:
    models.says(final, final)
    first = spoken.ask(iris, QUESTION)
    then = spoken.finish(iris, first.question_id)
    assert (then.answer, then.awaits) == (first.answer, ())


def test_refused_words_are_counted_and_not_asked_for_again(
    spoken: Advice, models: Speaking, iris: str, house: Flowery
) -> None:
    models.says(words="Take Mugler Angel instead.")
    first = spoken.ask(iris, QUESTION)
    then = spoken.finish(iris, first.question_id)
    assert (then.answer, then.words_by, then.awaits) == (first.answer, "embedded", ())
    counted = {(c.purpose, c.what) for c in house.tables.counts.since(first.created_at.date())}  # type: ignore[union-attr]
    assert ("explain", "not_offered") in counted


@pytest.mark.parametrize("when", ["brief", "explain"])
def test_what_is_forgotten_meanwhile_does_not_come_back(
    spoken: Advice, models: Speaking, iris: str, house: Flowery, tell: Tell, when: str
) -> None:
    memory_id = tell("I loved the quillfeather cedar of the workshop bench.")
    models.says(LEATHER, "It is the quillfeather cedar of the workshop.")
    first = spoken.ask(iris, "cedar like a workshop")
    assert "quillfeather" in repr(first)
    models.happen = lambda request: (
        request.purpose == when and house.remember.forget(iris, memory_id)
    )
    then = spoken.finish(iris, first.question_id)
    assert then.words_by == ""
    assert "quillfeather" not in json.dumps(house.tables.of(iris).questions.get(first.question_id))


def test_another_persons_answer_is_not_there(
    spoken: Advice, models: Speaking, iris: str, sage: str
) -> None:
    first = spoken.ask(iris, QUESTION)
    with pytest.raises(NotFound):
        spoken.finish(sage, first.question_id)
    assert models.requests == []


def test_a_search_in_memories_awaits_nothing(
    spoken: Advice, models: Speaking, iris: str, diary: dict[str, str]
) -> None:
    answer = spoken.ask(iris, "When did I smell tuberose?")
    assert (answer.kind, answer.awaits) == ("search", ())


def test_a_comparison_is_worded_from_what_the_perfumes_are(
    spoken: Advice, models: Speaking, iris: str, house: Flowery
) -> None:
    words = "Shalimar has vanilla and bergamot, Mitsouko has peach."
    models.says(words=words)
    first = spoken.ask(iris, "Compare Shalimar and Mitsouko")
    assert first.awaits == ("words",)
    then = spoken.finish(iris, first.question_id)
    assert (then.answer, then.prompt) == (words, "compare-1")
    (request,) = models.requests
    facts = json.loads(request.user)
    assert request.purpose == "compare"
    assert all({"notes", "for", "against"} <= set(one) for one in facts["perfumes"])
    models.says(words="Shalimar has tuberose, Mitsouko has peach.")
    other = spoken.ask(iris, "Compare Shalimar and Mitsouko, please")
    assert spoken.finish(iris, other.question_id).answer == other.answer


def test_words_are_heard_while_they_come(spoken: Advice, models: Speaking, iris: str) -> None:
    first = spoken.ask(iris, QUESTION)
    heard: list[str] = []
    spoken.understand(iris, first.question_id)
    sentence = WordedSentence(fragrance_id=shown(first)[0], sentence="It suits a quiet evening.")
    said = WordedAnswer(answer=f"{WORDS} {WORDS}", sentences=[sentence])
    models.answers["explain"] = [said]
    then = spoken.word(iris, first.question_id, heard.append)
    assert heard == [WORDS, f"{WORDS} {WORDS}"]
    assert replace(then.recommendations[0], sentence="") == replace(
        first.recommendations[0], sentence=""
    )
    assert then.recommendations[0].sentence == "It suits a quiet evening."
