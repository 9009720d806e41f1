"""The axes have the same colours in the theme, in drawings and on words, in both schemes."""

import re
import tomllib

import pytest

from flowery.ui.axes import DARK, LIGHT, Scheme, _mixed
from flowery.words.vocabulary import AXES
from tests.test_theme import contrast
from tests.ui.conftest import ROOT

THEME = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())["theme"]
SHEET = (ROOT / "flowery/ui/content.css").read_text()
STYLE = (ROOT / "flowery/ui/style.css").read_text()


@pytest.mark.parametrize(("name", "scheme"), [("light", LIGHT), ("dark", DARK)])
def test_the_theme_and_the_drawings_agree(name: str, scheme: Scheme) -> None:
    assert THEME[name]["chartCategoricalColors"] == [scheme.axes[axis] for axis in AXES]
    assert (THEME[name]["backgroundColor"], THEME[name]["borderColor"]) == (
        scheme.paper,
        scheme.line,
    )
    assert (THEME[name]["greenColor"], THEME[name]["redColor"]) == (
        scheme.supports,
        scheme.opposes,
    )


@pytest.mark.parametrize(("name", "place"), [("light", 0), ("dark", 1)])
def test_what_is_chosen_can_be_read_in_both_schemes(name: str, place: int) -> None:
    chosen = re.findall(r'-selected="true"\][^{]*\{\s*color: light-dark\((#\w+), (#\w+)\)', STYLE)
    grounds = (THEME[name]["backgroundColor"], THEME[name]["secondaryBackgroundColor"])
    assert len(chosen) == 1
    assert [g for g in grounds if contrast(chosen[0][place], g) < 4.5] == []


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_the_names_of_axes_can_be_read_also_on_a_veil_of_their_colour(scheme: Scheme) -> None:
    grounds = {
        axis: (scheme.paper, _mixed(colour, scheme.paper, 0.2))
        for axis, colour in scheme.axes.items()
    }
    low = [a for a in AXES for ground in grounds[a] if contrast(scheme.named(a), ground) < 4.5]
    assert low == []
    assert "60%, var(--fl-ink)" in SHEET  # the same share on words as in drawings


def test_words_are_underlined_in_the_colours_of_the_drawings() -> None:
    found = re.findall(r"\.fl-axis-(\w+) \{ --fl-axis: light-dark\((#\w+), (#\w+)\)", SHEET)
    assert [(axis, light.upper(), dark.upper()) for axis, light, dark in found] == [
        (axis, LIGHT.axes[axis], DARK.axes[axis]) for axis in AXES
    ]
