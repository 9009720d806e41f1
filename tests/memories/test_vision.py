"""Palettes are true, always the same, and hint at smells without ever saying much."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st
from PIL import Image

from flowery.memories import colour
from flowery.memories.hints import DIRECTIONS, STRONGEST, hints
from flowery.memories.vision import looked_at, telling
from flowery.perfumery.notes import Taxonomy


def painted(*colours: str, height: int = 60) -> Image.Image:
    """Stripes of equal width."""
    picture = Image.new("RGB", (30 * len(colours), height))
    for i, shade in enumerate(colours):
        picture.paste(shade, (30 * i, 0, 30 * (i + 1), height))
    return picture


@pytest.mark.parametrize(
    ("srgb", "lab"),
    [
        ((1, 1, 1), (100, 0, 0)),
        ((0, 0, 0), (0, 0, 0)),
        ((1, 0, 0), (53.24, 80.09, 67.20)),
        ((0, 1, 0), (87.73, -86.18, 83.18)),
        ((0, 0, 1), (32.30, 79.19, -107.86)),
    ],
)
def test_lab_has_the_published_values(srgb: tuple[float, ...], lab: tuple[float, ...]) -> None:
    assert np.allclose(colour.lab(np.array([srgb], dtype=float)), [lab], atol=0.05)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_lab_and_back_is_the_same_colour(rgb: tuple[int, int, int]) -> None:
    (shown,) = colour.hexes(colour.lab(np.array([rgb], dtype=float) / 255))
    assert shown == "#{:02x}{:02x}{:02x}".format(*rgb)


def test_a_palette_has_the_colours_of_the_picture_by_their_share() -> None:
    seen = looked_at(painted("#2f8196", "#2f8196", "#e3b93c"))
    assert [swatch.hex for swatch in seen.palette[:2]] == ["#2f8196", "#e3b93c"]
    assert abs(seen.palette[0].share - 2 / 3) < 0.03
    assert abs(sum(swatch.share for swatch in seen.palette) - 1) < 0.001


def test_the_same_picture_is_always_seen_the_same() -> None:
    pixels = np.random.default_rng(5).integers(0, 256, (80, 80, 3), dtype=np.uint8)
    noise = Image.fromarray(pixels)
    assert looked_at(noise) == looked_at(noise)
    assert len(looked_at(noise).palette) == 5


def test_light_warmth_and_texture_order_pictures_as_eyes_do() -> None:
    rng = np.random.default_rng(5)
    gravel = Image.fromarray(rng.integers(0, 256, (200, 200, 3), dtype=np.uint8))
    assert looked_at(painted("#fff8e0")).light > looked_at(painted("#30281c")).light
    assert looked_at(painted("#d08030")).warmth > 0.5 > looked_at(painted("#3060c0")).warmth
    assert looked_at(gravel.resize((96, 96))).texture > looked_at(painted("#808080")).texture == 0


def test_the_telling_colour_is_the_strong_one_and_not_the_wall() -> None:
    assert telling(looked_at(painted("#d8d4cc", "#d8d4cc", "#c2304f")).palette) == "#c2304f"
    assert telling(()) is None


@pytest.mark.parametrize(
    ("shade", "note"),
    [
        ("#e8c820", "citrus"),
        ("#e88020", "orange"),
        ("#f0a0b8", "rose"),
        ("#b02030", "red_fruits"),
        ("#40c0b0", "mint"),
        ("#2060a0", "sea_notes"),
        ("#4a8a30", "herbs"),
        ("#7a5c3e", "woody_notes"),
        ("#8050b0", "lavender"),
        ("#2c1c10", "coffee"),
    ],
)
def test_colours_hint_where_people_place_them(shade: str, note: str) -> None:
    found = hints([looked_at(painted(shade))])
    assert note in {hint.note for hint in found}


def test_hints_are_weak_guesses_that_stand_on_no_word(taxonomy: Taxonomy) -> None:
    found = hints([looked_at(painted("#e8c820", "#4a8a30", "#b02030"))])
    assert 0 < len(found) <= 2
    for hint in found:
        assert (hint.status, hint.valence, hint.start) == ("inferred", "neutral", None)
        assert 0 < hint.confidence <= STRONGEST
        assert hint.because[0].startswith("the picture is ")
    assert {direction.note for direction in DIRECTIONS} <= set(taxonomy.notes)


def test_grey_says_nothing() -> None:
    assert hints([looked_at(painted("#808080"))]) == ()
