"""Compares the perfumes that come with Flowery with a table of somebody else's:
`python -m docs.crosscheck TABLE`.

Perfumes are matched by the rules of the import. What is printed are counts and shares; no row of
the table is kept or written anywhere.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from flowery.perfumery.importing.drafts import Drafts
from flowery.perfumery.importing.identity import Identities
from flowery.perfumery.importing.importer import columns_of, drafts_of
from flowery.perfumery.importing.rows import rows_of
from flowery.perfumery.naming import load_houses
from flowery.perfumery.notes import Taxonomy, load_taxonomy
from flowery.perfumery.stock import built_in
from flowery.words.vocabulary import Fragrance

CERTAINTIES = ("declared", "commonly reported", "inferred")
_NEARLY = 1  # years; sources differ by one over a launch late in the year

Pair = tuple[Fragrance, Fragrance]
Compare = Callable[[Fragrance, Fragrance], float]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a field agrees where both tell of it: 0..1, and of how many perfumes."""

    field: str
    share: float
    of: int


def main(arguments: Sequence[str]) -> int:
    """Print the agreement by field and certainty."""
    if len(arguments) != 1:
        print("usage: python -m docs.crosscheck TABLE")
        return 2
    taxonomy = load_taxonomy()
    ours = built_in(taxonomy)
    pairs = matched(ours, Path(arguments[0]), taxonomy)
    print("\n".join(report(ours, pairs)))
    return 0


def matched(ours: Sequence[Fragrance], table: Path, taxonomy: Taxonomy) -> tuple[Pair, ...]:
    """Our perfumes, each with the row of the table that it is; the fullest of several."""
    identities = Identities(load_houses(), ours)
    found: dict[str, Fragrance] = {}
    for draft in _drafts(table, drafts_of(table, taxonomy, columns_of(table))):
        known = identities.match(draft)
        if known is None:
            continue
        before = found.get(known.id)
        if before is None or len(draft.notes) > len(before.notes):
            found[known.id] = draft
    return tuple((perfume, found[perfume.id]) for perfume in ours if perfume.id in found)


def agreements(pairs: Iterable[Pair]) -> Iterator[Agreement]:
    """Every field that both may tell of."""
    pairs = tuple(pairs)
    for field, (told, compare) in _FIELDS.items():
        both = [(a, b) for a, b in pairs if told(a) and told(b)]
        if both:
            yield Agreement(field, fmean(compare(a, b) for a, b in both), len(both))


def report(ours: Sequence[Fragrance], pairs: Sequence[Pair]) -> Iterator[str]:
    """The agreement as a Markdown table, over all and by certainty."""
    yield f"{len(pairs):,} of {len(ours):,} perfumes are in the table."
    yield ""
    yield f"| what agrees | all | {' | '.join(CERTAINTIES)} |"
    yield "| --- | --- | --- | --- | --- |"
    columns = [dict(_by_field(pairs))]
    for certainty in CERTAINTIES:
        columns.append(dict(_by_field(pair for pair in pairs if pair[0].certainty == certainty)))
    for field in columns[0]:
        cells = (column.get(field, "-") for column in columns)
        yield f"| {field} | {' | '.join(cells)} |"


def _by_field(pairs: Iterable[Pair]) -> Iterator[tuple[str, str]]:
    for agreement in agreements(pairs):
        yield agreement.field, f"{100 * agreement.share:.0f} % of {agreement.of:,}"


def _drafts(table: Path, drafts: Drafts) -> Iterator[Fragrance]:
    for row in rows_of(table):
        try:
            yield drafts.draft(row.cells)[0]
        except ValueError:
            continue  # the import would refuse it


def _found_there(ours: Iterable[str], theirs: Iterable[str]) -> float:
    ours = set(ours)
    return len(ours & set(theirs)) / len(ours)


def _jaccard(ours: Iterable[str], theirs: Iterable[str]) -> float:
    one, other = set(ours), set(theirs)
    return len(one & other) / len(one | other)


_FIELDS: dict[str, tuple[Callable[[Fragrance], object], Compare]] = {
    "year": (lambda f: f.year, lambda a, b: a.year == b.year),
    "year, or the one beside it": (
        lambda f: f.year,
        lambda a, b: abs((a.year or 0) - (b.year or 0)) <= _NEARLY,
    ),
    "a perfumer": (
        lambda f: f.perfumers,
        lambda a, b: bool({*map(str.casefold, a.perfumers)} & {*map(str.casefold, b.perfumers)}),
    ),
    "concentration": (lambda f: f.concentration, lambda a, b: a.concentration == b.concentration),
    "notes of ours that are there": (
        lambda f: f.notes,
        lambda a, b: _found_there(a.notes, b.notes),
    ),
    "notes, shared of all": (lambda f: f.notes, lambda a, b: _jaccard(a.notes, b.notes)),
    "accords of ours that are there": (
        lambda f: f.accords,
        lambda a, b: _found_there(a.accords, b.accords),
    ),
    "the strongest accord is there": (
        lambda f: f.accords,
        lambda a, b: max(a.accords, key=lambda accord: a.accords[accord]) in b.accords,
    ),
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
