"""Cells as values: notes from a list, a pyramid, a text or the literal of a programming language;
names, years and accords. Literals are parsed, never evaluated.

A cell that cannot be what its column says raises ValueError with the reason.
"""

from __future__ import annotations

import ast
import datetime
import json
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from flowery.perfumery.folding import folded

LONGEST_NAME = 200
LONGEST_NOTE = 80
MOST_NOTES = 40
_LITERAL = 20_000  # characters of a literal
_DEEPEST = 6
_FIRST_YEAR = 1700  # the oldest perfume still known by name, Farina's Eau de Cologne, is of 1709
_MISSING = frozenset({"", "na", "n a", "nan", "none", "null", "unknown", "unavailable", "tbd"})
_YES = frozenset({"yes", "y", "true", "t", "1", "1 0", "discontinued", "예", "네", "단종"})
_NO = frozenset({"no", "n", "false", "f", "0", "0 0", "in production", "current", "아니오"})
_LAYERS = {
    "top": re.compile(r"(?:top|head)(?: notes?)?"),
    "heart": re.compile(r"(?:middle|mid|heart)(?: notes?)?"),
    "base": re.compile(r"(?:base|bottom|dry ?down)(?: notes?)?"),
}
_TOLD = re.compile(
    r"\b(top|head|middle|mid|heart|base|bottom)(?:\s+notes?)?\s*(?:are|:|-|–)\s*", re.IGNORECASE
)
_SENTENCE = re.compile(
    r"\b(top|head|middle|mid|heart|base|bottom)\s+notes?\s+(?:are|is)\s+([^;.]+)", re.IGNORECASE
)
_PARTED = re.compile(r"[,;|•\n/](?![^(]*\))")


def text(cell: Any) -> str:
    """A cell as one line; "" when it says that nothing is known."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    line = " ".join(unicodedata.normalize("NFC", str(cell)).split())
    line = "".join(c for c in line if unicodedata.category(c)[0] != "C")
    return "" if folded(line) in _MISSING else line


def name(cell: Any, what: str, longest: int = LONGEST_NAME) -> str:
    """A house or a name. Raises ValueError."""
    said = text(cell)
    if len(said) > longest:
        raise ValueError(f"its {what} has {len(said):,} characters")
    if said[:1] in "=@" and said:
        raise ValueError(f"its {what} is a formula")
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", said):  # "maison-margiela", as addresses write it
        said = " ".join(word.capitalize() for word in said.split("-"))
    return said


def year(cell: Any) -> int | None:
    """A year. Raises ValueError for one in which no perfume was made."""
    said = text(cell)
    found = re.search(r"(?<!\d)\d{4}(?!\d)", said)
    if found is None or said in ("0", "0.0"):
        return None
    value = int(found.group())
    if not _FIRST_YEAR <= value <= datetime.datetime.now(datetime.UTC).year + 1:
        raise ValueError(f"its year is {value}")
    return value


def names(cell: Any) -> tuple[str, ...]:
    """Several names in one cell. Raises ValueError."""
    value = literal(cell)
    if isinstance(value, Mapping):
        value = [*value]
    parts = _parts(value) if isinstance(value, str) else value
    if not isinstance(parts, Iterable):
        return ()
    cleaned = (text(part) for part in parts)
    return tuple(dict.fromkeys(part for part in cleaned if part))


def pyramid(cell: Any) -> dict[str, tuple[str, ...]]:
    """Notes by layer ("top", "heart", "base", and "flat" when none is told). Raises ValueError."""
    value = literal(cell)
    if isinstance(value, Mapping):
        return _layered(value)
    if isinstance(value, str) and _TOLD.search(value):
        pieces = _TOLD.split(value)
        return _layered(dict(zip(pieces[1::2], pieces[2::2], strict=True)))
    return {"flat": names(value)}


def told(cell: Any) -> dict[str, tuple[str, ...]]:
    """The pyramid that a description tells: "Top notes are Lemon; base notes are Musk."."""
    said = ((match[1], match[2]) for match in _SENTENCE.finditer(text(cell)))
    return _layered({layer: re.sub(r"\s+and\s+", ", ", notes) for layer, notes in said})


def truth(cell: Any) -> bool | None:
    """Yes or no; None when it says neither."""
    said = folded(text(cell))
    return True if said in _YES else False if said in _NO else None


def accords(cell: Any) -> dict[str, float]:
    """Accords by name with their strengths 0..1; without numbers the first is the strongest."""
    value = literal(cell)
    if isinstance(value, Mapping):
        pairs = [(text(key), _number(strength)) for key, strength in value.items()]
        top = max((strength for _, strength in pairs), default=0) or 1.0
        return {key: min(strength / max(top, 1.0), 1.0) for key, strength in pairs if key}
    found = names(value)
    return {accord: max(1 - 0.12 * place, 0.3) for place, accord in enumerate(found)}


def literal(cell: Any) -> Any:
    """A cell that holds a list or an object written out, as that; anything else as it is."""
    if not isinstance(cell, str) or cell.strip()[:1] not in ("[", "{", "("):
        return cell
    written = cell.strip()
    if len(written) > _LITERAL:
        raise ValueError(f"a cell holds a list of {len(written):,} characters")
    if _depth(written) > _DEEPEST:
        raise ValueError("a cell is nested too deeply")
    for parsed in (json.loads, ast.literal_eval):
        try:
            return parsed(written)
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            continue
    return written.strip("[](){}").replace("'", "").replace('"', "")


def _layered(value: Mapping[Any, Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, notes in value.items():
        said = folded(str(key))
        layer = next((n for n, pattern in _LAYERS.items() if pattern.fullmatch(said)), "flat")
        found[layer] = found.get(layer, ()) + names(notes)
    return found


def _parts(value: str) -> list[str]:
    parts = _PARTED.split(value)
    if len(parts) > 1:
        parts[-1] = re.sub(r"^\s*and\s+", "", parts[-1])
    return [part.strip(" .*") for part in parts]


def _number(value: Any) -> float:
    found = re.search(r"\d+(?:\.\d+)?", str(value))
    return float(found.group()) if found else 1.0


def _depth(written: str) -> int:
    depth = deepest = 0
    for character in written:
        depth += (character in "[{(") - (character in "]})")
        deepest = max(deepest, depth)
    return deepest
