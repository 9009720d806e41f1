"""What the browser is told: fonts that are there, colours that can be read, nothing sent elsewhere.

Reads `.streamlit/config.toml` only; how the pages look is for the browser test and its screenshots.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
CONFIG = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())
FONTS = ROOT / "flowery/ui/static"
LARGEST_FONT = 1_200_000


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 (black) to 1 (white), as WCAG 2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(c * w for c, w in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def grounds(scheme: dict[str, Any]) -> list[str]:
    """Everything that text stands on: paper, card and sidebar."""
    sidebar = scheme["sidebar"]["backgroundColor"]
    return [scheme["backgroundColor"], scheme["secondaryBackgroundColor"], sidebar]


def test_contrast_is_measured_as_the_standard_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_text_can_be_read_and_shapes_seen(name: str) -> None:
    scheme = CONFIG["theme"][name]
    words = ("textColor", "linkColor", "greenTextColor", "redTextColor", "grayTextColor")
    for ground in grounds(scheme):
        assert [word for word in words if contrast(scheme[word], ground) < 4.5] == []
        assert contrast(scheme["primaryColor"], ground) >= 3
    assert contrast("#FFFFFF", scheme["primaryColor"]) >= 4.5
    paper = scheme["backgroundColor"]
    assert [c for c in scheme["chartCategoricalColors"] if contrast(c, paper) < 3] == []


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_axis_has_its_own_colour(name: str) -> None:
    assert len(set(CONFIG["theme"][name]["chartCategoricalColors"])) == 14


def test_every_font_is_served_by_the_app_with_its_licence() -> None:
    urls = [face["url"] for face in CONFIG["theme"]["fontFaces"]]
    assert {url.rpartition("/")[0] for url in urls} == {"app/static"}
    assert {Path(url).name for url in urls} == {path.name for path in FONTS.glob("*.woff2")}
    families = {"-".join(Path(url).stem.split("-")[:2]) for url in urls}
    assert families == {"flowery-sans", "fraunces-latin", "gowun-batang"}
    assert len(list(FONTS.glob("*-OFL.txt"))) == 3


def test_fonts_stay_small() -> None:
    assert [f.name for f in FONTS.glob("*.woff2") if f.stat().st_size > LARGEST_FONT] == []


def test_the_server_is_for_this_machine_and_tells_nobody() -> None:
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["client"]["showErrorLinks"] is False
