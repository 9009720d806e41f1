"""Reads what was written in `data/`: JSON lines, every row checked, a wrong one named with its
file and line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from flowery.words.errors import FloweryError
from flowery.words.vocabulary import AXES

DATA = Path(__file__).parents[2] / "data"

Noun = TypeVar("Noun")


def read(
    name: str, made: Callable[[dict[str, Any]], Noun], folder: Path = DATA
) -> tuple[Noun, ...]:
    """Every row of `data/NAME` as a noun. Raises FloweryError that names the first wrong row."""
    return tuple(_made(place, row, made) for place, row in _rows(folder / name))


def read_folder(
    name: str, made: Callable[[dict[str, Any]], Noun], folder: Path = DATA
) -> tuple[Noun, ...]:
    """Every row of every JSON lines file in `data/NAME/`, files in the order of their names."""
    files = sorted((folder / name).glob("*.jsonl"))
    return tuple(_made(place, row, made) for path in files for place, row in _rows(path))


def edition(*names: str, folder: Path = DATA) -> str:
    """A digest of files in `data/`, or of all in a folder there: whether any of them changed."""
    digest = hashlib.sha256()
    for name in names:
        path = folder / name
        for file in sorted(path.glob("*.jsonl")) if path.is_dir() else (path,):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def axes(values: dict[str, float]) -> dict[str, float]:
    """Weights on the 14 axes, checked. Raises ValueError."""
    unknown = set(values) - set(AXES)
    if unknown or not all(-1 <= weight <= 1 for weight in values.values()):
        raise ValueError(f"axes {sorted(unknown) or values} are none of the 14, -1..1")
    return values


def listed(row: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """A row with the lists of these names turned into tuples."""
    return {key: tuple(value) if key in names else value for key, value in row.items()}


def _made(place: str, row: dict[str, Any], made: Callable[[dict[str, Any]], Noun]) -> Noun:
    try:
        return made(row)
    except (KeyError, TypeError, ValueError) as error:
        raise FloweryError(f"{place} cannot be read: {error!r}.") from error


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            yield f"{path.name}:{number}", json.loads(line)
