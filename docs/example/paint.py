"""Paints the pictures of the example diary: `python docs/example/paint.py [FOLDER]`.

Seven calm scenes, painted from numbers alone: no photograph or other picture goes in, and the
same script paints the same picture every time. Knows which scene goes into which file; the scenes
are in `rooms`, `from_above` and `landscapes`, the paint is in `brushes`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import brushes
import from_above
import landscapes
import numpy as np
import rooms

HOME = Path(__file__).resolve().parents[2] / "data" / "example"
SCENES: dict[str, Callable[[np.random.Generator], brushes.Canvas]] = {
    "rain_window": rooms.rain_window,
    "orange_peel": from_above.orange_peel,
    "paper_drawer": from_above.drawer,
    "temple_candles": rooms.temple,
    "pine_ridge": landscapes.pine_ridge,
    "sea_at_noon": landscapes.sea_noon,
    "laundry_in_sun": landscapes.laundry,
}


def paint(folder: Path, wanted: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in wanted or list(SCENES):
        chance = np.random.default_rng(list(name.encode()))
        canvas = brushes.finish(SCENES[name](chance), chance)
        brushes.save(canvas, folder / f"{name}.webp")


if __name__ == "__main__":
    paint(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME, sys.argv[2:])
