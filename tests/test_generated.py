"""Whatever is written twice is the same twice: generated pages, the lock, the dependencies."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
HASHED = re.compile(r"^([\w-]+)==[^ ]+.*\\$")


def locked(name: str) -> set[str]:
    """The packages a lock pins with hashes."""
    lines = (ROOT / name).read_text().splitlines()
    return {found[1] for line in lines if (found := HASHED.match(line))}


def asked_for() -> set[str]:
    lines = (ROOT / "requirements.in").read_text().splitlines()
    return {name[0] for line in lines if (name := re.findall(r"^[\w-]+", line))}


def test_generated_parts_of_the_pages_are_up_to_date() -> None:
    pages = sorted(
        str(path.relative_to(ROOT)) for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
    )
    command = [sys.executable, "-m", "cogapp", "--check", "--diff", *pages]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, f"run 'make docs'\n{checked.stdout}{checked.stderr}"


def test_the_lock_holds_every_requirement() -> None:
    assert asked_for() - locked("requirements.txt") == set(), "run 'make lock'"


def test_the_lock_pins_everything_by_hash_and_names_no_index() -> None:
    for name in ("requirements.txt", "tests/requirements.txt"):
        text = (ROOT / name).read_text()
        blocks = re.split(r"\n(?=[a-z])", text)[1:]
        assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
        assert re.findall(r"https?://|file:|--find-links|index-url", text) == []


def test_no_torch_and_nothing_for_a_graphics_card() -> None:
    heavy = re.compile(r"torch|nvidia|cuda|tensorflow|triton|sentence-transformers")
    assert [name for name in locked("requirements.txt") if heavy.search(name)] == []


def test_every_requirement_is_explained() -> None:
    text = (ROOT / "docs/dependencies.md").read_text()
    explained = set(re.findall(r"^\| `([\w-]+)`", text, re.MULTILINE))
    assert explained == asked_for() | tools()


def tools() -> set[str]:
    lines = (ROOT / "tests/requirements.in").read_text().splitlines()
    return {name[0] for line in lines if (name := re.findall(r"^[a-z][\w-]*", line))}
