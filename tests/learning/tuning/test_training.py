"""Trainings: queued, run one by one, told, cancelled, taken up after a kill, begun by schedule."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flowery.learning.tuning import Schedule, Tuning
from flowery.learning.tuning.report import Report
from flowery.storage.tables import Tables
from flowery.wiring import Flowery
from flowery.words.errors import Refused
from flowery.words.vocabulary import User
from tests.learning.tuning.conftest import Freeze

ROOT = Path(__file__).parents[3]
KILLED = """
import os, signal, sys
from pathlib import Path
from flowery.storage import fault
from flowery.wiring import open_flowery
from flowery.words.settings import Settings
from tests.models.fake import FakeModels
flowery = open_flowery(Settings(home=Path(sys.argv[1])), FakeModels(offers=frozenset()))
reached = []
def die(name):
    if name == "tuning.checkpoint":
        reached.append(name)
        if len(reached) == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
fault.arm(die)
flowery.tuning.trainings.run_waiting()
"""


def test_a_training_is_told_from_beginning_to_end(
    tuning: Tuning, freeze: Freeze, basil: User
) -> None:
    job = tuning.begin(basil, "local_adapter", freeze().id)
    assert (job.state, job.progress) == ("queued", 0.0)
    assert tuning.trainings.run_waiting() == 1
    (job,) = tuning.jobs(basil)
    assert (job.state, job.progress, job.reason) == ("succeeded", 1.0, "")
    assert job.started_at is not None
    assert job.ended_at is not None
    assert len(job.metrics["tried"]) == 5
    assert job.metrics["learnt_from"] == 24
    said = [line.line for line in tuning.log(basil, job.id)]
    assert said[0] == "Reading the questions of the set."
    assert said[-1] == "local_adapter-1 is made."
    assert tuning.trainings.run_waiting() == 0


def test_what_can_be_learnt_is_learnt_and_passes_the_gate(
    tuning: Tuning, freeze: Freeze, basil: User
) -> None:
    set_id = freeze().id
    for kind in ("local_adapter", "ranker_weights", "few_shot"):
        tuning.begin(basil, kind, set_id)
    tuning.trainings.run_waiting()
    gains = {model.kind: model.gain for model in tuning.models(basil)}
    assert all(gain.is_sure for gain in (gains["local_adapter"], gains["ranker_weights"]))
    assert gains["local_adapter"].examples == 8
    assert gains["ranker_weights"].before < gains["ranker_weights"].after == 1.0
    assert gains["few_shot"].against == ""


def test_too_few_examples_are_counted_in_a_sentence(
    tuning: Tuning, freeze: Freeze, basil: User
) -> None:
    tuning.begin(basil, "local_adapter", freeze(10).id)
    tuning.trainings.run_waiting()
    (job,) = tuning.jobs(basil)
    assert job.state == "failed"
    assert job.reason == (
        "10 more approved examples are needed: to learn from there are 6 of 12, to choose by "
        "2 of 4, to be judged by 2 of 4."
    )
    assert tuning.models(basil) == ()


def test_the_same_training_waits_only_once(tuning: Tuning, freeze: Freeze, basil: User) -> None:
    set_id = freeze(10).id
    tuning.begin(basil, "few_shot", set_id)
    with pytest.raises(Refused, match="waits or runs already"):
        tuning.begin(basil, "few_shot", set_id)
    tuning.begin(basil, "ranker_weights", set_id)


def test_a_training_is_cancelled_before_and_while_it_runs(
    tuning: Tuning, freeze: Freeze, basil: User, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_id = freeze().id
    waiting = tuning.begin(basil, "local_adapter", set_id)
    tuning.cancel(basil, waiting.id)
    tuning.trainings.run_waiting()
    assert tables.jobs.get(waiting.id).state == "cancelled"
    running = tuning.begin(basil, "local_adapter", set_id)
    reached = Report.reached

    def cancelled(report: Report, **checkpoint: object) -> None:
        reached(report, **checkpoint)
        tuning.cancel(basil, running.id)

    monkeypatch.setattr(Report, "reached", cancelled)
    tuning.trainings.run_waiting()
    ended = tables.jobs.get(running.id)
    assert ended.state == "cancelled"
    assert 0 < ended.progress < 1
    assert len(ended.metrics["tried"]) == 1
    with pytest.raises(Refused, match="has ended"):
        tuning.cancel(basil, running.id)


def test_a_killed_training_goes_on_where_it_was(
    flowery: Flowery, tuning: Tuning, freeze: Freeze, basil: User
) -> None:
    job = tuning.begin(basil, "local_adapter", freeze().id)
    for kill_at, left in ((2, 2), (1, 3)):
        command = [sys.executable, "-c", KILLED, str(flowery.settings.folder), str(kill_at)]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert ran.returncode == -9, ran.stderr
        stopped = flowery.tables.jobs.get(job.id)
        assert stopped.state == "running"
        assert len(stopped.checkpoint["tried"]) == left
    tried = stopped.checkpoint["tried"]
    command = [sys.executable, "-c", KILLED, str(flowery.settings.folder), "99"]
    subprocess.run(command, cwd=ROOT, check=True)
    ended = flowery.tables.jobs.get(job.id)
    assert ended.state == "succeeded"
    assert ended.metrics["tried"][:3] == tried
    assert len(ended.metrics["tried"]) == 5


def test_a_server_that_closes_leaves_it_for_the_next_start(
    tuning: Tuning, freeze: Freeze, basil: User
) -> None:
    tuning.begin(basil, "local_adapter", freeze().id)
    tuning.trainings.run_waiting(lambda: True)
    assert tuning.jobs(basil)[0].state == "running"
    tuning.trainings.run_waiting()
    assert tuning.jobs(basil)[0].state == "succeeded"


def test_who_is_no_administrator_any_more_trains_nothing(
    tuning: Tuning, freeze: Freeze, basil: User, tables: Tables
) -> None:
    set_id = freeze().id
    tuning.begin(basil, "few_shot", set_id)
    tables.accounts.change(basil.id, is_admin=False)
    tuning.trainings.run_waiting()
    (job,) = tables.jobs.list()
    assert (job.state, job.reason) == ("failed", "Only an administrator may do that.")
    assert tables.tuned.list() == ()


def test_a_fault_of_ours_is_a_failed_training_and_no_dead_thread(
    tuning: Tuning, freeze: Freeze, basil: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_id = freeze(10).id
    first = tuning.begin(basil, "few_shot", set_id)
    second = tuning.begin(basil, "ranker_weights", set_id)
    few_shot = tuning.trainings.trainers["few_shot"]
    monkeypatch.setattr(few_shot, "train", lambda *_: 1 / 0)
    tuning.trainings.run_waiting()
    states = {job.id: (job.state, job.reason) for job in tuning.jobs(basil)}
    assert states[first.id] == ("failed", "ZeroDivisionError")
    assert states[second.id][0] == "failed"  # of its own reason: too few


NIGHT = datetime(2026, 4, 2, 3, 5, tzinfo=UTC)


def test_a_night_comes_once(tuning: Tuning) -> None:
    schedule = Schedule(hour=3, by="u", last_at=(NIGHT - timedelta(hours=2)).isoformat())
    assert schedule.is_due(NIGHT, 0)
    after = schedule.begun(NIGHT, 0)
    assert not after.is_due(NIGHT + timedelta(hours=20), 0)
    assert after.is_due(NIGHT + timedelta(hours=24), 0)


def test_the_night_is_that_of_the_administrator() -> None:
    schedule = Schedule(hour=3, by="u", zone="Asia/Seoul", last_at=NIGHT.isoformat())
    assert not schedule.is_due(datetime(2026, 4, 2, 17, 55, tzinfo=UTC), 0)
    assert schedule.is_due(datetime(2026, 4, 2, 18, 5, tzinfo=UTC), 0)


def test_new_examples_are_counted_from_the_last_time() -> None:
    schedule = Schedule(after=20, by="u", last_at=NIGHT.isoformat(), last_count=50)
    assert not schedule.is_due(NIGHT, 69)
    assert schedule.is_due(NIGHT, 70)
    assert not schedule.begun(NIGHT, 70).is_due(NIGHT, 71)


@pytest.mark.parametrize(
    "schedule",
    [Schedule(hour=24), Schedule(hour=-1), Schedule(after=0), Schedule(hour=3, kinds=())],
)
def test_a_schedule_that_makes_no_sense_is_refused(
    tuning: Tuning, basil: User, schedule: Schedule
) -> None:
    with pytest.raises(Refused):
        tuning.set_schedule(basil, schedule)
    assert not tuning.schedule(basil).is_on


def test_a_schedule_freezes_trains_and_uses_only_what_passed(
    tuning: Tuning, freeze: Freeze, basil: User, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = freeze()
    monkeypatch.setattr(tuning.trainings._sets, "freeze", lambda _administrator: frozen)
    kinds = ("local_adapter", "few_shot")
    tuning.set_schedule(basil, Schedule(hour=3, kinds=kinds, activates=True))
    assert tuning.trainings.keep_schedule(datetime.now(UTC)) == 0
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert tuning.trainings.keep_schedule(tomorrow) == 2
    assert tuning.trainings.keep_schedule(tomorrow) == 0
    tuning.trainings.run_waiting()
    assert all(job.is_scheduled for job in tuning.jobs(basil))
    models = {model.kind: model for model in tuning.models(basil)}
    used = {kind: tuning.used(basil, kind) for kind in kinds}
    assert used == {k: m.id if m.gain.is_sure else "" for k, m in models.items()}
    assert used["local_adapter"]


def test_a_schedule_that_finds_too_few_examples_says_so(tuning: Tuning, basil: User) -> None:
    tuning.set_schedule(basil, Schedule(hour=3))
    assert tuning.trainings.keep_schedule(datetime.now(UTC) + timedelta(days=1)) == 0
    assert "needs at least 2 accepted examples" in tuning.schedule(basil).said


def test_a_schedule_ends_with_the_rights_of_its_administrator(
    tuning: Tuning, freeze: Freeze, basil: User, tables: Tables
) -> None:
    freeze()
    tuning.set_schedule(basil, Schedule(hour=3))
    tables.accounts.change(basil.id, is_admin=False)
    assert tuning.trainings.keep_schedule(datetime.now(UTC) + timedelta(days=1)) == 0
    assert tables.jobs.list() == ()
