"""Colours as eyes compare them: sRGB to CIELAB and back (D65), in numpy.

It knows numbers of colour, not pictures and not smells.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from flowery.words.vocabulary import AXES

AXIS_HEX = dict(
    zip(
        AXES,
        (
            *("#a87e00", "#d4573b", "#5e8a30", "#6f8250", "#2f8196", "#c2557f", "#9a7fb3"),
            *("#86709a", "#b5552b", "#a0693a", "#a87222", "#7a5c3e", "#5e6b45", "#4e4440"),
        ),
        strict=True,
    )
)
"""The colour of each axis, for a memory without a picture."""

Colours = NDArray[np.float64]
"""Shape (n, 3): sRGB 0..1, or L 0..100 with a and b about -128..127."""

_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])  # D65
_BEND = 6 / 29


def lab(srgb: Colours) -> Colours:
    """CIELAB of sRGB colours."""
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    xyz = linear @ _TO_XYZ.T / _WHITE
    bent = np.where(xyz > _BEND**3, np.cbrt(xyz), xyz / (3 * _BEND**2) + 4 / 29)
    x, y, z = bent.T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)


def srgb(colours: Colours) -> Colours:
    """sRGB 0..1 of CIELAB colours, cut off where a screen cannot show them."""
    y = (colours[:, 0] + 16) / 116
    bent = np.stack([y + colours[:, 1] / 500, y, y - colours[:, 2] / 200], axis=1)
    xyz = np.where(bent > _BEND, bent**3, 3 * _BEND**2 * (bent - 4 / 29)) * _WHITE
    linear = np.clip(xyz @ np.linalg.inv(_TO_XYZ).T, 0, 1)
    bright = 1.055 * linear ** (1 / 2.4) - 0.055
    seen: Colours = np.where(linear <= 0.0031308, linear * 12.92, bright)
    return seen


def hexes(colours: Colours) -> list[str]:
    """ "#rrggbb" of CIELAB colours."""
    parts = np.rint(srgb(colours) * 255).astype(int)
    return [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in parts]
