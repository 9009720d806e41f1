"""What can be seen in a picture without a model: its palette, light, warmth and texture.

The same picture always gives the same numbers. What they may smell of stands in `hints`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image

from flowery.memories import colour
from flowery.memories.colour import Colours
from flowery.words.vocabulary import ImageAnalysis, Swatch

SWATCHES = 5
_SIDE = 96  # 9,216 points tell a palette as well as millions do
_ROUNDS = 20
_ROUGH = 12.0  # steps of L between neighbours in gravel or grass, the roughest of usual pictures
_SAME = 8.0  # colours nearer than this (CIE76) look like one


def looked_at(picture: Image.Image) -> ImageAnalysis:
    """Palette, light, warmth and texture of an RGB picture."""
    small = picture.resize((_SIDE, _SIDE), Image.Resampling.BOX)
    points = np.asarray(small, dtype=np.float64).reshape(-1, 3) / 255
    colours = colour.lab(points)
    lightness, a, b = colours.T
    warmth = 0.5 + float(np.mean(b) + 0.5 * np.mean(a)) / 100
    return ImageAnalysis(
        palette=palette(colours),
        light=round(float(np.mean(lightness)) / 100, 3),
        warmth=round(min(max(warmth, 0.0), 1.0), 3),
        texture=round(_texture(lightness.reshape(_SIDE, _SIDE)), 3),
    )


def palette(colours: Colours) -> tuple[Swatch, ...]:
    """Up to five swatches by k-means in CIELAB, the largest first."""
    centres = _first_centres(colours)
    nearest = _nearest(colours, centres)
    for _ in range(_ROUNDS):
        centres = np.stack([colours[nearest == i].mean(axis=0) for i in range(len(centres))])
        moved = _nearest(colours, centres)
        if np.array_equal(moved, nearest) or len(np.unique(moved)) < len(centres):
            break
        nearest = moved
    shares = np.bincount(nearest, minlength=len(centres)) / len(colours)
    made = zip(centres.tolist(), shares.tolist(), colour.hexes(centres), strict=True)
    swatches = [
        Swatch(round(lightness, 1), round(a, 1), round(b, 1), round(share, 4), shown)
        for (lightness, a, b), share, shown in made
    ]
    return tuple(sorted(swatches, key=lambda swatch: (-swatch.share, swatch.hex)))


def telling(palette: Sequence[Swatch]) -> str | None:
    """The colour that stands for a picture: strong ones count more than their share."""
    if not palette:
        return None
    return max(palette, key=lambda s: (s.share**0.5 * (5 + chroma(s)), s.hex)).hex


def chroma(swatch: Swatch) -> float:
    """How colourful a swatch is: 0 for grey, about 100 for signal colours."""
    return float(np.hypot(swatch.a, swatch.b))


def _first_centres(colours: Colours) -> Colours:
    """The mean first, then always the colour farthest from those chosen: no chance involved."""
    distances = np.linalg.norm(colours - colours.mean(axis=0), axis=1)
    chosen = [colours[int(np.argmin(distances))]]
    distances = np.linalg.norm(colours - chosen[0], axis=1)
    while len(chosen) < SWATCHES and distances.max() > _SAME:
        chosen.append(colours[int(np.argmax(distances))])
        distances = np.minimum(distances, np.linalg.norm(colours - chosen[-1], axis=1))
    return np.stack(chosen)


def _nearest(colours: Colours, centres: Colours) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    distances = ((colours[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    nearest: np.ndarray[tuple[int], np.dtype[np.intp]] = np.argmin(distances, axis=1)
    return nearest


def _texture(lightness: Colours) -> float:
    steps = [np.abs(np.diff(lightness, axis=axis)).mean() for axis in (0, 1)]
    return min(float(np.mean(steps)) / _ROUGH, 1.0)
