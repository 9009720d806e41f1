"""The queue: who may look, what a verdict does, edits that can be seen, and two who disagree."""

from __future__ import annotations

import pytest

from flowery.learning.examples import Review, Wanted
from flowery.learning.examples.agreement import agreements
from flowery.learning.examples.difference import Change, difference
from flowery.storage.tables import Tables
from flowery.words.errors import NotAllowed, NotFound, Refused
from flowery.words.vocabulary import User
from tests.learning.examples.made import answered, corrected, hold


@pytest.fixture
def review(tables: Tables) -> Review:
    return Review(tables)


@pytest.fixture
def ada(tables: Tables, password_hash: str) -> User:
    return tables.accounts.add("Ada", password_hash, is_admin=True)


def test_only_an_administrator_looks_and_speaks(
    review: Review, tables: Tables, iris: User, sage: User
) -> None:
    (example,) = hold(tables, iris, [answered(iris)])
    for person in (iris, sage):
        for act in (
            lambda p: review.queue(p, Wanted()),
            review.counts,
            lambda p: review.look(p, example),
            lambda p: review.say(p, example, "accepted"),
            lambda p: review.edit(p, example, "a", "b"),
            lambda p: review.hide(p, example, "cedar"),
            lambda p: review.ask_second(p, example),
            review.agreement,
        ):
            with pytest.raises(NotAllowed):
                act(person)
    assert tables.examples.get(example).state == "waiting"


def test_a_verdict_moves_an_example_out_of_the_queue(
    review: Review, tables: Tables, iris: User, basil: User
) -> None:
    first, _ = hold(tables, iris, [answered(iris, n) for n in range(2)])
    assert review.say(basil, first, "discarded").state == "discarded"
    assert review.queue(basil, Wanted(state="waiting")).count == 1
    assert review.counts(basil) == {"discarded": 1, "waiting": 1}


def test_filters_narrow_the_queue(review: Review, tables: Tables, iris: User, basil: User) -> None:
    hold(tables, iris, [answered(iris, 1), corrected(iris, 2), answered(iris, 3, disagrees=True)])

    def found(wanted: Wanted) -> set[str]:
        return {one.source_id for one in review.queue(basil, wanted).examples}

    assert found(Wanted(source="correction")) == {"c_2"}
    assert found(Wanted(disagrees=True)) == {"c_2", "q_3"}
    assert found(Wanted(least_quality=0.85)) == {"q_1", "q_3"}
    assert found(Wanted(language="ko")) == set()
    assert found(Wanted()) == {"q_1", "c_2", "q_3"}


def test_the_queue_is_paged_the_best_first(
    review: Review, tables: Tables, iris: User, basil: User
) -> None:
    hold(tables, iris, [answered(iris, n) for n in range(30)])
    pages = [review.queue(basil, Wanted(), 10, offset) for offset in (0, 10, 20)]
    assert [page.count for page in pages] == [30, 30, 30]
    assert len({one.id for page in pages for one in page.examples}) == 30


def test_an_edit_is_seen_word_by_word_and_keeps_what_was(
    review: Review, tables: Tables, iris: User, basil: User
) -> None:
    (example,) = hold(tables, iris, [answered(iris)])
    made = tables.examples.get(example)
    edited = review.edit(basil, example, made.question, "House One: cedar, dry and warm.")
    assert (edited.answer, edited.rejected) == ("House One: cedar, dry and warm.", made.answer)
    looked = review.look(basil, example)
    assert list(looked.edited) == ["answer"]
    assert "".join(change.before for change in looked.edited["answer"]) == made.answer
    assert review.edit(basil, example, made.question, made.answer).rejected == ""


def test_a_corrected_smell_is_not_edited(
    review: Review, tables: Tables, iris: User, basil: User
) -> None:
    (example,) = hold(tables, iris, [corrected(iris)])
    with pytest.raises(Refused, match="own word"):
        review.edit(basil, example, "a", "b")


def test_a_missed_name_is_replaced_everywhere_in_the_example(
    review: Review, tables: Tables, iris: User, basil: User
) -> None:
    (example,) = hold(
        tables, iris, [answered(iris, question="Cedar as at Wroxby", comment="Wroxby!")]
    )
    hidden = review.hide(basil, example, "Wroxby", "place")
    assert (hidden.question, hidden.comment) == ("Cedar as at Place A", "Place A!")
    with pytest.raises(Refused, match="do not stand"):
        review.hide(basil, example, "Wroxby", "place")


def test_what_was_hidden_stays_hidden_when_the_example_is_made_anew(
    review: Review, tables: Tables, iris: User, basil: User
) -> None:
    (example,) = hold(tables, iris, [answered(iris, question="Cedar as at Wroxby")])
    review.hide(basil, example, "Wroxby", "place")
    hold(tables, iris, [answered(iris, question="Cedar as at Wroxby", stars=4)])
    assert tables.examples.get(example).question == "Cedar as at Place A"


def test_two_who_disagree_leave_it_flagged_until_one_gives_in(
    review: Review, tables: Tables, iris: User, basil: User, ada: User
) -> None:
    (example,) = hold(tables, iris, [answered(iris)])
    review.ask_second(basil, example)
    assert review.say(basil, example, "accepted").wants_second
    assert review.say(ada, example, "discarded").state == "flagged"
    assert not tables.examples.get(example).wants_second
    assert review.look(basil, example).others == 1
    assert review.say(ada, example, "accepted").state == "accepted"


def test_agreement_beyond_chance_is_cohens(
    review: Review, tables: Tables, iris: User, basil: User, ada: User
) -> None:
    ids = hold(tables, iris, [answered(iris, n) for n in range(50)])
    # the example of Wikipedia's article: 20 both yes, 15 both no, 5 and 10 apart; kappa 0.4
    said = [("accepted", "accepted")] * 20 + [("accepted", "discarded")] * 5
    said += [("discarded", "accepted")] * 10 + [("discarded", "discarded")] * 15
    for example, (hers, his) in zip(ids, said, strict=True):
        review.say(ada, example, hers)  # type: ignore[arg-type]
        review.say(basil, example, his)  # type: ignore[arg-type]
    (found,) = review.agreement(basil)
    assert {found.one, found.other} == {"Ada", "Basil"}
    assert (found.both, found.same) == (50, 35)
    assert found.kappa == pytest.approx(0.4)


def test_agreement_of_two_who_always_say_the_same_word_tells_nothing() -> None:
    (found,) = agreements([{"a": "accepted", "b": "accepted"}, {"a": "flagged"}])
    assert (found.both, found.kappa) == (1, None)


def test_near_duplicates_are_shown_beside_an_example(
    review: Review, tables: Tables, iris: User, sage: User, basil: User
) -> None:
    (mine,) = hold(tables, iris, [answered(iris)])
    (theirs,) = hold(tables, sage, [answered(sage)])
    ((alike, like),) = review.look(basil, mine).alike
    assert (alike.id, like) == (theirs, 1.0)


def test_an_example_that_is_gone_is_not_found(review: Review, basil: User) -> None:
    with pytest.raises(NotFound):
        review.look(basil, "e_nothing")


def test_a_difference_reads_back_to_both_texts() -> None:
    before, after = "the old cedar chest", "the warm cedar chest, dry"
    changes = difference(before, after)
    assert "".join(change.before for change in changes) == before
    assert "".join(change.after for change in changes) == after
    assert Change("old", "") in changes
