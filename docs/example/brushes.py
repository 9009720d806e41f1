"""The brushes that the example pictures are painted with: gradients, mist, shapes, light, grain.

Knows arrays of colour (height x width x 3, floats 0..1) and nothing of what they depict. Every
brush that needs chance is handed a seeded generator, so the same script always paints the same
picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Canvas = NDArray[np.float64]
Mask = NDArray[np.float64]
Point = tuple[float, float]

WIDTH, HEIGHT = 960, 720
FINER = 2  # shapes are drawn this much larger and shrunk, which smooths their edges


def colour(code: str) -> Canvas:
    return np.array([int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)])


def rows() -> Mask:
    return np.repeat(np.linspace(0, 1, HEIGHT)[:, None], WIDTH, axis=1)


def columns() -> Mask:
    return np.repeat(np.linspace(0, 1, WIDTH)[None, :], HEIGHT, axis=0)


def wash(position: Mask, stops: list[tuple[float, str]]) -> Canvas:
    """Colours along a position 0..1, blended between the stops."""
    places = [place for place, _ in stops]
    shades = np.array([colour(code) for _, code in stops])
    bands = [np.interp(position, places, shades[:, band]) for band in range(3)]
    return np.stack(bands, axis=-1)


def layer(canvas: Canvas, mask: Mask, paint: Canvas | str) -> Canvas:
    over = colour(paint) if isinstance(paint, str) else paint
    return canvas * (1 - mask[..., None]) + over * mask[..., None]


def lighten(canvas: Canvas, mask: Mask, paint: str) -> Canvas:
    """Adds light, as a lamp does: bright places saturate instead of clipping hard."""
    return 1 - (1 - canvas) * (1 - mask[..., None] * colour(paint))


def darken(canvas: Canvas, mask: Mask) -> Canvas:
    return canvas * (1 - mask[..., None])


def soften(mask: Mask, radius: float) -> Mask:
    picture = Image.fromarray((np.clip(mask, 0, 1) * 255).round().astype(np.uint8))
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(radius)), dtype=np.float64) / 255


def soften_canvas(canvas: Canvas, radius: float) -> Canvas:
    picture = Image.fromarray((np.clip(canvas, 0, 1) * 255).astype(np.uint8))
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(radius)), dtype=np.float64) / 255


def shape(points: Sequence[Point], blur: float = 0.0) -> Mask:
    """A filled outline, in pixels."""
    picture = Image.new("L", (WIDTH * FINER, HEIGHT * FINER))
    ImageDraw.Draw(picture).polygon([(x * FINER, y * FINER) for x, y in points], fill=255)
    return _shrunk(picture, blur)


def stroke(points: Sequence[Point], width: float, blur: float = 0.0) -> Mask:
    picture = Image.new("L", (WIDTH * FINER, HEIGHT * FINER))
    pen = ImageDraw.Draw(picture)
    pen.line(
        [(x * FINER, y * FINER) for x, y in points],
        fill=255,
        width=max(1, round(width * FINER)),
        joint="curve",
    )
    return _shrunk(picture, blur)


def _shrunk(picture: Image.Image, blur: float) -> Mask:
    if blur:
        picture = picture.filter(ImageFilter.GaussianBlur(blur * FINER))
    small = picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    return np.asarray(small, dtype=np.float64) / 255


def silhouette(points: Sequence[Point]) -> Mask:
    """A hard-edged shape, quick enough to be drawn by the hundred."""
    picture = Image.new("L", (WIDTH, HEIGHT))
    ImageDraw.Draw(picture).polygon(points, fill=255)
    return np.asarray(picture, dtype=np.float64) / 255


def land(crest: NDArray[np.float64], blur: float = 0.0) -> Mask:
    """Everything below a line of heights, one per column."""
    line = [(float(x), float(y)) for x, y in enumerate(crest)]
    return shape([*line, (WIDTH, line[-1][1]), (WIDTH, HEIGHT), (0, HEIGHT)], blur)


def disc(x: float, y: float, radius: float) -> Mask:
    turn = np.linspace(0, 2 * np.pi, 60)
    return shape([(x + radius * np.cos(a), y + radius * np.sin(a)) for a in turn])


def glow(x: float, y: float, radius: float, squash: float = 1.0) -> Mask:
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH]
    distance = ((across - x) ** 2 + ((down - y) / squash) ** 2) / radius**2
    light: Mask = np.exp(-distance)
    return light


def mist(chance: np.random.Generator, across: int, down: int, octaves: int = 4) -> Mask:
    """Smooth noise 0..1; across and down say how many swells fit the picture."""
    total = np.zeros((HEIGHT, WIDTH))
    for octave in range(octaves):
        cells = (down * 2**octave + 2, across * 2**octave + 2)
        swell = Image.fromarray(chance.random(cells).astype(np.float32))
        wide = swell.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
        total += np.asarray(wide, dtype=np.float64) / 2**octave
    even: Mask = (total - total.min()) / (total.max() - total.min())
    return even


def ribbon(path: Sequence[Point], widths: Sequence[float], blur: float = 0.0) -> Mask:
    """A band along a path whose width changes on the way, like a leaf or a peel."""
    line = np.array(path)
    heading = np.gradient(line, axis=0)
    side = np.stack([-heading[:, 1], heading[:, 0]], axis=1)
    side /= np.linalg.norm(side, axis=1, keepdims=True) + 1e-9
    half = side * np.array(widths)[:, None] / 2
    outline = np.concatenate([line + half, (line - half)[::-1]])
    return shape([(x, y) for x, y in outline], blur)


def finish(canvas: Canvas, chance: np.random.Generator, grain: float = 0.018) -> Canvas:
    """Darker corners and the grain of paper."""
    corners = (columns() - 0.5) ** 2 + (rows() - 0.5) ** 2
    canvas = canvas * (1 - 0.35 * corners[..., None])
    speckle = soften(0.5 + 0.25 * chance.standard_normal((HEIGHT, WIDTH)), 0.6) - 0.5
    return np.clip(canvas + speckle[..., None] * grain * 4, 0, 1)


def save(canvas: Canvas, file: Path, quality: int = 80) -> None:
    picture = Image.fromarray((np.clip(canvas, 0, 1) * 255).round().astype(np.uint8))
    picture.save(file, "WEBP", quality=quality, method=6)
