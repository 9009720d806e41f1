"""Flowery's sign: a flower of fourteen petals, one a scent axis, as long as an imagined taste.

Drawn once as SVG; it holds no data of anybody.
"""

from __future__ import annotations

import base64
import math
from functools import cache

from flowery.ui.axes import DARK, LIGHT
from flowery.words.vocabulary import AXES

_LENGTHS = (92, 72, 84, 66, 88, 100, 80, 70, 78, 64, 90, 98, 74, 68)
"""Of an imagined taste, out of 100: long enough everywhere that the flower stays round."""

_WIDTH = 23  # half the width of a petal at its widest, out of 100


@cache
def emblem(is_dark: bool) -> str:
    """The sign as an address of an image, since markup loses its drawings when it is cleaned."""
    encoded = base64.b64encode(_drawn(is_dark).encode()).decode("ascii")
    return f"data:image/svg+xml;base64,{encoded}"


def _drawn(is_dark: bool) -> str:
    scheme, blend = (DARK, "screen") if is_dark else (LIGHT, "multiply")
    petals = "".join(_petal(n, scheme.axes[axis], blend) for n, axis in enumerate(AXES))
    rings = "".join(f'<circle r="{radius}"/>' for radius in (100, 66, 33))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-104 -104 208 208">'
        f'<g fill="none" stroke="{scheme.ink}" stroke-opacity=".16" stroke-width=".5">{rings}</g>'
        f'{petals}<circle r="6.5" fill="{scheme.axes[AXES[0]]}" fill-opacity=".9"/></svg>'
    )


def _petal(number: int, colour: str, blend: str) -> str:
    length = _LENGTHS[number]
    width = _WIDTH * math.sqrt(length / 100)
    outline = (
        f"M0,0 C{width:.1f},{-0.28 * length:.1f} {width:.1f},{-0.8 * length:.1f} 0,{-length}"
        f" C{-width:.1f},{-0.8 * length:.1f} {-width:.1f},{-0.28 * length:.1f} 0,0Z"
    )
    turn = 360 * number / len(_LENGTHS)
    vein = f'<path d="M0,-14 V{-0.82 * length:.1f}" stroke="{colour}" stroke-opacity=".55"/>'
    return (
        f'<g transform="rotate({turn:.2f})" style="mix-blend-mode:{blend}">'
        f'<path d="{outline}" fill="{colour}" fill-opacity=".5" stroke="{colour}"'
        f' stroke-opacity=".75" stroke-width=".7"/>{vein}</g>'
    )
