"""Three outdoor scenes: a ridge of pines, the sea, a washing line.

Knows what stands where, not how paint is mixed.
"""

from __future__ import annotations

import brushes as brush
import numpy as np
from brushes import HEIGHT, WIDTH, Canvas, Mask, Point

Chance = np.random.Generator


def pine_ridge(chance: Chance) -> Canvas:
    """Five ridges going into the fog, the nearest with its pines."""
    sky = [(0, "#c9d6d6"), (0.22, "#e6dcc9"), (0.42, "#efd2b4"), (1, "#c9d0cb")]
    canvas = brush.wash(brush.rows(), sky)
    canvas = brush.lighten(canvas, brush.glow(300, 190, 210) * 0.65, "#ffe2b0")
    canvas = brush.layer(canvas, brush.soften(brush.disc(300, 186, 46), 1.6) * 0.8, "#fff6e3")
    shades = ["#b7c3be", "#93a7a3", "#6c8784", "#456461", "#203c3b"]
    for depth, shade in enumerate(shades):
        canvas = _ridge(canvas, chance, depth, shade)
    return canvas


def _ridge(canvas: Canvas, chance: Chance, depth: int, shade: str) -> Canvas:
    swell = brush.mist(chance, 2 + depth % 2, 0, 5)[0]
    crest = 290 + depth * 84 - swell * (190 - 18 * depth)
    mask = brush.land(crest, 1.2 if depth < 3 else 0.4)
    for _ in range(0 if depth < 2 else 150 - 10 * depth):
        x = int(chance.uniform(0, WIDTH - 1))
        height = chance.uniform(0.55, 1.25) * (10, 10, 20, 40, 76)[depth]
        mask = np.maximum(mask, _pine(x, crest[x] + 6, height, chance))
    canvas = brush.layer(canvas, mask, shade)
    foot = np.clip((np.arange(HEIGHT)[:, None] - crest[None, :]) / 130, 0, 1)
    fog = brush.soften(foot * brush.mist(chance, 3, 4), 10) * mask * (0.9 if depth < 4 else 0.35)
    return brush.layer(canvas, fog, "#e8e6dc")


def _pine(x: float, foot: float, height: float, chance: Chance) -> Mask:
    left: list[Point] = []
    right: list[Point] = []
    tiers = max(5, int(height / 6))
    for tier in range(tiers):
        y = foot - height * (1 - tier / tiers)
        reach = height * 0.21 * (tier + 0.4) / tiers
        left += [(x - reach * 0.45, y), (x - reach * chance.uniform(0.8, 1.2), y + height / tiers)]
        right += [(x + reach * 0.45, y), (x + reach * chance.uniform(0.8, 1.2), y + height / tiers)]
    return brush.silhouette(left + right[::-1])


def sea_noon(chance: Chance) -> Canvas:
    """The sea at noon from above the rocks, with one sail and too much light."""
    canvas = brush.wash(
        brush.rows(), [(0, "#8fc3dc"), (0.2, "#c4e0e6"), (0.36, "#f1ead9"), (1, "#f1ead9")]
    )
    clouds = np.clip(brush.mist(chance, 4, 6) - 0.5, 0, 1) * 1.3 * (brush.rows() < 0.36)
    canvas = brush.layer(canvas, clouds, "#fffaf0")
    depth = np.clip((brush.rows() - 0.36) / 0.64, 0, 1)
    sea = brush.wash(depth, [(0, "#5fa9b8"), (0.18, "#2f8ba2"), (0.6, "#1d6f8c"), (1, "#2a93a0")])
    water = brush.soften((brush.rows() > 0.36).astype(float), 0.8)
    canvas = brush.layer(canvas, water, _swell(sea, depth, chance))
    canvas = _glitter(canvas, chance)
    canvas = _sail(canvas)
    return _rocks(canvas, chance)


def _swell(sea: Canvas, depth: Mask, chance: Chance) -> Canvas:
    far = brush.mist(chance, 14, 110, 3)
    near = brush.mist(chance, 6, 34, 4)
    waves = far * (1 - depth) + near * depth
    return np.clip(sea * (0.80 + 0.42 * waves[..., None]), 0, 1)


def _glitter(canvas: Canvas, chance: Chance) -> Canvas:
    light = np.zeros((HEIGHT, WIDTH))
    for _ in range(1500):
        near = chance.beta(1.1, 2.2)
        y = 262 + near * 430
        x = chance.normal(430, 70 + 200 * near)
        reach = 1.5 + 9 * near
        if 0 < x < WIDTH - 12 and y < HEIGHT - 3:
            light[int(y) : int(y) + 1 + int(near * 2.5), int(x) : int(x + reach)] = chance.uniform(
                0.4, 1
            )
    return brush.lighten(
        brush.lighten(canvas, brush.soften(light, 5), "#fff2cf"),
        np.clip(brush.soften(light, 1.3) * 1.5, 0, 1),
        "#fffdf4",
    )


def _sail(canvas: Canvas) -> Canvas:
    canvas = brush.layer(canvas, brush.shape([(706, 205), (708, 262), (676, 262)], 0.3), "#fffdf6")
    canvas = brush.layer(canvas, brush.shape([(711, 214), (711, 261), (732, 261)], 0.3), "#e9e2d2")
    return brush.layer(
        canvas, brush.shape([(672, 265), (738, 265), (727, 272), (683, 272)], 0.3), "#7a4632"
    )


def _rocks(canvas: Canvas, chance: Chance) -> Canvas:
    edge = 700 - 210 * brush.columns()[0] ** 2.2 - 70 * brush.mist(chance, 6, 0, 5)[0]
    mask, foam = brush.land(edge, 0.5), brush.land(edge - 9, 5)
    canvas = brush.layer(canvas, foam * brush.mist(chance, 40, 30, 3), "#f6fbf7")
    return brush.layer(canvas, mask, _cut_stone(edge, chance))


def _cut_stone(edge: Mask, chance: Chance) -> Canvas:
    """Facets: every spot takes the light of the nearest of many random faces."""
    faces = np.stack([chance.uniform(0, WIDTH, 240), chance.uniform(420, HEIGHT + 20, 240)], axis=1)
    light = chance.random(240)
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH] + 26 * (brush.mist(chance, 14, 10, 4) - 0.5)
    nearest = np.zeros((HEIGHT, WIDTH))
    closest = np.full((HEIGHT, WIDTH), np.inf)
    for (x, y), shade in zip(faces, light, strict=True):
        distance = (across - x) ** 2 + ((down - y) * 1.7) ** 2
        nearest = np.where(distance < closest, shade, nearest)
        closest = np.minimum(distance, closest)
    height = np.clip((np.arange(HEIGHT)[:, None] - edge[None, :]) / 190, 0, 1)
    tone = (
        0.55 * brush.soften(nearest, 1.4)
        + 0.25 * brush.mist(chance, 60, 40, 3)
        + 0.35 * (1 - height) ** 2
    )
    return brush.wash(
        tone, [(0.1, "#3d2f2c"), (0.45, "#80604c"), (0.8, "#c79f74"), (1.05, "#f0d9ae")]
    )


def laundry(chance: Chance) -> Canvas:
    """Sheets on a line, full of wind and noon."""
    canvas = brush.wash(
        brush.rows(), [(0, "#7fb4d4"), (0.45, "#b9dbe4"), (0.72, "#f4ead2"), (1, "#f4ead2")]
    )
    clouds = np.clip(brush.mist(chance, 3, 4, 5) - 0.5, 0, 1) * 1.6
    canvas = brush.layer(canvas, np.clip(clouds, 0, 1), "#fffdf6")
    canvas = brush.lighten(canvas, brush.glow(830, 60, 360) * 0.55, "#fff0c2")
    canvas = _meadow(canvas, chance)
    line = [(float(x), 148 + 34 * np.sin(np.pi * x / WIDTH)) for x in range(0, WIDTH + 1, 8)]
    canvas = brush.layer(canvas, brush.stroke(line, 2.4), "#5b4a3f")
    for left, right, fall, cloth in (
        (60, 330, 352, "#fbf8f0"),
        (352, 486, 232, "#e3b7a4"),
        (508, 770, 330, "#f7f3e8"),
        (792, 910, 262, "#a9c0c2"),
    ):
        canvas = _sheet(canvas, left, right, fall, cloth, chance)
    return canvas


def _meadow(canvas: Canvas, chance: Chance) -> Canvas:
    edge = 560 - 46 * np.sin(np.linspace(0.4, 2.9, WIDTH)) - 16 * brush.mist(chance, 5, 0, 3)[0]
    mask = brush.land(edge, 1.2)
    blades = brush.mist(chance, 120, 14, 3) * 0.45 + brush.mist(chance, 4, 3, 3) * 0.55
    grass = brush.wash(blades, [(0.1, "#6f8a4c"), (0.5, "#a0b36a"), (0.9, "#d6d79a")])
    return brush.layer(canvas, mask, grass)


def _sheet(canvas: Canvas, left: int, right: int, fall: int, cloth: str, chance: Chance) -> Canvas:
    across = np.linspace(0, 1, 60)
    hang = 148 + 34 * np.sin(np.pi * (left + (right - left) * across) / WIDTH)
    phase = chance.uniform(0, 6)
    hem = hang + fall + 16 * np.sin(7 * across + phase) - 26 * across
    drift = 30 * chance.uniform(0.6, 1.2)
    top = [(left + (right - left) * t, y) for t, y in zip(across, hang, strict=True)]
    bottom = [(left + drift + (right - left) * t, y) for t, y in zip(across, hem, strict=True)]
    canvas = brush.darken(canvas, _shadow_on_grass(left + 40, right + 60) * 0.20)
    down, sideways = brush.rows() * HEIGHT - 150, brush.columns() * WIDTH - left
    lean = sideways - drift * np.clip(down / fall, 0, 1)
    width = (right - left) / 4.2
    folds = np.sin(2 * np.pi * lean / width + phase + 0.9 * brush.mist(chance, 3, 2, 2) * 2)
    depth = 0.35 + 0.65 * np.clip(down / fall, 0, 1)
    shade = 0.93 + 0.075 * folds * depth + 0.03 * brush.mist(chance, 90, 90, 1)
    body = np.clip(brush.colour(cloth) * shade[..., None], 0, 1)
    canvas = brush.layer(canvas, brush.shape(top + bottom[::-1], 0.6), body)
    glow = brush.shape(top + bottom[::-1], 3) * np.clip(folds, 0, 1) * 0.16
    canvas = brush.lighten(canvas, glow, "#fff3d6")
    for t in (0.06, 0.94):
        x = left + (right - left) * t
        y = 148 + 34 * np.sin(np.pi * x / WIDTH)
        canvas = brush.layer(
            canvas,
            brush.shape([(x - 4, y - 14), (x + 4, y - 14), (x + 3, y + 16), (x - 3, y + 16)]),
            "#b5854f",
        )
    return canvas


def _shadow_on_grass(left: float, right: float) -> Mask:
    return brush.shape([(left, 632), (right, 622), (right + 60, 668), (left + 60, 682)], 12)
