"""What has to be translated: messages in `_()` and `ngettext()`, and the sentences of errors.

Reads the sources only. `python -m tests.ui.extracted` prints what Korean lacks, to be filled in.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file

from flowery.ui import words
from flowery.words import errors

ROOT = Path(__file__).parents[2]
INTERFACE = (*ROOT.glob("flowery/ui/**/*.py"), *ROOT.glob("pages/*.py"))
ROOMS = tuple(ROOT.glob("flowery/**/*.py"))
OUTSIDE = (
    *("flowery/cli/", "flowery/__main__.py", "flowery/storage/upkeep/"),
    *("flowery/perfumery/knowledge.py", "flowery/perfumery/stock.py"),
)
"""What only a terminal or a log says stays English."""
ROWS = "flowery/perfumery/importing/"
REASONS = {"ValueError", "Flaw"}
"""Why a row of a table is refused, which the page *Catalogue* says."""
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type)}


def messages() -> dict[str, str]:
    """Every message of the interface, with the file that says it."""
    found: dict[str, str] = {}
    for path in sorted(INTERFACE):
        for _line, message, *_rest in extract_from_file(
            "python", path, keywords={"_": None, "gettext": None, "ngettext": (1, 2)}
        ):
            first = message if isinstance(message, str) else message[0]
            found.setdefault(first, said_in(path))
    return found


def sentences() -> dict[str, str]:
    """Every sentence of an error that a page may show, with the file that raises it."""
    return {
        sentence: said_in(path)
        for path in sorted(ROOMS)
        if not said_in(path).startswith(OUTSIDE)
        for sentence in raised(path, REASONS if said_in(path).startswith(ROWS) else set())
    }


def raised(path: Path, more: set[str]) -> Iterator[str]:
    """The sentences of the errors (and of `more`) that a module makes, `{name}` or `{0}` where a
    value goes.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = dict(strings(tree))
    for node in ast.walk(tree):
        is_error = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if is_error and node.func.id in ERRORS | more and node.args:
            sentence = template(node.args[0], constants)
            if sentence:
                yield sentence


def strings(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The strings that a module gives a name."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))):
                yield name, text


def template(node: ast.expr, constants: dict[str, str]) -> str | None:
    """A literal or f-string as a message; None when it is computed elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        return constants.get(node.id)
    if not isinstance(node, ast.JoinedStr):
        return None
    number = iter(range(100))
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else slot(part, constants, number)
        for part in node.values
    )


def slot(part: ast.expr, constants: dict[str, str], number: Iterator[int]) -> str:
    named = part.value if isinstance(part, ast.FormattedValue) else part
    if not isinstance(named, ast.Name):
        return f"{{{next(number)}}}"
    return constants.get(named.id, f"{{{named.id}}}")


def said_in(path: Path) -> str:
    return str(path.relative_to(ROOT))


def missing() -> dict[str, str]:
    """What has no Korean yet, with the file that says it."""
    known = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in words.catalogue("ko")
        if message.string and not message.fuzzy
    }
    return {m: where for m, where in (messages() | sentences()).items() if m not in known}


if __name__ == "__main__":
    for message, where in missing().items():
        escaped = message.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        print(f'#: {where}\nmsgid "{escaped}"\nmsgstr ""\n')
