"""Holds the code to the map in the docstring of `flowery/__init__.py`.

Knows how to read that map and who imports whom (by parsing, nothing is run). Knows no behaviour.
"""

import ast
import re
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import flowery

ROOT = Path(__file__).parents[1]
PATHS = {"memories", "taste", "advice", "learning"}
VAGUE = {"utils", "util", "helpers", "helper", "services", "managers", "core", "common", "misc"}
LONGEST_MODULE = 300
LONGEST_PAGE = 90

# Who may open the door to which outside world: module prefixes, and the packages behind the door.
DOORS = {
    ("flowery.storage",): {"lancedb", "sqlalchemy", "alembic"},
    ("flowery.models.openai_compatible",): {"openai"},
    ("flowery.ui", "pages", "app"): {"streamlit", "streamlit_authenticator"},
}


def rooms() -> list[str]:
    """The rooms of the map, top first: the first word of each indented line of the docstring."""
    return re.findall(r"^    (\w+) {2,}\S", flowery.__doc__ or "", re.MULTILINE)


def sources() -> list[Path]:
    inside = [*ROOT.glob("flowery/**/*.py"), *ROOT.glob("pages/*.py"), *ROOT.glob("app.py")]
    return sorted(inside)


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imported(source: str) -> Iterator[str]:
    """Every module a source imports, at its top or inside a function: `a.b` and `a.b.name`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(module: str) -> str | None:
    """The room a module of ours stands in; none for the package itself and for others' modules."""
    package, _, rest = module.partition(".")
    room = rest.partition(".")[0]
    return room if package == "flowery" and room in rooms() else None


def wrong_way(module: str, source: str) -> list[str]:
    """Imports of a room below one's own, or of another path."""
    here = room_of(module)
    if here is None:
        return []
    above = set(rooms()[: rooms().index(here) + 1])
    allowed = above - (PATHS - {here}) if here in PATHS else above
    there = ((room_of(name), name) for name in imported(source))
    return [f"{module} imports {name}" for room, name in there if room and room not in allowed]


def wrong_door(module: str, source: str) -> list[str]:
    """Imports of an outside world by a module that is not its door."""
    packages = {name.partition(".")[0] for name in imported(source)}
    return [
        f"{module} imports {package}"
        for doors, behind in DOORS.items()
        for package in sorted(packages & behind)
        if not any(module == door or module.startswith(f"{door}.") for door in doors)
    ]


def first_act(source: str) -> str:
    """The first statement of a page after its docstring and imports."""
    acts = [node for node in ast.parse(source).body if not is_preamble(node)]
    return ast.unparse(acts[0]) if acts else ""


def is_preamble(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def is_guarded(source: str) -> bool:
    return re.search(r"\bsession\.require_(user|admin)\(\)", first_act(source)) is not None


def test_the_map_names_every_room_and_no_other() -> None:
    children = [
        path for path in (ROOT / "flowery").iterdir() if not path.name.startswith(("_", "."))
    ]
    assert sorted(rooms()) == sorted(path.stem for path in children)


def test_imports_go_up_the_map_only_and_paths_never_meet() -> None:
    assert [
        line for path in sources() for line in wrong_way(module_name(path), path.read_text())
    ] == []


def test_each_outside_world_has_one_door() -> None:
    read = ((module_name(path), path.read_text()) for path in sources())
    assert [line for module, source in read for line in wrong_door(module, source)] == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("flowery.words.errors", "from flowery.storage import schema"),
        ("flowery.words.errors", "from flowery import storage"),
        ("flowery.advice.brief", "import flowery.taste.profile"),
        ("flowery.taste.profile", "def replay():\n    from flowery.memories import intake"),
        ("flowery.wiring", "import flowery.ui.main"),
    ],
)
def test_a_wrong_way_is_seen(module: str, source: str) -> None:
    assert len(wrong_way(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("flowery.advice.retrieval", "import lancedb.expr"),
        ("flowery.models.embedded.encoder", "from openai import OpenAI"),
        ("flowery.uisettings", "import streamlit as st"),
    ],
)
def test_a_wrong_door_is_seen(module: str, source: str) -> None:
    assert len(wrong_door(module, source)) == 1


def test_the_ways_the_map_allows_are_open() -> None:
    assert wrong_way("flowery.advice.brief", "from flowery.perfumery import notes") == []
    assert wrong_way("flowery.wiring", "from flowery import advice, memories, __version__") == []
    assert wrong_door("flowery.storage.schema", "from sqlalchemy import Column") == []


def test_no_module_has_a_vague_name() -> None:
    assert [str(path) for path in sources() if VAGUE & set(path.with_suffix("").parts)] == []


def test_pages_define_no_class() -> None:
    """Streamlit runs a page anew each time: a class defined there is never equal to itself."""
    pages = [path for path in sources() if module_name(path).startswith(("app", "pages"))]
    defined = [
        f"{path.name}: {node.name}"
        for path in pages
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef)
    ]
    assert defined == []


def test_every_page_asks_who_is_there_first() -> None:
    pages = ROOT.glob("pages/*.py")
    assert [path.name for path in pages if not is_guarded(path.read_text())] == []


def test_an_unguarded_page_is_seen() -> None:
    guarded = '"""Home."""\nfrom flowery.ui import session\n\nuser = session.require_user()\n'
    assert is_guarded(guarded)
    assert not is_guarded(guarded.replace("user =", "print('hello')\nuser ="))
    assert not is_guarded('"""Home."""\n')


OPENING = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "iterdir"}


def paths_opened(source: str) -> list[str]:
    """Where a source makes a path of something, or opens one, that no constant of it names: in the
    face of the browser, what is no constant may have come from there.
    """
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return sorted(ast.unparse(call) for call in calls if makes_path(call) or opens_path(call))


def makes_path(call: ast.Call) -> bool:
    made = isinstance(call.func, ast.Name) and call.func.id in {"Path", "open"}
    return made and [ast.unparse(argument) for argument in call.args] != ["__file__"]


def opens_path(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in OPENING:
        return False
    names = [node.id for node in ast.walk(call.func.value) if isinstance(node, ast.Name)]
    return not any(name.isupper() for name in names)


def test_no_path_from_a_browser_is_ever_opened() -> None:
    """The one exception writes a table to a file that bears a name of ours (see its tests)."""
    faces = [path for path in sources() if module_name(path).startswith(("flowery.ui", "pages"))]
    found = {module_name(p): opened for p in faces if (opened := paths_opened(p.read_text()))}
    allowed = ["Path(folder)", "path.write_bytes(content)"]
    assert found == {"flowery.ui.collection.file": allowed}


@pytest.mark.parametrize(
    "source",
    [
        "def show(name):\n    return open(name)",
        "def show(name):\n    return Path(name).read_text()",
        "def show(name):\n    return (folder() / name).read_bytes()",
        "def show(given):\n    Path(given.name)",
    ],
)
def test_a_path_from_a_browser_is_seen(source: str) -> None:
    assert paths_opened(source)
    assert not paths_opened("_STYLE = Path(__file__)\n_STYLE.read_text()")


def test_modules_stay_short_enough_to_be_one_thing() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in sources()
        if path.parent.name != "versions"  # a migration is history, and history is not rewritten
        and (lines := len(path.read_text().splitlines()))
        > (LONGEST_PAGE if path.parent.name == "pages" else LONGEST_MODULE)
    ]
    assert long == []


NEEDED_BY_OTHERS = {
    "plotly",  # st.plotly_chart draws our figures, which are plain JSON
    "pandas",  # Streamlit's tables and Lance's readers
    "cryptography",  # pypdf opens AES-encrypted PDFs with it
}


def test_what_is_imported_is_in_the_requirements_and_the_reverse() -> None:
    """By distribution; a package read as files (the encoder) counts by its name in the code."""
    text = "\n".join(path.read_text() for path in sources())
    distributions = packages_distributions()
    packages = {name.partition(".")[0] for path in sources() for name in imported(path.read_text())}
    used = {canonical(d) for package in packages for d in distributions.get(package, ())}
    named = {canonical(name) for name in re.findall(r'"([\w-]+)"', text)}
    declared = requirements()
    assert used - declared == set(), "imported, but not in requirements.in"
    assert declared - used - named - NEEDED_BY_OTHERS == set(), "in requirements.in, but never used"


def requirements() -> set[str]:
    lines = (ROOT / "requirements.in").read_text().splitlines()
    return {canonical(name[0]) for line in lines if (name := re.findall(r"^[\w-]+", line))}


def canonical(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()
