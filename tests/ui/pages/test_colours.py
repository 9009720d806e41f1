"""The axes have the same colours in the theme, in drawings and on words, in both schemes."""

import re
import tomllib

import pytest

from flowery.ui.axes import DARK, LIGHT, Scheme
from flowery.words.vocabulary import AXES
from tests.ui.conftest import ROOT

THEME = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())["theme"]
SHEET = (ROOT / "flowery/ui/content.css").read_text()


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


def test_words_are_underlined_in_the_colours_of_the_drawings() -> None:
    found = re.findall(r"\.fl-axis-(\w+) \{ --fl-axis: light-dark\((#\w+), (#\w+)\)", SHEET)
    assert [(axis, light.upper(), dark.upper()) for axis, light, dark in found] == [
        (axis, LIGHT.axes[axis], DARK.axes[axis]) for axis in AXES
    ]
