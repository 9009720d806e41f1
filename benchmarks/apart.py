"""Runs a benchmark in a process of its own, so that none is measured with the memory of another's
work; one that fails is a row that says so.
"""

from __future__ import annotations

import importlib
import multiprocessing
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TypeVar

from benchmarks.table import Row

Result = TypeVar("Result")


def apart(act: Callable[..., Result], *given: object) -> Result:
    """What an act gives, done in a fresh process. Raises BrokenProcessPool when that is killed."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        return pool.submit(act, *given).result()


def measured_apart(name: str, folder: Path, catalogue: str | None) -> list[Row]:
    """The rows of one benchmark, from a fresh process. Its homes are made in `folder`."""
    print(f"measuring {name} ...", file=sys.stderr, flush=True)
    try:
        return apart(_measured, name, folder, catalogue)
    except BrokenProcessPool:
        return [_failed(name, "its process was killed")]


def _measured(name: str, folder: Path, catalogue: str | None) -> list[Row]:
    try:
        from benchmarks.homes import Homes

        return list(importlib.import_module(f"benchmarks.{name}").rows(Homes(folder, catalogue)))
    except Exception as error:  # noqa: BLE001  whatever is missing must be seen in the table
        traceback.print_exc()
        return [_failed(name, (str(error) or type(error).__name__).splitlines()[0])]


def _failed(name: str, why: str) -> Row:
    return Row(name, f"could not be measured: {why}", "a number", is_met=False)
