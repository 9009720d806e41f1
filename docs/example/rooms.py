"""Two indoor scenes: a wet window at dusk and a candle-lit temple.

Knows what is in the rooms, not how paint is mixed.
"""

from __future__ import annotations

import brushes as brush
import numpy as np
from brushes import HEIGHT, WIDTH, Canvas

Chance = np.random.Generator


def rain_window(chance: Chance) -> Canvas:
    """Dusk behind a wet pane: a street out of focus, and each drop holds it upside down."""
    street = _street_out_of_focus(chance)
    pane = street * 0.94
    for _ in range(26):
        pane = _run_of_water(pane, street, chance)
    for _ in range(420):
        size = float(np.clip(chance.gamma(2.2, 2.0), 1.6, 15))
        pane = _drop(pane, street, chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT), size)
    return pane


def _street_out_of_focus(chance: Chance) -> Canvas:
    sky = [(0, "#1d2a44"), (0.35, "#3d4a6b"), (0.5, "#8a6f80"), (0.64, "#e09a68"), (1, "#2b2733")]
    street = brush.wash(np.clip(brush.rows() + 0.05 * brush.mist(chance, 3, 2), 0, 1), sky)
    roofs = 470 + 60 * np.round(brush.mist(chance, 9, 0, 2)[0] * 4) / 2 - 60
    houses = brush.soften((np.arange(HEIGHT)[:, None] > roofs[None, :]).astype(float), 9)
    street = brush.layer(street, houses * 0.82, "#231f2e")
    for _ in range(46):
        lamp = chance.choice(["#ffb866", "#ffd9a0", "#ff8a5c", "#f4e4c4", "#8fb7c9"])
        x, y = chance.uniform(0, WIDTH), chance.normal(560, 75)
        disc = brush.disc(x, y, chance.uniform(9, 34))
        street = brush.lighten(street, brush.soften(disc, 3) * chance.uniform(0.3, 0.85), str(lamp))
    return brush.soften_canvas(street, 4)


def _drop(pane: Canvas, street: Canvas, x: float, y: float, size: float) -> Canvas:
    reach = int(size * 1.6) + 2
    top, left = max(0, int(y) - reach), max(0, int(x) - reach)
    patch = pane[top : int(y) + reach, left : int(x) + reach]
    down, across = np.mgrid[top : top + patch.shape[0], left : left + patch.shape[1]]
    u, v = (across - x) / size, (down - y) / (size * 1.18)
    inside = np.clip((1 - np.hypot(u, v)) * size * 0.8, 0, 1)[..., None]
    seen_y = np.clip(y - v * 210 - 10, 0, HEIGHT - 1).astype(int)
    seen_x = np.clip(x - u * 150, 0, WIDTH - 1).astype(int)
    bent = street[seen_y, seen_x] * (1.08 - 0.35 * np.clip(-v, -1, 1)[..., None])
    spark = np.exp(-((u + 0.35) ** 2 + (v + 0.45) ** 2) * 16)[..., None] * 0.55
    pane[top : int(y) + reach, left : int(x) + reach] = patch * (1 - inside) + inside * (
        bent + spark
    )
    return pane


def _run_of_water(pane: Canvas, street: Canvas, chance: Chance) -> Canvas:
    x, start, length = chance.uniform(0, WIDTH), chance.uniform(-200, 400), chance.uniform(120, 420)
    sway = np.cumsum(chance.normal(0, 0.8, 40))
    path = [(x + sway[step], start + length * step / 39) for step in range(40)]
    trail = brush.ribbon(path, list(np.linspace(0.5, 5.0, 40)), 0.8)
    pane = brush.layer(pane, trail * 0.55, street[::-1] * 1.1)
    return _drop(pane, street, path[-1][0], path[-1][1], chance.uniform(7, 12))


def temple(chance: Chance) -> Canvas:
    """Candles before a paper door, and the smoke of one stick of incense."""
    canvas = _paper_door(chance)
    table = brush.soften((brush.rows() > 0.79).astype(float), 1)
    boards = brush.wash(
        np.clip(brush.rows() * 3 - 2.3, 0, 1), [(0, "#6e3a1e"), (0.25, "#3c1d12"), (1, "#140a08")]
    )
    canvas = brush.layer(
        canvas, table, boards * (0.85 + 0.3 * brush.mist(chance, 3, 60, 2)[..., None])
    )
    for x, height in ((150, 96), (246, 150), (352, 118), (622, 128), (724, 170), (822, 104)):
        canvas = _candle(canvas, x, 590 + chance.uniform(-8, 14), height, chance)
    return _incense(canvas)


def _paper_door(chance: Chance) -> Canvas:
    light = np.clip(brush.glow(487, 400, 520, 0.9) + 0.25 * brush.mist(chance, 4, 3), 0, 1)
    canvas = brush.wash(
        light, [(0, "#160b0b"), (0.45, "#4a2416"), (0.8, "#9a5a2a"), (1, "#d79a4f")]
    )
    lattice = np.zeros((HEIGHT, WIDTH))
    for x in range(40, WIDTH, 88):
        lattice = np.maximum(lattice, brush.stroke([(x, 0), (x, 580)], 7))
    for y in range(28, 580, 92):
        lattice = np.maximum(lattice, brush.stroke([(0, y), (WIDTH, y)], 6))
    fibres = (brush.mist(chance, 160, 18, 2) - 0.5) * 0.10
    return brush.darken(
        np.clip(canvas * (1 + fibres[..., None]), 0, 1), brush.soften(lattice, 1.6) * 0.62
    )


def _candle(canvas: Canvas, x: float, foot: float, height: float, chance: Chance) -> Canvas:
    top, half = foot - height, 17
    canvas = brush.darken(canvas, brush.glow(x, foot + 6, 46, 0.28) * 0.6)
    body = brush.shape(
        [(x - half, top), (x + half, top + 3), (x + half, foot), (x - half, foot)], 1
    )
    wax = brush.wash(
        np.clip((brush.rows() * HEIGHT - top) / height, 0, 1),
        [(0, "#fff0c4"), (0.3, "#f2c584"), (1, "#9c6238")],
    )
    side = np.clip(1 - np.abs(brush.columns() * WIDTH - x + 4) / (half * 1.9), 0, 1)
    canvas = brush.layer(canvas, body, np.clip(wax * (0.55 + 0.55 * side[..., None]), 0, 1))
    lean = chance.uniform(-3, 3)
    flame = brush.ribbon(
        [
            (x, top - 1),
            (x + lean * 0.3, top - 14),
            (x + lean, top - 34),
            (x + lean * 1.6, top - 50),
        ],
        [9, 15, 9, 1],
        1.6,
    )
    canvas = brush.lighten(canvas, brush.glow(x, top - 20, 190) * 0.30, "#ff9a3c")
    canvas = brush.lighten(canvas, brush.glow(x, top - 20, 62) * 0.55, "#ffc46b")
    canvas = brush.layer(canvas, flame, "#fff3cf")
    reflection = brush.ribbon([(x, foot + 8), (x, foot + 60), (x, 720)], [26, 18, 6], 9)
    return brush.lighten(canvas, reflection * 0.30, "#ffb057")


def _incense(canvas: Canvas) -> Canvas:
    bowl = brush.shape([(440, 566), (534, 566), (520, 612), (454, 612)], 1)
    canvas = brush.layer(
        canvas,
        bowl,
        brush.wash(brush.columns(), [(0.45, "#6d5a3a"), (0.5, "#b79a63"), (0.56, "#3a2a1c")]),
    )
    canvas = brush.layer(canvas, brush.stroke([(487, 568), (487, 462)], 3), "#7d4a2a")
    canvas = brush.lighten(canvas, brush.glow(487, 460, 9), "#ff7a33")
    for strand in range(9):
        rise = np.linspace(0, 1, 120)
        sway = (
            78 * rise**1.4 * np.sin(5.2 * rise + 0.23 * strand)
            + 14 * strand * rise**2
            - 40 * rise**2
        )
        path = [(487 + sway[step], 458 - 500 * rise[step]) for step in range(120)]
        canvas = brush.lighten(
            canvas, brush.ribbon(path, list(3 + 22 * rise), 2 + strand * 0.5) * 0.085, "#e9dccb"
        )
    return canvas
