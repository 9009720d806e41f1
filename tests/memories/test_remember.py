"""A text memory from "kept" to "done", and what may be done with it afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowery.memories.intake import Draft
from flowery.memories.remember import Remember
from flowery.words.errors import DailyLimitReached, NotFound, Refused
from flowery.words.vocabulary import STEPS, User

TEXT = "My grandmother's rose soap. I could never stand the patchouli in the hall."


def kept(remember: Remember, user: User, **fields: object) -> str:
    return remember.keep(user.id, Draft(**{"text": TEXT, **fields})).memory.id  # type: ignore[arg-type]


def test_a_text_is_kept_exactly_and_settles_with_its_smells(remember: Remember, iris: User) -> None:
    given = "  Cafe\u0301 and rose\u200b soap \U0001f339 <script>alert(1)</script>\n\n\tend  "
    memory = remember.keep(iris.id, Draft(text=given)).memory
    settled = remember.settle(iris.id, memory.id)
    assert settled.state == "done"
    assert settled.text == given
    smells = remember.smells(iris.id, memory.id)
    assert "rose" in {smell.note for smell in smells}
    assert all(given[s.start : s.end] == s.source for s in smells)


def test_every_step_is_journalled_once_and_in_order(remember: Remember, iris: User) -> None:
    memory_id = kept(remember, iris)
    remember.settle(iris.id, memory_id)
    remember.settle(iris.id, memory_id)
    steps = remember.tables.of(iris.id).readings.steps(memory_id)
    assert [step.step for step in steps] == list(STEPS)
    assert {step.outcome for step in steps} == {"done"}
    assert not any(word in step.detail for step in steps for word in ("rose", "patchouli"))


def test_the_same_content_twice_is_the_same_memory(remember: Remember, iris: User) -> None:
    first = remember.keep(iris.id, Draft(text=TEXT, title="Soap"))
    again = remember.keep(iris.id, Draft(text=TEXT, title="Another title"))
    assert (first.is_new, again.is_new) == (True, False)
    assert again.memory.id == first.memory.id
    assert len(remember.tables.of(iris.id).diary.list()) == 1


def test_two_people_may_write_the_same_words(remember: Remember, iris: User, sage: User) -> None:
    assert remember.keep(iris.id, Draft(text=TEXT)).is_new
    assert remember.keep(sage.id, Draft(text=TEXT)).is_new


def test_a_day_holds_three_memories(remember: Remember, iris: User) -> None:
    for number in range(3):
        assert remember.places_left(iris.id) == 3 - number
        kept(remember, iris, text=f"{TEXT} {number}")
    assert remember.places_left(iris.id) == 0
    with pytest.raises(DailyLimitReached, match="Tomorrow"):
        kept(remember, iris, text="One more.")
    assert not remember.keep(iris.id, Draft(text=f"{TEXT} 0")).is_new


def test_an_administrator_lifts_the_limit_of_one_person(
    remember: Remember, iris: User, sage: User
) -> None:
    remember.tables.accounts.change(iris.id, memories_per_day=0)
    assert (remember.places_left(iris.id), remember.places_left(sage.id)) == (None, 3)
    assert all(kept(remember, iris, text=f"{TEXT} {number}") for number in range(5))


def test_a_stranger_reaches_nothing(remember: Remember, iris: User, sage: User) -> None:
    memory_id = kept(remember, iris)
    remember.settle(iris.id, memory_id)
    smell = remember.smells(iris.id, memory_id)[0]
    acts = (
        lambda: remember.settle(sage.id, memory_id),
        lambda: remember.progress(sage.id, memory_id),
        lambda: remember.smells(sage.id, memory_id),
        lambda: remember.correct(sage.id, memory_id, smell, "strike"),
        lambda: remember.add_smell(sage.id, memory_id, 0, 2, "rose"),
        lambda: remember.edit(sage.id, memory_id, text="mine now"),
        lambda: remember.forget(sage.id, memory_id),
    )
    for act in acts:
        with pytest.raises(NotFound):
            act()
    assert remember.tables.of(iris.id).diary.get(memory_id).text == TEXT


def test_progress_tells_how_far_it_is(remember: Remember, iris: User) -> None:
    memory_id = kept(remember, iris)
    before = remember.progress(iris.id, memory_id)
    remember.settle(iris.id, memory_id)
    after = remember.progress(iris.id, memory_id)
    assert (before.state, before.done, before.of) == ("received", 0, 7)
    assert (after.state, after.done, after.of) == ("done", 7, 7)


def test_a_correction_is_evidence_at_once_and_outlives_a_new_reading(
    remember: Remember, iris: User
) -> None:
    memory_id = kept(remember, iris)
    remember.settle(iris.id, memory_id)
    rose, *others = remember.smells(iris.id, memory_id)
    remember.correct(iris.id, memory_id, rose, "correct", note="damask_rose", valence="loved")
    for smell in others:
        remember.correct(iris.id, memory_id, smell, "strike")
    remember.edit(iris.id, memory_id, place="Lyon")
    remember.settle(iris.id, memory_id)
    (left,) = remember.smells(iris.id, memory_id)
    assert (left.note, left.status, left.valence) == ("damask_rose", "confirmed", "loved")


def test_the_line_of_facts_follows_a_correction(remember: Remember, iris: User) -> None:
    memory_id = kept(remember, iris)
    remember.settle(iris.id, memory_id)
    remember.correct(iris.id, memory_id, remember.smells(iris.id, memory_id)[0], "strike")
    chunks, _ = remember.vectors.chunks(iris.id)
    (facts,) = [chunk.text for chunk in chunks if chunk.kind == "fact"]
    assert "Rose" not in facts
    assert "Patchouli" in facts
    assert remember.tables.of(iris.id).diary.get(memory_id).state == "done"


def test_a_smell_can_be_added_on_words_and_nowhere_else(remember: Remember, iris: User) -> None:
    memory_id = kept(remember, iris)
    remember.settle(iris.id, memory_id)
    start = TEXT.index("hall")
    remember.add_smell(iris.id, memory_id, start, start + 4, "dust", "loved")
    added = [s for s in remember.smells(iris.id, memory_id) if s.source == "hall"]
    assert [(s.note, s.status, s.start) for s in added] == [("dust", "confirmed", start)]
    for first, after in ((5, 5), (0, 10_000), (-3, 2)):
        with pytest.raises(Refused, match="Mark the words"):
            remember.add_smell(iris.id, memory_id, first, after, "dust")
    with pytest.raises(Refused, match="no note"):
        remember.add_smell(iris.id, memory_id, 0, 2, "unobtainium")


def test_an_edit_reads_again_and_leaves_nothing_of_the_old_words(
    remember: Remember, iris: User
) -> None:
    memory_id = kept(remember, iris)
    remember.settle(iris.id, memory_id)
    edited = remember.edit(iris.id, memory_id, text="Only tar and seaweed on the pier.")
    assert edited.state == "received"
    assert remember.smells(iris.id, memory_id) == ()
    assert remember.vectors.chunks(iris.id)[0] == ()
    assert remember.settle(iris.id, memory_id).state == "done"
    notes = {smell.note for smell in remember.smells(iris.id, memory_id)}
    assert "rose" not in notes
    assert "patchouli" not in notes
    files = [p for p in remember.settings.folder.rglob("*") if p.is_file()]
    assert not any(b"could never stand the patchouli" in path.read_bytes() for path in files)


def test_an_edit_forgets_what_was_said_about_words_that_are_gone(
    remember: Remember, iris: User, home: Path
) -> None:
    text = "My quillfeather coat smelled of tar. The bench too."
    memory_id = kept(remember, iris, text=text)
    for word in ("quillfeather", "bench"):
        start = text.index(word)
        remember.add_smell(iris.id, memory_id, start, start + len(word), "rose", "loved")
    remember.edit(iris.id, memory_id, text="In May, on the old bench, it smelled of tar.")
    memory = remember.settle(iris.id, memory_id)
    added = [s for s in remember.smells(iris.id, memory_id) if s.note == "rose"]
    assert [smell.source for smell in added] == ["bench"]
    assert memory.words[added[0].start : added[0].end] == "bench"
    left = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"quillfeather" not in left


def test_an_edit_that_would_double_or_empty_a_memory_is_refused(
    remember: Remember, iris: User
) -> None:
    memory_id, other = kept(remember, iris), kept(remember, iris, text="Only tar.")
    with pytest.raises(Refused, match="exactly this"):
        remember.edit(iris.id, memory_id, text="Only tar.")
    with pytest.raises(Refused, match="forget it instead"):
        remember.edit(iris.id, memory_id, text=" \u200b ")
    with pytest.raises(Refused, match="cannot be edited"):
        remember.edit(iris.id, memory_id, state="done")
    diary = remember.tables.of(iris.id).diary
    assert (diary.get(memory_id).text, diary.get(other).text) == (TEXT, "Only tar.")


def test_rebuilding_gives_the_same_chunks_and_vectors(
    remember: Remember, iris: User, sage: User
) -> None:
    for user in (iris, sage):
        remember.settle(user.id, kept(remember, user, title=user.name))
    before = {user.id: remember.vectors.chunks(user.id) for user in (iris, sage)}
    remember.vectors.drop_all()
    assert remember.rebuild() == 2
    for user in (iris, sage):
        chunks, vectors = remember.vectors.chunks(user.id)
        assert chunks == before[user.id][0]
        assert (vectors == before[user.id][1]).all()


def test_korean_words_reach_the_encoder_in_english(remember: Remember, iris: User) -> None:
    memory_id = kept(remember, iris, text="할머니의 장미 비누 냄새가 좋았다.")
    remember.settle(iris.id, memory_id)
    embedded = " ".join(remember.models.embedded)
    assert "rose soap" in embedded.lower()
    assert "냄새" not in embedded
