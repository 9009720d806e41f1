"""The README shows pictures that are there, small enough to load at once."""

import re
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
LARGEST = 200_000


def test_the_pictures_of_the_readme_are_there_and_small() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / "README.md").read_text())
    kept = sorted((ROOT / "docs/pictures").glob("*.png"))
    assert sorted(ROOT / path for path in shown) == kept
    assert len(kept) == 6
    assert [path.name for path in kept if path.stat().st_size > LARGEST] == []
    assert {Image.open(path).format for path in kept} == {"PNG"}
