"""Steps that fail, models that are away, and strikes at every durable step: what was acknowledged
is there once, and settles."""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from flowery.memories.enhancement import FullerWords
from flowery.memories.intake import Draft, Upload, day_of
from flowery.memories.remember import Remember
from flowery.memories.seeing import PictureSeen
from flowery.memories.settling import RETRIES
from flowery.memories.smelling import SmellsRead
from flowery.storage import fault
from flowery.words.errors import ModelUnavailable, Refused, StorageFailed, StorageFull
from flowery.words.vocabulary import STEPS, ScentMemory, User
from tests.memories import files
from tests.models.fake import FakeModels

TEXT = "Lilac at the gate, and tar from the boats. I loved the tar."


class Strike:
    """Raises at the nth point it passes, once; counts all of them."""

    def __init__(self, at: int = -1, error: BaseException | None = None) -> None:
        self.names: list[str] = []
        self._at = at
        self._error = error

    def __call__(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) - 1 == self._at and self._error is not None:
            raise self._error


def draft(number: int) -> Draft:
    photo = Upload("gate.jpg", files.picture(colour=f"#{number:02x}a0c0"))
    return Draft(text=f"{TEXT} {number}", files=(photo,))


def whole_way(remember: Remember, user: User, number: int) -> ScentMemory:
    memory = remember.keep(user.id, draft(number)).memory
    return remember.settle(user.id, memory.id)


ERRORS: list[Callable[[], BaseException]] = [
    lambda: StorageFull("The disk is full."),
    lambda: OSError(errno.ENOSPC, "No space left on device"),
    lambda: RuntimeError("a fault of ours"),
]


@pytest.mark.parametrize("error", ERRORS, ids=["full", "enospc", "bug"])
def test_a_strike_at_any_point_loses_and_doubles_nothing(
    remember: Remember, tables: object, iris: User, error: Callable[[], BaseException]
) -> None:
    remember.tables.accounts.change(iris.id, memories_per_day=0)
    counting = Strike()
    fault.arm(counting)
    whole_way(remember, iris, 0)
    assert {"original.write", "database.memory.keep", "vectors.chunks"} <= set(counting.names)
    for number in range(1, len(counting.names) + 1):
        fault.arm(Strike(number - 1, error()))
        acknowledged = survives(remember, iris, number)
        fault.arm(None)
        if not acknowledged:
            assert draft(number).text not in texts(remember, iris)
        assert whole_way(remember, iris, number).state == "done"
        assert texts(remember, iris).count(draft(number).text) == 1
    remember.tidy()
    is_whole(remember, iris, len(counting.names) + 1)


def survives(remember: Remember, user: User, number: int) -> bool:
    """Was the memory acknowledged? Then whatever strikes afterwards may only delay it."""
    try:
        memory = remember.keep(user.id, draft(number)).memory
    except (StorageFailed, OSError, RuntimeError):
        return False
    with suppress(StorageFailed, OSError, RuntimeError):
        remember.settle(user.id, memory.id)
    return True


def texts(remember: Remember, user: User) -> list[str]:
    return [memory.text for memory in remember.tables.of(user.id).diary.list()]


def is_whole(remember: Remember, user: User, count: int) -> None:
    memories = remember.tables.of(user.id).diary.list()
    assert len(memories) == count
    assert {memory.state for memory in memories} == {"done"}
    chunks, _ = remember.vectors.chunks(user.id)
    assert len({chunk.id for chunk in chunks}) == len(chunks) == 2 * count
    held = {a.sha256 for memory in memories for a in memory.attachments}
    assert remember.originals.digests() == held
    placed = [(m, s.note, s.start) for m, s in remember.tables.of(user.id).readings.smells()]
    assert len(placed) == len(set(placed))


def test_a_full_disk_is_said_and_leaves_nothing(
    remember: Remember, iris: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("flowery.storage.originals.os.fsync", full)
    with pytest.raises(StorageFull, match="make room and try again"):
        remember.keep(iris.id, draft(1))
    assert texts(remember, iris) == []
    assert [p for p in (remember.settings.folder / "originals").rglob("*") if p.is_file()] == [
        remember.settings.folder / "originals" / ".lock"
    ]


def test_a_failed_step_is_tried_again_later_and_later(remember: Remember, iris: User) -> None:
    models = as_fake(remember)
    memory = remember.keep(iris.id, Draft(text=TEXT)).memory
    models.outage = ModelUnavailable("The encoder is away.", permanent=False)
    for seconds in (*RETRIES, RETRIES[-1]):
        before = datetime.now(UTC)
        failed = remember.settle(iris.id, memory.id)
        assert (failed.state, failed.reason) == ("failed", "The encoder is away.")
        assert failed.retry_at is not None
        assert abs(failed.retry_at - before - timedelta(seconds=seconds)) < timedelta(seconds=5)
        assert remember.progress(iris.id, memory.id).done == STEPS.index("embedded")
    assert remember.tables.unsettled() == ()
    later = datetime.now(UTC) + timedelta(hours=2)
    assert remember.tables.unsettled(later) == ((iris.id, memory.id),)
    models.outage = None
    assert remember.settle(iris.id, memory.id).state == "done"


def test_a_failed_or_refused_memory_gives_its_place_back_and_takes_it_again(
    remember: Remember, iris: User
) -> None:
    models = as_fake(remember)
    today = day_of(datetime.now(UTC), iris.time_zone)
    diary = remember.tables.of(iris.id).diary
    memory = remember.keep(iris.id, Draft(text=TEXT)).memory
    models.outage = ModelUnavailable("Away.", permanent=False)
    remember.settle(iris.id, memory.id)
    assert diary.used(today) == 0
    models.outage = None
    remember.settle(iris.id, memory.id)
    assert diary.used(today) == 1
    broken = remember.keep(iris.id, Draft(text="x", files=(Upload("p", b"%PDF-1.7 no"),))).memory
    assert diary.used(today) == 2
    assert remember.settle(iris.id, broken.id).state == "refused"
    assert diary.used(today) == 1
    remember.edit(iris.id, broken.id, without_files=(broken.attachments[0].id,))
    assert diary.used(today) == 2


@pytest.mark.parametrize("models", [FakeModels(offers=frozenset({"answer"}))])
def test_a_model_that_is_away_costs_words_and_not_the_memory(
    remember: Remember, iris: User
) -> None:
    memory = remember.keep(iris.id, Draft(text=TEXT, place="Busan")).memory
    done = remember.settle(iris.id, memory.id)
    assert done.state == "done"
    assert done.enhanced == f"Where: Busan.\n\n{TEXT}"
    assert {"lilac", "tar"} <= {smell.note for smell in remember.smells(iris.id, memory.id)}
    details = {s.step: s.detail for s in remember.tables.of(iris.id).readings.steps(memory.id)}
    assert "out of reach" in details["enhanced"]
    assert "out of reach" in details["smelled"]


@pytest.mark.parametrize("models", [FakeModels(offers=frozenset({"answer", "see"}))])
def test_a_model_that_comes_back_is_asked_again(
    remember: Remember, iris: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    models, diary = as_fake(remember), remember.tables.of(iris.id).diary
    models.outage = ModelUnavailable("Away.", permanent=False)
    monkeypatch.setattr(models, "embed", FakeModels().embed)
    photo = Upload("gate.jpg", files.picture())
    memory = remember.keep(iris.id, Draft(text=TEXT, files=(photo,))).memory
    done = remember.settle(iris.id, memory.id)
    assert done.state == "done"
    assert done.retry_at is not None
    assert remember.tables.unsettled() == ()
    assert remember.settle(iris.id, memory.id) == done
    assert remember.tables.unsettled(done.retry_at) == ((iris.id, memory.id),)

    models.outage = None
    models.answers = {
        "see": [PictureSeen(shows="A gate.", smells=[], label="", mood="calm")],
        "enhance": [FullerWords(text="Lilac at the gate, and tar.")],
        "smells": [SmellsRead(smells=[])],
    }
    diary.set_state(memory.id, "done", retry_at=datetime.now(UTC) - timedelta(seconds=1))
    again = remember.settle(iris.id, memory.id)
    assert (again.state, again.retry_at) == ("done", None)
    assert again.enhanced == "Lilac at the gate, and tar."
    assert again.attachments[0].analysis is not None
    assert again.attachments[0].analysis.shows == "A gate."
    assert remember.smells(iris.id, memory.id)


@pytest.mark.parametrize("models", [FakeModels(offers=frozenset({"answer"}))])
def test_a_model_that_says_no_for_good_is_not_asked_again(remember: Remember, iris: User) -> None:
    as_fake(remember).answers = {"enhance": [], "smells": []}
    memory = remember.keep(iris.id, Draft(text=TEXT)).memory
    done = remember.settle(iris.id, memory.id)
    assert (done.state, done.retry_at) == ("done", None)


@pytest.mark.parametrize("models", [FakeModels(offers=frozenset({"see", "transcribe"}))])
def test_a_file_that_was_let_go_is_not_looked_for_again(
    remember: Remember, iris: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    models, diary = as_fake(remember), remember.tables.of(iris.id).diary
    models.outage = ModelUnavailable("Away.", permanent=False)
    monkeypatch.setattr(models, "embed", FakeModels().embed)
    passing = (Upload("gate.jpg", files.picture()), Upload("said.wav", files.voice()))
    memory = remember.keep(iris.id, Draft(text=TEXT, files=passing, keeps_original=False)).memory
    assert remember.settle(iris.id, memory.id).state == "done"
    models.outage = None
    diary.set_state(memory.id, "done", retry_at=datetime.now(UTC) - timedelta(seconds=1))
    again = remember.settle(iris.id, memory.id)
    assert (again.state, again.retry_at) == ("done", None)


def test_a_fault_of_ours_is_failed_and_not_lost(
    remember: Remember, iris: User, caplog: pytest.LogCaptureFixture
) -> None:
    def strike(name: str) -> None:
        if name == "step.cut":
            raise KeyError(TEXT)

    memory = remember.keep(iris.id, Draft(text=TEXT)).memory
    fault.arm(strike)
    assert remember.settle(iris.id, memory.id).state == "failed"
    assert "KeyError" in caplog.text
    assert "Lilac" not in caplog.text


def test_many_memories_leave_few_files(
    remember: Remember, iris: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flowery.memories.steps.COMPACTED_EVERY", 5)
    remember.tables.accounts.change(iris.id, memories_per_day=0)
    for number in range(15):
        memory = remember.keep(iris.id, Draft(text=f"{TEXT} {number}")).memory
        remember.settle(iris.id, memory.id)
    assert len(remember.vectors.chunks(iris.id)[0]) == 30
    table = remember.vectors._database.open_table("chunks")
    assert table.stats()["fragment_stats"]["num_fragments"] < 3


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(min_size=1, max_size=200))
def test_any_text_is_refused_or_done(remember: Remember, iris: User, text: str) -> None:
    remember.tables.accounts.change(iris.id, memories_per_day=0)
    try:
        memory = remember.keep(iris.id, Draft(text=text)).memory
    except Refused:
        return
    done = remember.settle(iris.id, memory.id)
    assert (done.state, done.text) == ("done", text)
    assert all(text[s.start : s.end] == s.source for s in remember.smells(iris.id, memory.id))


def as_fake(remember: Remember) -> FakeModels:
    assert isinstance(remember.models, FakeModels)
    return remember.models
