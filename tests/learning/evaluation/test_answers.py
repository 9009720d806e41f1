"""Kept answers: an honest one breaks no rule, and each way to be dishonest is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from flowery.advice.written import kept_answers
from flowery.learning.evaluation.answer_rules import Rules
from flowery.learning.evaluation.answers import Kept, measured_answers
from flowery.learning.evaluation.findings import Findings
from flowery.memories.intake import Draft
from flowery.wiring import Flowery
from flowery.words.vocabulary import Answer, Reason, User

MEMORY = (
    "The reading room smelled of old books and cedar. I loved the cedar there, I hated vanilla."
)
QUESTIONS = (
    "a rainy library with cedar, nothing sweet",
    "something with cedar for the office",
    "비 오는 날의 도서관, 바닐라 없이",
    "a leather for winter without rose",
)

Tamper = Callable[[Answer], Answer]


@pytest.fixture
def kept(flowery: Flowery, iris: User) -> Kept:
    memory = flowery.remember.keep(iris.id, Draft(title="Reading", text=MEMORY)).memory
    flowery.remember.settle(iris.id, memory.id)
    for question in QUESTIONS:
        flowery.advice.ask(iris.id, question, 4)
    answers = kept_answers(flowery.tables.of(iris.id), 100)
    return Kept(iris.id, answers, {memory.id: MEMORY})


def measured(flowery: Flowery, *kept: Kept) -> Findings:
    rules = Rules(flowery.catalogue, flowery.remember.reader.read)
    return measured_answers(kept, flowery.catalogue, rules)


def tampered(kept: Kept, tamper: Tamper) -> Kept:
    """The first answer is not what it was."""
    return replace(kept, answers=(tamper(kept.answers[0]), *kept.answers[1:]))


def first(answer: Answer, **changed: object) -> Answer:
    one = replace(answer.recommendations[0], **changed)  # type: ignore[arg-type]
    return replace(answer, recommendations=(one, *answer.recommendations[1:]))


def test_honest_answers_break_no_promise(flowery: Flowery, kept: Kept) -> None:
    found = measured(flowery, kept)
    assert found.violations == ()
    assert found.counts == {"answers": 4, "people": 1}
    rows = {row.method: row.metrics for row in found.rows}
    assert set(rows) == {"structure", "groundedness", "specificity", "diversity"}
    assert {one.value for one in rows["structure"].values()} == {1.0}
    assert {one.value for one in rows["groundedness"].values()} == {1.0}
    assert rows["specificity"]["telling notes"].value > 1
    assert 0 < rows["diversity"]["unlike each other"].value < 1
    assert rows["diversity"]["coverage"].value > 0


def unreal(answer: Answer) -> Answer:
    return first(answer, fragrance_id="nobody-nothing")


def wrong_sum(answer: Answer) -> Answer:
    return first(answer, score=answer.recommendations[0].score + 0.01)


def without_reasons(answer: Answer) -> Answer:
    return first(answer, supports=(), opposes=())


def unknown_shelf(answer: Answer) -> Answer:
    return first(answer, shelf="bargain")


def vetoed(answer: Answer) -> Answer:
    return replace(answer, brief=replace(answer.brief, vetoes=(f"note:{held(answer)}",)))


def held(answer: Answer) -> str:
    return next(reason.note for reason in answer.recommendations[0].supports if reason.note)


def misquoted(answer: Answer) -> Answer:
    memory_id = "m_of_nobody"
    said = Reason("taste", 0.1, "cedar", memory_id, "I never wrote this", "cedar, as you said")
    return first(answer, supports=(said,))


def invented(answer: Answer) -> Answer:
    return first(answer, sentence="It has tuberose and coconut, which you asked for.")


@pytest.mark.parametrize(
    ("tamper", "rules"),
    [
        (unreal, {"in the catalogue"}),
        (wrong_sum, {"parts sum to the score"}),
        (without_reasons, {"a reason for", "a reason against"}),
        (unknown_shelf, {"a known shelf"}),
        (vetoed, {"no veto broken"}),
        (misquoted, {"quotes found"}),
        (invented, {"notes that are there"}),
    ],
)
def test_a_broken_promise_is_seen_and_named_by_its_question(
    flowery: Flowery, kept: Kept, tamper: Tamper, rules: set[str]
) -> None:
    found = measured(flowery, tampered(kept, tamper))
    question = kept.answers[0].question_id
    assert {(one.rule, one.question_id) for one in found.violations} == {
        (rule, question) for rule in rules
    }


def test_a_sentence_that_fits_any_perfume_is_counted(flowery: Flowery, kept: Kept) -> None:
    def empty(answer: Answer) -> Answer:
        made = (
            replace(one, sentence="You will like it very much.") for one in answer.recommendations
        )
        return replace(answer, recommendations=tuple(made))

    def share(found: Findings) -> float:
        (row,) = [row for row in found.rows if row.method == "specificity"]
        return row.metrics["sentences for any perfume"].value

    assert share(measured(flowery, tampered(kept, empty))) > share(measured(flowery, kept))


def test_too_few_answers_are_too_little(flowery: Flowery, kept: Kept) -> None:
    found = measured(flowery, replace(kept, answers=kept.answers[:2]))
    assert found.rows == ()
    assert "3 answers with perfumes are needed" in found.too_little


def test_with_two_people_intervals_are_over_people(flowery: Flowery, kept: Kept) -> None:
    other = replace(kept, user_id="u_other")
    found = measured(flowery, kept, other)
    assert found.unit == "people"
    assert all(len(sums) == 2 for row in found.rows for sums in row.sums.values())
