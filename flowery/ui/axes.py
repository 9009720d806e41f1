"""What the fourteen axes are called and coloured, and the other colours of a drawing.

It knows the two schemes, light and dark, as `style.css` and the theme have them; no data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from flowery.ui.words import gettext as _
from flowery.words.vocabulary import AXES


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of drawings on one ground, contrast at least 3 for shapes and 4.5 for text."""

    paper: str
    card: str
    line: str
    ink: str
    quiet: str
    accent: str
    supports: str
    opposes: str
    axes: Mapping[str, str]

    def named(self, axis: str) -> str:
        """The colour of an axis for its name: letters need more contrast than shapes."""
        return _mixed(self.axes[axis], self.ink, _COLOUR_IN_WORDS)


_COLOUR_IN_WORDS = 0.6  # the rest is ink; at 0.75 some fell below 4.5 on their own veil


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02X}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


LIGHT = Scheme(
    paper="#FAF7F2",
    card="#FFFFFF",
    line="#E8E0D6",
    ink="#2A2420",
    quiet="#6F645B",
    accent="#8C4A5B",
    supports="#3F6B4C",
    opposes="#9C3F31",
    axes=dict(
        zip(
            AXES,
            (
                *("#A87E00", "#D4573B", "#5E8A30", "#6F8250", "#2F8196", "#C2557F", "#9A7FB3"),
                *("#86709A", "#B5552B", "#A0693A", "#A87222", "#7A5C3E", "#5E6B45", "#4E4440"),
            ),
            strict=True,
        )
    ),
)

DARK = Scheme(
    paper="#171412",
    card="#211C19",
    line="#37302B",
    ink="#F2EBE3",
    quiet="#A89C90",
    accent="#D993A4",
    supports="#8FBF9C",
    opposes="#E08A7B",
    axes=dict(
        zip(
            AXES,
            (
                *("#E3B93C", "#EE8468", "#93BE62", "#A4B681", "#6BB4C6", "#E493B2", "#C6B0D8"),
                *("#B7A3C6", "#DA8258", "#CB9A66", "#D7A75A", "#B08E69", "#98A677", "#A3938A"),
            ),
            strict=True,
        )
    ),
)


def scheme() -> Scheme:
    """The colours of the ground this browser shows."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def axis_name(axis: str) -> str:
    """An axis as it is said."""
    return {
        "citrus": _("Citrus"),
        "fruity": _("Fruity"),
        "green": _("Green"),
        "aromatic": _("Aromatic"),
        "aquatic": _("Aquatic"),
        "floral": _("Floral"),
        "white_floral": _("White floral"),
        "powdery": _("Powdery"),
        "spicy": _("Spicy"),
        "gourmand": _("Gourmand"),
        "amber": _("Amber"),
        "woody": _("Woody"),
        "mossy": _("Mossy"),
        "leather": _("Leather"),
    }[axis]


def leading(weights: Mapping[str, float]) -> str | None:
    """The axis that weighs most; None when none does."""
    axis = max(AXES, key=lambda one: weights.get(one, 0.0))
    return axis if weights.get(axis, 0.0) > 0 else None
