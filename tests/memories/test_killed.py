"""kill -9, and several processes at once: what was acknowledged is there, once, and settles."""

from __future__ import annotations

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flowery.memories.intake import Draft
from flowery.memories.remember import Remember
from flowery.words.errors import DailyLimitReached
from flowery.words.vocabulary import STEPS, User
from tests.memories import diarist

ROOT = Path(__file__).parents[2]


def start(
    home: Path, user: User, first: int, count: int, dies_at: str = ""
) -> subprocess.Popen[str]:
    arguments = [str(home), user.id, str(first), str(count), *([dies_at] if dies_at else [])]
    command = [sys.executable, "-m", "tests.memories.diarist", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def said(process: subprocess.Popen[str]) -> list[list[str]]:
    output, _ = process.communicate(timeout=120)
    return [line.split() for line in output.splitlines()]


def settle_everything(remember: Remember) -> None:
    remember.tidy()
    for user_id, memory_id in remember.tables.unsettled():
        assert remember.settle(user_id, memory_id).state == "done"


def test_a_killed_process_loses_and_doubles_nothing(
    remember: Remember, iris: User, home: Path
) -> None:
    remember.tables.accounts.change(iris.id, memories_per_day=0)
    acknowledged: set[str] = set()
    for number, dies_at in enumerate((0, 4, 9, 15, 21, 27, 34)):
        process = start(home, iris, number * 100, 3, str(dies_at))
        acknowledged |= {line[2] for line in said(process) if line[0] == "kept"}
        assert process.returncode == -9
    settle_everything(remember)
    is_whole(remember, iris, acknowledged)


def test_a_process_killed_at_any_moment_loses_and_doubles_nothing(
    remember: Remember, iris: User, home: Path
) -> None:
    remember.tables.accounts.change(iris.id, memories_per_day=0)
    acknowledged: set[str] = set()
    chance = random.Random(1120)
    for number in range(3):
        process = start(home, iris, number * 100, 1000)
        assert process.stdout is not None
        for _ in range(chance.randint(1, 12)):
            line = process.stdout.readline().split()
            acknowledged |= {line[2]} if line[0] == "kept" else set()
        process.kill()
        acknowledged |= {line[2] for line in said(process) if line[0] == "kept"}
    settle_everything(remember)
    is_whole(remember, iris, acknowledged)


def is_whole(remember: Remember, user: User, acknowledged: set[str]) -> None:
    memories = remember.tables.of(user.id).diary.list()
    assert acknowledged <= {memory.id for memory in memories}
    assert len({memory.text for memory in memories}) == len(memories)
    assert {memory.state for memory in memories} <= {"done"}
    chunks, _ = remember.vectors.chunks(user.id)
    assert len({chunk.id for chunk in chunks}) == len(chunks) == 2 * len(memories)
    held = {a.sha256 for memory in memories for a in memory.attachments}
    assert remember.originals.digests() == held
    assert all(remember.originals.read(digest) for digest in held)


def test_processes_at_once_share_the_day_exactly(
    remember: Remember, iris: User, home: Path
) -> None:
    processes = [start(home, iris, number * 100, 3) for number in range(3)]
    lines = [line for process in processes for line in said(process)]
    assert sum(line[0] == "kept" for line in lines) == 3
    assert sum(line[0] == "full" for line in lines) == 6
    is_whole(remember, iris, {line[2] for line in lines if line[0] == "kept"})


def test_processes_that_bring_the_same_memory_make_one(
    remember: Remember, iris: User, home: Path
) -> None:
    lines = [line for p in [start(home, iris, 7, 1) for _ in range(3)] for line in said(p)]
    ids = {line[2] for line in lines if line[0] in ("kept", "known")}
    assert len(ids) == 1
    steps = remember.tables.of(iris.id).readings.steps(ids.pop())
    assert [step.step for step in steps] == list(STEPS)


def test_threads_at_once_share_the_day_exactly(remember: Remember, iris: User, sage: User) -> None:
    def tries(number: int) -> bool:
        owner = (iris, sage)[number % 2]
        try:
            return remember.keep(owner.id, Draft(text=f"Number {number}")).is_new
        except DailyLimitReached:
            return False

    with ThreadPoolExecutor(12) as pool:
        kept = list(pool.map(tries, range(40)))
    assert sum(kept) == 6
    for user in (iris, sage):
        assert len(remember.tables.of(user.id).diary.list()) == 3


def test_threads_that_settle_one_memory_run_each_step_once(remember: Remember, iris: User) -> None:
    memory = remember.keep(iris.id, diarist.draft(1)).memory
    with ThreadPoolExecutor(4) as pool:
        states = pool.map(lambda _: remember.settle(iris.id, memory.id).state, range(4))
    assert set(states) == {"done"}
    steps = remember.tables.of(iris.id).readings.steps(memory.id)
    assert [step.step for step in steps] == list(STEPS)


def test_forgetting_while_it_settles_leaves_nothing(remember: Remember, iris: User) -> None:
    memory = remember.keep(iris.id, diarist.draft(1)).memory
    with ThreadPoolExecutor(2) as pool:
        settling = pool.submit(remember.settle, iris.id, memory.id)
        receipt = pool.submit(remember.forget, iris.id, memory.id).result()
        settling.exception()
    assert receipt.traces_found == 0
    assert remember.tables.of(iris.id).diary.list() == ()
    assert remember.vectors.memories() == frozenset()
    remember.tidy()
    assert remember.originals.digests() == frozenset()


@pytest.mark.parametrize("megabytes", [600])
def test_a_reader_of_pdfs_may_not_take_all_memory(megabytes: int) -> None:
    greedy = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from flowery.memories.readers import pdf_child\n"
        "pdf_child.limit_this_process()\n"
        f"bytearray({megabytes} * 1024 * 1024)\n"
    )
    command = [sys.executable, "-c", greedy, str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr
