"""The built graph: made once, whole or not at all, and made again when it is not as it was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flowery.models.embedded import built, weights
from flowery.models.embedded.built import EMBEDDER, built_graph, checksum_of, words_of
from flowery.models.embedded.models import EmbeddedModels
from flowery.words.errors import ModelUnavailable

ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


def fingerprint(path: Path) -> tuple[int, int]:
    """Changes when a file is written again."""
    status = path.stat()
    return status.st_ino, status.st_mtime_ns


def test_it_is_built_once(folder: Path) -> None:
    first = fingerprint(built_graph(folder))
    assert fingerprint(built_graph(folder)) == first
    assert not list(folder.glob("*.unfinished"))


PARTS = {"graph": Path, "words": words_of, "checksum": checksum_of}


@pytest.mark.parametrize("part", PARTS)
def test_damage_is_noticed_and_mended(folder: Path, part: str) -> None:
    path = PARTS[part](built_graph(folder))
    whole = path.read_bytes()
    path.write_bytes(whole[:10] + b"?" + whole[11:])
    built_graph(folder)
    assert path.read_bytes() == whole


@pytest.mark.parametrize("part", PARTS)
def test_what_is_lost_is_made_again(folder: Path, part: str) -> None:
    path = PARTS[part](built_graph(folder))
    path.unlink()
    built_graph(folder)
    assert path.exists()


def test_a_crash_while_it_is_written_leaves_nothing_under_its_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_: int) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", crash)
        with pytest.raises(SystemExit):
            built_graph(folder)
    assert not (folder / f"{EMBEDDER}.onnx").exists()
    assert built_graph(folder).exists()


def test_a_full_disk_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ModelUnavailable, match=r"No space left on device.*make room") as caught:
        EmbeddedModels(folder).embed(["rose"])
    assert not caught.value.permanent


def test_a_builder_that_does_not_finish_is_not_waited_for_without_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(built, "PATIENCE_SECONDS", 0.05)
    folder.mkdir()
    with (
        built.FileLock(folder / f"{EMBEDDER}.onnx.lock"),
        pytest.raises(ModelUnavailable, match="still preparing"),
    ):
        built_graph(folder)


def test_weights_that_are_not_the_published_ones_are_refused(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "model.safetensors"
    other.write_bytes(b"other weights")
    monkeypatch.setattr(built, "installed_files", lambda: weights.Files(other, other))
    with pytest.raises(ModelUnavailable, match="not the published file") as caught:
        EmbeddedModels(folder).embed(["rose"])
    assert caught.value.permanent


def test_a_missing_package_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "no-such-package-of-weights")
    with pytest.raises(ModelUnavailable, match="make setup") as caught:
        EmbeddedModels(folder).embed(["rose"])
    assert caught.value.permanent


EMBED = """
import sys; from pathlib import Path; from flowery.models.embedded.models import EmbeddedModels
sys.stdout.write(EmbeddedModels(Path(sys.argv[1])).embed(["Rain on hot asphalt."]).tobytes().hex())
"""


def test_two_processes_at_a_first_start_share_one_graph(folder: Path) -> None:
    command = [sys.executable, "-c", EMBED, str(folder)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) for _ in range(2)]
    first, second = (process.communicate(timeout=120)[0] for process in both)
    assert first == second != b""
    assert not list(folder.glob("*.unfinished"))
