"""Forget means gone: rows, vectors, files, answers, and every byte that would give it away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flowery.memories.intake import Draft, Upload
from flowery.memories.remember import Remember
from flowery.storage import fault
from flowery.storage.upkeep import traces
from flowery.words.vocabulary import User
from tests.memories import files

SECRET = (
    "On the ferry to Tongyeong my brother told me he would leave, and the whole deck smelled of "
    "diesel, seaweed and the tangerines nobody ate. 갑판에는 귤껍질이 말라 가고 있었다. "
)


def keep(remember: Remember, user: User, **fields: object) -> str:
    draft = Draft(**{"text": SECRET * 30, "title": "The ferry to Tongyeong", **fields})  # type: ignore[arg-type]
    memory = remember.keep(user.id, draft).memory
    assert remember.settle(user.id, memory.id).state == "done"
    return memory.id


def everything(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_nothing_is_left_of_a_forgotten_memory(remember: Remember, iris: User, home: Path) -> None:
    paper = Upload("letter.pdf", files.pdf(["The letter he left smelled of wet ink and iron."]))
    photo = Upload("deck.jpg", files.noise())
    memory_id = keep(remember, iris, files=(paper, photo), caption="The deck in the evening light")
    answer = {"quote": "갑판에는 귤껍질이 말라 가고 있었다", "memory": memory_id}
    questions = remember.tables.of(iris.id).questions
    questions.save("q_1", "Something of the sea", "search", "key", answer, [memory_id])
    assert memory_id.encode() in everything(home)
    receipt = remember.forget(iris.id, memory_id)
    left = everything(home)
    for trace in (memory_id, "nobody ate", "귤껍질이", "wet ink", "evening light"):
        assert trace.encode() not in left
        assert json.dumps(trace)[1:-1].encode() not in left
    assert receipt.traces_found == 0
    assert receipt.bytes_scanned >= len(left) * 0.9
    assert receipt.forgotten["memories"] == 1
    assert receipt.forgotten["originals"] == 2
    assert receipt.forgotten["answers"] == 1
    assert receipt.forgotten["chunks"] > 2
    assert questions.get("q_1") == ("Something of the sea", None)
    assert remember.originals.digests() == frozenset()


def test_one_memory_of_many_leaves_no_bytes_in_the_files_of_the_others(
    remember: Remember, iris: User, home: Path
) -> None:
    remember.tables.accounts.change(iris.id, memories_per_day=0)
    many = [keep(remember, iris, text=f"{SECRET} {n * 7919}") for n in range(30)]
    remember.vectors.compact()
    data = list((home / "lance" / "chunks.lance" / "data").iterdir())
    assert any(many[7].encode() in path.read_bytes() for path in data)
    remember.forget(iris.id, many[7])
    assert many[7].encode() not in everything(home)
    assert f"{7 * 7919}".encode() not in everything(home / "lance")
    chunks, _ = remember.vectors.chunks(iris.id)
    assert {chunk.memory_id for chunk in chunks} == set(many) - {many[7]}


def test_others_and_other_memories_stay(remember: Remember, iris: User, sage: User) -> None:
    mine = keep(remember, iris)
    hers = keep(remember, sage)
    other = keep(remember, iris, text="Lilac at the gate.", title="Gate")
    receipt = remember.forget(iris.id, mine)
    assert receipt.traces_found == 0
    assert remember.tables.of(sage.id).diary.get(hers).text == SECRET * 30
    chunks, _ = remember.vectors.chunks(iris.id)
    assert {chunk.memory_id for chunk in chunks} == {other}
    assert len(remember.vectors.chunks(sage.id)[0]) > 2


def test_a_short_text_that_another_wrote_too_is_no_trace(
    remember: Remember, iris: User, sage: User
) -> None:
    mine, _ = (keep(remember, user, text="Lilac.", title="") for user in (iris, sage))
    assert remember.forget(iris.id, mine).traces_found == 0


def test_a_trace_that_was_left_is_found(remember: Remember, iris: User, home: Path) -> None:
    memory_id = keep(remember, iris)
    (home / "notes.txt").write_bytes(b"..." + json.dumps(SECRET).encode())
    assert remember.forget(iris.id, memory_id).traces_found > 0


def test_vectors_are_marks_too(tmp_path: Path) -> None:
    import numpy as np

    vectors = np.random.default_rng(3).normal(size=(1, 64)).astype(np.float32)
    (tmp_path / "index").write_bytes(b"\0" * 100 + vectors.tobytes())
    seen = traces.search([tmp_path], traces.marks([], [], vectors))
    assert (seen.bytes_scanned, seen.traces_found) == (100 + 256, 1)


def test_a_mark_across_two_blocks_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "_BLOCK", 16)
    (tmp_path / "file").write_bytes(b"0123456789" + b"m_0123456789abcdef" + b"0123")
    assert traces.search([tmp_path], traces.marks(["m_0123456789abcdef"], [])).traces_found == 1


@pytest.mark.parametrize("point", ["original.remove", "vectors.erase", "database.memory.forget"])
def test_a_strike_while_forgetting_is_finished_at_the_next_start(
    remember: Remember, iris: User, home: Path, point: str
) -> None:
    memory_id = keep(remember, iris, files=(Upload("v.wav", files.voice()),))

    def strike(name: str) -> None:
        if name == point:
            raise RuntimeError(name)

    fault.arm(strike)
    with pytest.raises(RuntimeError):
        remember.forget(iris.id, memory_id)
    fault.arm(None)
    remaining = remember.tables.of(iris.id).diary.list()
    if point == "database.memory.forget":
        assert [memory.id for memory in remaining] == [memory_id]
        assert remember.forget(iris.id, memory_id).traces_found == 0
    else:
        assert remaining == ()
        remember.tidy()
        assert remember.originals.digests() == frozenset()
        assert b"nobody ate" not in everything(home)


def test_a_struck_edge_of_it_goes_with_it(remember: Remember, iris: User, home: Path) -> None:
    memory_id = keep(remember, iris)
    strikes = remember.tables.of(iris.id).strikes
    strikes.add(f"memory:{memory_id}", "perfume:guerlain-nahema", "speaks", memory_id)
    receipt = remember.forget(iris.id, memory_id)
    assert (receipt.forgotten["strikes"], receipt.traces_found) == (1, 0)
    assert strikes.list() == ()
    assert memory_id.encode() not in everything(home)
