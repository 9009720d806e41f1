"""Examples are made with consent only, without names, and are gone with what they rest on."""

from __future__ import annotations

from flowery.storage.upkeep import traces
from flowery.storage.upkeep.erase import erase_user
from flowery.wiring import Flowery
from flowery.words.vocabulary import User
from tests.learning.examples.conftest import OTHER, QUESTION, Teach

LIBRARY = "Cedar for a rainy library, nothing sweet at all"


def test_nothing_is_made_without_consent(flowery: Flowery, teach: Teach, iris: User) -> None:
    teach(iris, shares=False)
    assert flowery.examples.gather() == 0
    assert flowery.examples.own(iris.id) == ()


def test_what_was_rated_and_put_right_becomes_an_example(
    flowery: Flowery, teach: Teach, iris: User
) -> None:
    taught = teach(iris)
    assert flowery.examples.gather() == 2
    made = {one.source: one for one in flowery.examples.own(iris.id)}
    answer, reading = made["answer"], made["correction"].reread
    assert answer.stars == 5
    assert [one.fragrance_id for one in answer.candidates] == [
        one.fragrance_id for one in taught.answer.recommendations
    ]
    assert dict(answer.candidates[0].parts) == dict(taught.answer.recommendations[0].parts)
    assert [one.verdict for one in answer.candidates][:2] == ["declined", "chosen"]
    assert answer.disagrees, "it put first what was declined"
    assert answer.memory_ids == (taught.memory.id,)
    assert reading is not None
    assert (reading.words, reading.read_note, reading.note) == ("cedar", "cedar", "sandalwood")


def test_no_name_of_a_person_or_place_is_kept_in_an_example(
    flowery: Flowery, teach: Teach, iris: User
) -> None:
    teach(iris)
    flowery.examples.gather()
    whole = repr(flowery.examples.own(iris.id))
    assert "Philomena" not in whole
    assert "Oakhaven" not in whole
    assert "Person A" in whole
    assert "lavender" in whole


def test_gathering_again_makes_nothing_twice_and_keeps_reviews(
    flowery: Flowery, teach: Teach, iris: User, basil: User
) -> None:
    teach(iris)
    flowery.examples.gather()
    first = flowery.examples.own(iris.id)
    flowery.examples.review.say(basil, first[0].id, "accepted")
    flowery.learning.dislike(iris.id, "rose", "avoid")  # her rows change, her examples do not
    assert flowery.examples.gather() == 0
    assert {one.id for one in flowery.examples.own(iris.id)} == {one.id for one in first}
    assert "accepted" in {one.state for one in flowery.examples.own(iris.id)}


def test_what_says_something_else_now_is_reviewed_again(
    flowery: Flowery, teach: Teach, iris: User, basil: User
) -> None:
    taught = teach(iris)
    flowery.examples.gather()
    (made,) = [one for one in flowery.examples.own(iris.id) if one.source == "answer"]
    flowery.examples.review.say(basil, made.id, "accepted")
    flowery.learning.rate(iris.id, taught.answer.question_id, 1)
    assert flowery.examples.gather() == 1
    (again,) = [one for one in flowery.examples.own(iris.id) if one.source == "answer"]
    assert (again.id, again.stars, again.state) == (made.id, 1, "waiting")


def test_withdrawal_removes_every_example_and_leaves_no_byte(
    flowery: Flowery, teach: Teach, iris: User, sage: User, basil: User
) -> None:
    teach(iris)
    teach(sage, question=LIBRARY, text=OTHER)
    flowery.examples.gather()
    for one in (*flowery.examples.own(iris.id), *flowery.examples.own(sage.id)):
        flowery.examples.review.say(basil, one.id, "accepted")
    frozen = flowery.examples.sets.freeze(basil)
    of_hers = [o for o in flowery.examples.frozen(basil, frozen.id).all if o.user_id == iris.id]
    ids = [one.id for one in flowery.examples.own(iris.id)]
    (made,) = [one for one in flowery.examples.own(iris.id) if one.source == "answer"]
    hidden = made.question[-24:]
    iris = flowery.people.share_examples(iris, False)
    assert flowery.examples.own(iris.id) == ()
    left = flowery.examples.frozen(basil, frozen.id)
    assert iris.id not in {one.user_id for one in left.all}
    assert flowery.tables.training_sets.get(frozen.id).withdrawn == len(of_hers) > 0
    assert "Place A" in hidden
    marks = traces.marks(ids, [hidden])
    assert traces.search([flowery.settings.folder], marks).traces_found == 0


def test_a_forgotten_memory_takes_its_examples_along_out_of_frozen_sets_too(
    flowery: Flowery, teach: Teach, iris: User, sage: User, basil: User
) -> None:
    taught = teach(iris)
    teach(sage, question=LIBRARY, text=OTHER)
    flowery.examples.gather()
    ids = [one.id for one in flowery.examples.own(iris.id)]
    for one in (*flowery.examples.own(iris.id), *flowery.examples.own(sage.id)):
        flowery.examples.review.say(basil, one.id, "accepted")
    frozen = flowery.examples.sets.freeze(basil)
    receipt = flowery.remember.forget(iris.id, taught.memory.id)
    assert (receipt.forgotten["training_examples"], receipt.traces_found) == (2, 0)
    assert not set(ids) & {one.id for one in flowery.examples.frozen(basil, frozen.id).all}
    marks = traces.marks(ids, ())
    assert traces.search([flowery.settings.folder], marks).traces_found == 0


def test_an_edited_memory_takes_its_examples_along(
    flowery: Flowery, teach: Teach, iris: User
) -> None:
    taught = teach(iris)
    flowery.examples.gather()
    flowery.remember.edit(iris.id, taught.memory.id, text="Only smoke, and nothing else at all.")
    assert flowery.examples.own(iris.id) == ()


def test_a_forgotten_question_takes_its_example_along(
    flowery: Flowery, teach: Teach, iris: User
) -> None:
    taught = teach(iris)
    flowery.examples.gather()
    flowery.tables.of(iris.id).questions.forget(taught.answer.question_id)
    assert [one.source for one in flowery.examples.own(iris.id)] == ["correction"]


def test_an_erased_account_leaves_no_example(flowery: Flowery, teach: Teach, iris: User) -> None:
    teach(iris)
    flowery.examples.gather()
    receipt = erase_user(flowery, iris.id)
    assert (receipt.forgotten["training_examples"], receipt.traces_found) == (2, 0)


def test_a_preview_shows_before_and_after_and_keeps_nothing(
    flowery: Flowery, teach: Teach, iris: User
) -> None:
    teach(iris, shares=False)
    preview = next(p for p in flowery.examples.previews(iris.id) if p.example.source == "answer")
    asked = preview.texts[0]
    assert "".join(piece.before for piece in asked) == QUESTION
    assert "".join(piece.after for piece in asked) == (
        "Something with lavender and cedar, like Person A's cupboard in Place A"
    )
    assert flowery.examples.own(iris.id) == ()


def test_one_who_shares_no_more_is_never_read_even_before_the_rows_are_gone(
    flowery: Flowery, teach: Teach, iris: User, basil: User
) -> None:
    """A process may die between the switch and the removal."""
    teach(iris)
    flowery.examples.gather()
    flowery.tables.accounts.change(iris.id, shares_examples=False)
    assert sum(flowery.examples.review.counts(basil).values()) == 0
    assert flowery.examples.gather() == 0
    assert flowery.examples.own(iris.id) == ()


def test_examples_of_rows_that_changed_meanwhile_are_not_held(
    flowery: Flowery, teach: Teach, iris: User
) -> None:
    """Something may be forgotten while examples are made of it."""
    teach(iris)
    flowery.examples.gather()
    own = flowery.tables.of(iris.id)
    version = own.version()
    flowery.learning.dislike(iris.id, "rose", "avoid")
    assert own.examples.hold((), "late", version) == 0
    assert len(own.examples.list()) == 2
