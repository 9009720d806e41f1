"""The worker takes up what waits, after a restart too, and no memory stops it."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest

from flowery.memories.intake import Draft, Upload
from flowery.memories.remember import Remember
from flowery.models.port import Request, Shape
from flowery.wiring import Flowery
from flowery.words.errors import ModelUnavailable
from flowery.words.settings import Settings
from flowery.words.vocabulary import User
from flowery.worker import Hands, Worker
from tests.conftest import OnceEmbedded
from tests.memories import files
from tests.models.fake import FakeModels
from tests.models.remote import WithRemote


@pytest.fixture
def worker(remember: Remember) -> Iterator[Worker]:
    opened = SimpleNamespace(tables=remember.tables, remember=remember)
    made = Worker(opened, idle_seconds=0.05)  # type: ignore[arg-type]
    yield made
    made.stop()


def waited_for(what: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.01)
    return False


def state_of(remember: Remember, user: User, memory_id: str) -> str:
    return remember.tables.of(user.id).diary.get(memory_id).state


def test_it_settles_what_a_killed_process_left_behind(
    remember: Remember, worker: Worker, iris: User
) -> None:
    memory = remember.keep(iris.id, Draft(text="Lilac.")).memory
    worker.start()
    assert waited_for(lambda: state_of(remember, iris, memory.id) == "done")


def test_what_a_killed_process_left_lying_about_is_swept_after_the_first_page(
    remember: Remember,
) -> None:
    orphan = remember.originals.keep(b"kept by a process that died before its row was written")
    opened = SimpleNamespace(tables=remember.tables, remember=remember, warm=lambda: None)
    worker = Worker(opened, warm_after_seconds=0.05)  # type: ignore[arg-type]
    worker.start()
    assert waited_for(lambda: orphan not in remember.originals.digests())
    worker.stop()


def test_a_worker_that_is_stopped_has_come_to_the_end_of_its_sweeping(
    remember: Remember, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, goes_on, swept = threading.Event(), threading.Event(), threading.Event()

    def tidy(_remember: Remember) -> None:
        began.set()
        goes_on.wait(10)
        swept.set()

    monkeypatch.setattr(Remember, "tidy", tidy)
    opened = SimpleNamespace(tables=remember.tables, remember=remember, warm=lambda: None)
    worker = Worker(opened, warm_after_seconds=0.01)  # type: ignore[arg-type]
    worker.start()
    assert began.wait(10)
    threading.Timer(0.1, goes_on.set).start()
    worker.stop()
    assert swept.is_set()


def test_a_nudge_wakes_it_for_a_new_memory(remember: Remember, iris: User) -> None:
    opened = SimpleNamespace(tables=remember.tables, remember=remember)
    patient = Worker(opened, idle_seconds=600)  # type: ignore[arg-type]
    patient.start()
    memory = remember.keep(iris.id, Draft(text="Lilac.")).memory
    patient.nudge()
    assert waited_for(lambda: state_of(remember, iris, memory.id) == "done")
    patient.stop()


def test_it_settles_the_oldest_first_and_counts(
    remember: Remember, worker: Worker, iris: User
) -> None:
    ids = [remember.keep(iris.id, Draft(text=f"Lilac {n}.")).memory.id for n in range(3)]
    assert worker.settle_waiting() == 3
    done = [remember.tables.of(iris.id).diary.get(i).settled_at for i in ids]
    assert done == sorted(moment for moment in done if moment)
    assert worker.settle_waiting() == 0


def test_one_bad_memory_does_not_hold_up_the_others(
    remember: Remember, worker: Worker, iris: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = remember.keep(iris.id, Draft(text="Lilac.")).memory
    refused = remember.keep(iris.id, Draft(files=(Upload("p", b"%PDF-1.7 no"),))).memory
    good = remember.keep(iris.id, Draft(text="Tar.")).memory
    settle = Remember.settle

    def stumbling(self: Remember, user_id: str, memory_id: str) -> object:
        if memory_id == bad.id:
            raise OSError("the lock cannot be made")
        return settle(self, user_id, memory_id)

    monkeypatch.setattr(Remember, "settle", stumbling)
    worker.start()
    assert waited_for(lambda: state_of(remember, iris, good.id) == "done")
    assert state_of(remember, iris, refused.id) == "refused"
    monkeypatch.undo()
    assert waited_for(lambda: state_of(remember, iris, bad.id) == "done")


def test_a_failed_memory_is_taken_up_when_it_is_due(
    remember: Remember, worker: Worker, iris: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flowery.memories.settling.RETRIES", (0.2,))
    assert isinstance(remember.models, FakeModels)
    remember.models.outage = ModelUnavailable("Away.", permanent=False)
    memory = remember.keep(iris.id, Draft(text="Lilac.")).memory
    worker.start()
    assert waited_for(lambda: state_of(remember, iris, memory.id) == "failed")
    remember.models.outage = None
    assert waited_for(lambda: state_of(remember, iris, memory.id) == "done")


@pytest.mark.parametrize("models", [FakeModels(offers=frozenset({"answer"}))])
def test_memories_are_read_side_by_side_where_a_model_is_far_away(
    remember: Remember, worker: Worker, iris: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = threading.Barrier(6, timeout=20)

    def far_away(self: FakeModels, request: Request, shape: type[Shape]) -> Shape:
        if request.purpose == "enhance":
            meeting.wait()  # breaks, and the memory with it, unless all six are asked at once
        raise ModelUnavailable("Away.", permanent=True)

    monkeypatch.setattr(FakeModels, "answer", far_away)
    remember.tables.accounts.change(iris.id, memories_per_day=0)
    ids = [remember.keep(iris.id, Draft(text=f"Lilac {n}.")).memory.id for n in range(6)]
    worker.start()
    assert waited_for(lambda: {state_of(remember, iris, i) for i in ids} == {"done"}, 30)
    assert not meeting.broken


def test_no_memory_is_in_two_hands_at_once() -> None:
    seen: Counter[str] = Counter()
    go_on = threading.Event()

    def settle(_user_id: str, memory_id: str) -> None:
        seen[memory_id] += 1
        go_on.wait(10)

    hands = Hands(lambda: 3, settle)
    waiting = [("iris", "m_1"), ("iris", "m_2")]
    assert hands.take(waiting) == 2
    assert hands.take(waiting) == 0
    go_on.set()
    hands.finish()
    assert hands.take(waiting[:1]) == 1
    hands.finish()
    assert seen == {"m_1": 2, "m_2": 1}


def test_there_are_more_hands_once_a_model_far_away_is_connected_and_fewer_afterwards() -> None:
    number = 1
    meeting = threading.Barrier(2, timeout=10)
    seen: list[str] = []

    def settle(_user_id: str, memory_id: str) -> None:
        seen.append(memory_id)
        if number == 2:
            meeting.wait()

    hands = Hands(lambda: number, settle)
    hands.take([("iris", "m_1")])
    hands.finish()
    number = 2
    hands.take([("iris", "m_2"), ("iris", "m_3")])
    hands.finish()
    assert not meeting.broken
    number = 1
    hands.take([("iris", f"m_{n}") for n in range(4, 9)])
    hands.finish()
    assert sorted(seen) == [f"m_{n}" for n in range(1, 9)]


def test_a_memory_forgotten_while_it_waited_is_no_error(
    remember: Remember, worker: Worker, iris: User, caplog: pytest.LogCaptureFixture
) -> None:
    memory = remember.keep(iris.id, Draft(text="Lilac.", files=())).memory
    waiting = remember.tables.unsettled()
    remember.forget(iris.id, memory.id)
    worker._settle(*waiting[0])
    assert "WARNING" not in caplog.text


def test_stopping_before_starting_is_fine(worker: Worker) -> None:
    worker.stop()
    assert worker.settle_waiting() == 0


def test_files_are_settled_by_the_worker_too(
    remember: Remember, worker: Worker, iris: User
) -> None:
    draft = Draft(caption="Peonies", files=(Upload("p", files.picture()),))
    memory = remember.keep(iris.id, draft).memory
    assert worker.settle_waiting() == 1
    assert state_of(remember, iris, memory.id) == "done"


def test_a_table_that_waits_is_brought_in_and_the_catalogue_opened_anew(
    flowery: Flowery, basil: User
) -> None:
    worker = Worker(flowery, idle_seconds=600)
    worker.start()
    upload = flowery.desk.hand_in(basil, "mine.csv", b"brand,name\nHouse of Iris,Wet Slate\n")
    flowery.desk.begin(basil, upload, {"brand": "brand", "name": "name"})
    worker.nudge()
    assert waited_for(lambda: "house-of-iris-wet-slate" in worker.flowery.catalogue, 60)
    assert "house-of-iris-wet-slate" not in flowery.catalogue
    worker.stop()


def test_an_evaluation_that_waits_is_run_without_being_asked_again(
    flowery: Flowery, basil: User
) -> None:
    worker = Worker(flowery, idle_seconds=600)
    worker.start()
    report = flowery.evaluation.begin(basil, "own")
    worker.nudge()
    assert waited_for(lambda: flowery.tables.reports.get(report.id).state == "done", 30)
    worker.stop()


def test_a_new_memory_is_in_both_spaces_and_one_that_a_dead_process_left_is_made_up(
    settings: Settings, encoder: OnceEmbedded, iris: User
) -> None:
    from flowery.wiring import open_flowery

    flowery = open_flowery(settings, WithRemote(encoder))
    left = flowery.remember.keep(iris.id, Draft(text="Tar.")).memory
    flowery.remember.settle(iris.id, left.id)
    worker = Worker(flowery, idle_seconds=600)
    worker.start()
    new = flowery.remember.keep(iris.id, Draft(text="Lilac.")).memory
    worker.nudge()

    def both_are_there() -> bool:
        progress = flowery.moving.progress()
        return progress is not None and progress.is_served and progress.done == 2

    assert waited_for(both_are_there, 60)
    worker.stop()
    assert state_of(flowery.remember, iris, new.id) == "done"
    flowery.close()
