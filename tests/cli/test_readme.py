"""The README runs as it is written, and every page that it names is there."""

import re
import shlex
from pathlib import Path

from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_its_commands_run_one_after_another(run: Run) -> None:
    lines = re.findall(r"^flowery (.+)$", README, re.MULTILINE)
    assert len(lines) >= 4
    for line in lines:
        ran = run(*shlex.split(line), plain=True)
        assert (ran.status, ran.err) == (0, ""), line
        assert ran.out


def test_its_targets_are_targets_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
    assert {"setup", "run", "test"} <= named <= targets


def test_its_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []
