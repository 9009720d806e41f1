"""A file is kept for good before `keep` returns, or not at all."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from flowery.storage import fault
from flowery.storage.originals import Originals
from flowery.words.errors import NotFound, StorageFailed, StorageFull

PHOTO = b"\x89PNG of a lilac hedge"
DIGEST = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "originals")


def files_of(tmp_path: Path) -> list[str]:
    return sorted(p.name for p in (tmp_path / "originals").rglob("*") if p.name != ".lock")


def test_a_file_is_named_by_its_bytes_and_read_back(originals: Originals) -> None:
    assert originals.keep(PHOTO) == DIGEST
    assert originals.read(DIGEST) == PHOTO
    assert originals.path(DIGEST).read_bytes() == PHOTO
    assert originals.digests() == {DIGEST}


def test_the_same_bytes_are_one_file(originals: Originals, tmp_path: Path) -> None:
    assert originals.keep(PHOTO) == originals.keep(PHOTO)
    assert files_of(tmp_path) == [DIGEST[:2], DIGEST]


def test_file_and_folder_reach_the_disk_before_kept_is_said(
    originals: Originals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An fsync of the bytes before they get their name, and of both folders after it."""
    acts: list[str] = []
    fsync, replace = os.fsync, os.replace

    def watched_fsync(handle: int) -> None:
        acts.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")
        fsync(handle)

    def watched_replace(source: str, target: Path) -> None:
        acts.append("name")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(os, "replace", watched_replace)
    originals.keep(PHOTO)
    assert acts == ["file", "name", "folder", "folder"]


@pytest.mark.parametrize("point", ["original.write", "original.rename"])
def test_a_failing_step_leaves_nothing_and_can_be_tried_again(
    originals: Originals, tmp_path: Path, point: str
) -> None:
    fault.arm(failing_at(point, OSError(errno.EIO, "input/output error")))
    with pytest.raises(StorageFailed):
        originals.keep(PHOTO)
    assert originals.digests() == frozenset()
    assert [name for name in files_of(tmp_path) if len(name) > 2] == []
    fault.arm(None)
    assert originals.read(originals.keep(PHOTO)) == PHOTO


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said(originals: Originals, number: int) -> None:
    fault.arm(failing_at("original.write", OSError(number, os.strerror(number))))
    with pytest.raises(StorageFull, match="make room"):
        originals.keep(PHOTO)
    assert originals.digests() == frozenset()


def test_what_a_killed_process_left_half_written_is_swept(
    originals: Originals, tmp_path: Path
) -> None:
    originals.keep(PHOTO)
    half = tmp_path / "originals" / DIGEST[:2] / ".new-x1"
    half.write_bytes(b"half")
    assert originals.digests() == {DIGEST}
    assert originals.sweep() == 1
    assert not half.exists()
    assert originals.read(DIGEST) == PHOTO


def test_a_removed_file_is_gone_and_says_so(originals: Originals) -> None:
    originals.keep(PHOTO)
    assert originals.remove(DIGEST) == len(PHOTO)
    assert originals.remove(DIGEST) == 0
    with pytest.raises(NotFound):
        originals.read(DIGEST)


@pytest.mark.parametrize("name", ["", "..", "../" * 21 + "x", "g" * 64, "A" * 64, "a" * 63 + "/"])
def test_a_name_never_leads_out_of_the_folder(originals: Originals, name: str) -> None:
    with pytest.raises(NotFound):
        originals.path(name)


def failing_at(point: str, error: OSError) -> fault.Strike:
    def strike(name: str) -> None:
        if name == point:
            raise error

    return strike
