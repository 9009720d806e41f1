"""Questions, their answers and stars; the cache belongs to one person."""

import pytest

from flowery.storage.tables import Tables
from flowery.words.errors import NotFound, Outdated
from flowery.words.vocabulary import User
from tests.storage.cast import keep, memory


def test_a_question_comes_back_with_its_answer(tables: Tables, iris: User) -> None:
    questions = tables.of(iris.id).questions
    questions.save("q_1", "비 오는 날?", "recommendation", "key", {"answer": "장미"}, [])
    assert questions.get("q_1") == ("비 오는 날?", {"answer": "장미"})
    assert [row[0] for row in questions.list()] == ["q_1"]


def test_an_answer_is_cached_for_its_person_only(tables: Tables, iris: User, sage: User) -> None:
    tables.of(iris.id).questions.save("q_1", "?", "recommendation", "key", {"answer": "a"}, [])
    assert tables.of(iris.id).questions.cached("key") == {"answer": "a"}
    assert tables.of(iris.id).questions.cached("another") is None
    assert tables.of(sage.id).questions.cached("key") is None


def test_dropped_answers_are_not_found_by_the_cache_but_can_be_read(
    tables: Tables, iris: User
) -> None:
    questions = tables.of(iris.id).questions
    questions.save("q_1", "?", "recommendation", "key", {"answer": "a"}, [])
    assert questions.drop_answers() == 1
    assert questions.cached("key") is None
    assert questions.get("q_1") == ("?", {"answer": "a"})


def test_rating_again_replaces(tables: Tables, iris: User) -> None:
    questions = tables.of(iris.id).questions
    questions.save("q_1", "?", "recommendation", "key", {"answer": "a"}, [])
    questions.rate("q_1", 2, ["rose"], "too sweet")
    questions.rate("q_1", 5, [], "")
    assert [(f.stars, f.dislikes, f.text) for f in questions.feedback()] == [(5, (), "")]


def test_an_answer_falls_with_any_memory_it_rests_on(tables: Tables, iris: User) -> None:
    first, second = (keep(tables, iris.id, memory(text)) for text in ("tar", "tea"))
    questions = tables.of(iris.id).questions
    questions.save("q_1", "?", "search", "key", {"answer": "a"}, [first, second, first])
    tables.of(iris.id).diary.forget(second)
    assert questions.get("q_1") == ("?", None)


def test_a_forgotten_question_takes_its_stars(tables: Tables, iris: User) -> None:
    questions = tables.of(iris.id).questions
    questions.save("q_1", "?", "recommendation", "key", {"answer": "a"}, [])
    questions.rate("q_1", 3, [], "")
    assert questions.forget("q_1") == 1
    assert questions.feedback() == ()
    with pytest.raises(NotFound):
        questions.get("q_1")


def test_an_answer_is_not_kept_when_its_memory_was_changed_meanwhile(
    tables: Tables, iris: User
) -> None:
    own = tables.of(iris.id)
    memory_id = keep(tables, iris.id, memory())
    stamps = {m.id: (m.state, str(m.settled_at)) for m in own.diary.list()}
    asked = ("?", "search", "key", {"answer": "a"}, [memory_id], stamps)
    own.questions.save("q_1", *asked)
    own.diary.set_state(memory_id, "done")
    with pytest.raises(Outdated):
        own.questions.save("q_2", *asked)
    own.diary.forget(memory_id)
    with pytest.raises(Outdated):
        own.questions.save("q_3", *asked)
    assert [row[0] for row in own.questions.list()] == ["q_1"]


def test_an_amended_answer_takes_the_place_of_the_first_and_rests_on_what_it_names(
    tables: Tables, iris: User, sage: User
) -> None:
    own = tables.of(iris.id)
    first, second = (keep(tables, iris.id, memory(text)) for text in ("tar", "tea"))
    stamps = {m.id: (m.state, str(m.settled_at)) for m in own.diary.list()}
    own.questions.save("q_1", "?", "recommendation", "key", {"answer": "a"}, [first], stamps)
    own.questions.amend("q_1", {"answer": "b"}, stamps)
    assert own.questions.cached("key") == {"answer": "b"}
    own.questions.amend("q_1", {"answer": "c"}, stamps, [second])
    with pytest.raises(Outdated):
        tables.of(sage.id).questions.amend("q_1", {"answer": "hers"}, {})
    own.diary.forget(first)
    assert own.questions.get("q_1") == ("?", {"answer": "c"})
    own.diary.forget(second)
    assert own.questions.get("q_1") == ("?", None)
    with pytest.raises(Outdated):
        own.questions.amend("q_1", {"answer": "d"}, stamps, [])
    assert own.questions.get("q_1") == ("?", None)


def test_an_answer_is_not_amended_when_its_memory_was_changed_meanwhile(
    tables: Tables, iris: User
) -> None:
    own = tables.of(iris.id)
    memory_id = keep(tables, iris.id, memory())
    stamps = {m.id: (m.state, str(m.settled_at)) for m in own.diary.list()}
    own.questions.save("q_1", "?", "search", "key", {"answer": "a"}, [memory_id], stamps)
    own.diary.set_state(memory_id, "done")
    with pytest.raises(Outdated):
        own.questions.amend("q_1", {"answer": "b"}, stamps)
    assert own.questions.get("q_1") == ("?", {"answer": "a"})
