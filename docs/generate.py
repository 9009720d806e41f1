"""Makes the parts of the pages that are read from the code and the data: `make docs` writes them,
`make check` compares them. Each function gives Markdown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import flowery
from flowery.cli.index import usages
from flowery.perfumery.notes import Taxonomy, load_taxonomy
from flowery.perfumery.stock import built_in
from flowery.perfumery.words import load_lexicon
from flowery.words.settings import Settings
from flowery.words.vocabulary import Fragrance


def commands() -> str:
    """Every command of `python -m flowery`."""
    rows = [(f"`{_escaped(usage)}`", words) for usage, words in usages()]
    return _table(("command", "what it does"), rows)


def settings() -> str:
    """Every setting, with its default."""
    rows = [
        (f"`FLOWERY_{name.upper()}`", _default(field.default), field.description or "")
        for name, field in Settings.model_fields.items()
    ]
    return _table(("setting", "default", "what it decides"), rows)


def rooms() -> str:
    """The rooms of the house, from the map in `flowery/__init__.py`."""
    text = flowery.__doc__ or ""
    block = text.split("\n\n")[2]
    rows: list[list[str]] = []
    for line in block.splitlines():
        room = re.match(r"    (\w+) {2,}(\S.*)", line)
        if room:
            rows.append([f"`flowery/{room[1]}`", room[2]])
        else:
            rows[-1][1] += f" {line.strip()}"
    return _table(("where", "what is there"), rows)


def catalogue() -> str:
    """What the catalogue and the knowledge around it hold."""
    taxonomy, lexicon = load_taxonomy(), load_lexicon()
    perfumes = built_in(taxonomy)
    counts = [
        ("perfumes", len(perfumes)),
        ("houses", len({perfume.brand for perfume in perfumes})),
        ("perfumers", len({name for perfume in perfumes for name in perfume.perfumers})),
        ("notes and materials", len(taxonomy.notes)),
        ("accords", len(taxonomy.accords)),
        ("families", len(taxonomy.families)),
        ("everyday things that smell", len(lexicon.sources)),
        ("words of mood, season, quality and the like", len(lexicon.words)),
    ]
    parts = (
        _table(("what", "how many"), [(what, f"{count:,}") for what, count in counts]),
        "## How much is known of a perfume",
        _coverage(perfumes),
        "## How sure the facts are",
        _shares(Counter(perfume.certainty for perfume in perfumes), len(perfumes), "certainty"),
        "## When they came out",
        _shares(Counter(_decade(perfume) for perfume in perfumes), len(perfumes), "decade"),
        "## How much is known of a note",
        _note_coverage(taxonomy),
    )
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _coverage(perfumes: Sequence[Fragrance]) -> str:
    known = {
        "year": lambda p: p.year,
        "perfumer": lambda p: p.perfumers,
        "concentration": lambda p: p.concentration,
        "pyramid": lambda p: p.top or p.heart or p.base,
        "notes without a pyramid": lambda p: p.flat,
        "accords": lambda p: p.accords,
        "family": lambda p: p.family,
        "season": lambda p: p.seasons,
        "occasion": lambda p: p.occasions,
        "price band": lambda p: p.price_band,
        "whether it is still made": lambda p: p.discontinued is not None,
    }
    counted = {name: sum(1 for p in perfumes if is_known(p)) for name, is_known in known.items()}
    return _shares(counted, len(perfumes), "field", in_order=True)


def _note_coverage(taxonomy: Taxonomy) -> str:
    notes = tuple(taxonomy.notes.values())
    counted = {
        "a Korean name": sum(1 for note in notes if note.korean),
        "another name in English": sum(1 for note in notes if note.aliases),
        "another name in Korean": sum(1 for note in notes if note.korean_aliases),
        "what it is a kind of": sum(1 for note in notes if note.parent),
        "facets": sum(1 for note in notes if note.facets),
        "allergens": sum(1 for note in notes if note.allergens),
        "a sentence of its own": sum(1 for note in notes if note.description),
    }
    return _shares(counted, len(notes), "field", in_order=True)


def _shares(counted: dict[str, int], of: int, what: str, in_order: bool = False) -> str:
    pairs: Iterable[tuple[str, int]] = counted.items() if in_order else sorted(counted.items())
    rows = [(name, f"{count:,}", f"{100 * count // of} %") for name, count in pairs]
    return _table((what, "how many", "share"), rows)


def _decade(perfume: Fragrance) -> str:
    if perfume.year is None:
        return "unknown"
    return "1940s and before" if perfume.year < 1950 else f"{perfume.year // 10 * 10}s"


def _default(value: object) -> str:
    return "" if value is None else f"`{str(value).lower() if value is True else value}`"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
