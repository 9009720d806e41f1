"""The one writer: across processes, let go when a process dies, taken again by who holds it."""

import subprocess
import sys
from pathlib import Path

import pytest

from flowery.storage.lock import WriterLock
from flowery.words.errors import StorageBusy

ROOT = Path(__file__).parents[2]

HOLDER = """
import sys, time
from pathlib import Path
from flowery.storage.lock import WriterLock
with WriterLock(Path(sys.argv[1])).held():
    print("held", flush=True)
    time.sleep(120)
"""


def test_another_process_waits_and_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "lock")]
    holder = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        lock = WriterLock(tmp_path / "lock")
        with pytest.raises(StorageBusy, match="Try again"), lock.held(wait_seconds=0.1):
            pass
        holder.kill()
        holder.wait()
        with lock.held(wait_seconds=10):
            pass
    finally:
        holder.kill()
        holder.wait()


def test_who_holds_it_may_take_it_again(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "lock")
    with lock.held(), lock.held(wait_seconds=0.1):
        pass
    with WriterLock(tmp_path / "lock").held(wait_seconds=0.1):
        pass
