"""Two things seen from above: a peel on a stove and an open drawer.

Knows what lies there, not how paint is mixed.
"""

from __future__ import annotations

import brushes as brush
import numpy as np
from brushes import Canvas, Mask, Point

Chance = np.random.Generator


def orange_peel(chance: Chance) -> Canvas:
    """One long peel curling on the black plate of a winter stove."""
    canvas = _stove_plate(chance)
    turn = np.linspace(0.9, 5.35 * np.pi, 260)
    reach = 10 + 17.6 * turn
    path = [
        (490 + r * np.cos(a) * 1.2, 362 + r * np.sin(a) * 0.84)
        for a, r in zip(turn, reach, strict=True)
    ]
    ends = np.clip(np.minimum(np.arange(260), 259 - np.arange(260)) / 34, 0.01, 1) ** 0.7
    widths = list(60 * ends * (1 + 0.10 * np.sin(turn * 3.1)))
    shadow = brush.ribbon([(x + 13, y + 20) for x, y in path], widths, 13)
    canvas = brush.darken(canvas, shadow * 0.75)
    return _peel(canvas, path, widths, chance)


def _peel(canvas: Canvas, path: list[Point], widths: list[float], chance: Chance) -> Canvas:
    canvas = brush.layer(canvas, brush.ribbon(path, widths, 0.5), "#f3d9ab")
    skin = [(x - 2.5, y - 4) for x, y in path]
    rind = brush.ribbon(skin, [w * 0.86 for w in widths], 0.7)
    heat = np.clip(
        brush.columns() * 0.5 + brush.rows() * 0.6 + 0.12 * brush.mist(chance, 5, 4), 0, 1
    )
    canvas = brush.layer(
        canvas, rind, brush.wash(heat, [(0.2, "#ffa726"), (0.6, "#ef6f12"), (1, "#b3400c")])
    )
    pores = (brush.mist(chance, 190, 150, 1) > 0.66) * rind
    canvas = brush.layer(canvas, brush.soften(pores, 0.9) * 0.35, "#c4500c")
    shine = brush.ribbon([(x - 6, y - 9) for x, y in path], [w * 0.24 for w in widths], 7) * rind
    return brush.lighten(canvas, shine * 0.55, "#ffe3a8")


def _stove_plate(chance: Chance) -> Canvas:
    heat = brush.glow(480, 380, 520, 0.8)
    canvas = brush.wash(heat, [(0, "#17110f"), (0.6, "#33231d"), (1, "#523428")])
    scratches = brush.mist(chance, 3, 150, 2)
    canvas = canvas * (0.88 + 0.24 * scratches[..., None])
    for ring in (150, 262, 374, 486):
        turn = np.linspace(0, 2 * np.pi, 200)
        circle = [(500 + ring * 1.25 * np.cos(a), 366 + ring * 0.86 * np.sin(a)) for a in turn]
        canvas = brush.darken(canvas, brush.stroke(circle, 7, 1.5) * 0.55)
        lit = brush.stroke([(x, y + 5) for x, y in circle], 2, 1.5)
        canvas = brush.lighten(canvas, lit * 0.28, "#ff9a55")
    return brush.lighten(canvas, brush.glow(120, 700, 420) * 0.30, "#e0561c")


def drawer(chance: Chance) -> Canvas:
    """A drawer lined with paper: folded linen, letters under a string, lavender."""
    canvas = _wood(chance)
    inner = _box(70, 64, 890, 656)
    paper = brush.wash(
        brush.mist(chance, 6, 5, 5), [(0, "#e3d6bd"), (0.5, "#efe6d3"), (1, "#f6f0e2")]
    )
    canvas = brush.layer(canvas, inner, _dotted(paper, chance))
    shade = brush.soften(1 - inner, 26) * inner
    canvas = brush.darken(canvas, shade * 0.75)
    canvas = _folded(canvas, (128, 132), (330, 400), "#f5f1e8", chance)
    canvas = _folded(canvas, (160, 300), (300, 270), "#b9c4bf", chance)
    canvas = _letters(canvas, chance)
    canvas = _lavender(canvas, chance)
    window = brush.ribbon([(-60, 420), (400, 180), (1060, -170)], [250, 250, 250], 40)
    return brush.lighten(canvas, window * 0.16, "#fff0cf")


def _wood(chance: Chance) -> Canvas:
    rings = brush.mist(chance, 2, 40, 4) + 0.15 * np.sin(60 * brush.mist(chance, 2, 5, 2))
    return brush.wash(np.clip(rings, 0, 1), [(0.1, "#5a3521"), (0.5, "#83512f"), (0.9, "#a56c40")])


def _box(left: float, top: float, right: float, bottom: float, blur: float = 0.5) -> Mask:
    return brush.shape([(left, top), (right, top), (right, bottom), (left, bottom)], blur)


def _dotted(paper: Canvas, chance: Chance) -> Canvas:
    for row, y in enumerate(range(84, 660, 44)):
        for x in range(90 + 26 * (row % 2), 890, 52):
            sprig = brush.glow(x + chance.normal(0, 0.8), y + chance.normal(0, 0.8), 5)
            paper = brush.layer(paper, np.clip(sprig * 1.6, 0, 1) * 0.35, "#b98a86")
    return paper


def _folded(canvas: Canvas, corner: Point, size: Point, cloth: str, chance: Chance) -> Canvas:
    x, y = corner
    wide, tall = size
    canvas = brush.darken(canvas, _box(x + 8, y + 12, x + wide + 14, y + tall + 18, 12) * 0.5)
    for fold in range(3):
        piece = _box(x + fold * 2, y - fold * 7, x + wide - fold * 3, y + tall - fold * 7, 1.4)
        weave = brush.mist(chance, 120, 120, 1) * 0.05 + brush.mist(chance, 3, 3, 3) * 0.13
        canvas = brush.layer(
            canvas,
            piece,
            np.clip(brush.colour(cloth) * (0.86 + fold * 0.015 + weave[..., None]), 0, 1),
        )
        lip = brush.stroke(
            [(x + 4, y + tall - fold * 7), (x + wide - 4, y + tall - fold * 7)], 2.5, 1.2
        )
        canvas = brush.darken(canvas, lip * 0.35)
    seam = [
        (x + 16, y + 4),
        (x + wide - 18, y + 4),
        (x + wide - 18, y + tall - 34),
        (x + 16, y + tall - 34),
        (x + 16, y + 4),
    ]
    return brush.darken(canvas, brush.stroke(seam, 1.6, 0.8) * 0.16)


def _letters(canvas: Canvas, chance: Chance) -> Canvas:
    for turn, shade in ((-0.12, "#d8c19a"), (0.07, "#e7d8b8"), (-0.02, "#f1e6cd")):
        corners = _turned((665, 250), (270, 180), turn)
        canvas = brush.darken(canvas, brush.shape([(x + 6, y + 9) for x, y in corners], 8) * 0.42)
        stain = brush.mist(chance, 5, 5, 4)[..., None] * 0.12
        canvas = brush.layer(
            canvas, brush.shape(corners, 0.5), np.clip(brush.colour(shade) * (0.93 + stain), 0, 1)
        )
    flap = [corners[0], (668, 262), corners[1]]
    canvas = brush.darken(canvas, brush.stroke(flap, 2, 1) * 0.28)
    for ends in ([(529, 256), (801, 246)], [(660, 158), (670, 342)]):
        canvas = brush.darken(canvas, brush.stroke([(x + 2, y + 3) for x, y in ends], 4, 2) * 0.4)
        canvas = brush.layer(canvas, brush.stroke(ends, 3.2, 0.4), "#8c4a5b")
    return canvas


def _turned(middle: Point, size: Point, angle: float) -> list[Point]:
    cosine, sine = np.cos(angle), np.sin(angle)
    halves = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)]
    steps = [(a * size[0], b * size[1]) for a, b in halves]
    return [
        (middle[0] + u * cosine - v * sine, middle[1] + u * sine + v * cosine) for u, v in steps
    ]


def _lavender(canvas: Canvas, chance: Chance) -> Canvas:
    for stem in range(7):
        foot, head = (560 + stem * 9, 612 - stem * 3), (742 + stem * 16, 424 + stem * 17)
        bow = chance.uniform(-16, 16)
        way = np.linspace(0, 1, 30)
        path = [
            (
                foot[0] + (head[0] - foot[0]) * t + bow * np.sin(np.pi * t),
                foot[1] + (head[1] - foot[1]) * t,
            )
            for t in way
        ]
        canvas = brush.darken(canvas, brush.stroke([(x + 4, y + 6) for x, y in path], 4, 3) * 0.35)
        canvas = brush.layer(canvas, brush.stroke(path, 2.6, 0.4), "#7d8a62")
        for bud in range(34):
            t = 0.64 + 0.36 * bud / 33
            x = (
                foot[0]
                + (head[0] - foot[0]) * t
                + bow * np.sin(np.pi * t)
                + chance.normal(0, 5.5 * (1.25 - t))
            )
            y = foot[1] + (head[1] - foot[1]) * t + chance.normal(0, 7.5 * (1.25 - t))
            shade = str(chance.choice(["#75669c", "#8b7bb3", "#a294c6", "#5f5285"]))
            canvas = brush.layer(canvas, np.clip(brush.glow(x, y, 4.2) * 1.5, 0, 1), shade)
    return canvas
