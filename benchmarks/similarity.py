"""How well "smells like this" finds the flankers of a perfume: perfumes of one house whose names
go on from one name are likely to smell alike, and nobody had to judge it.

The fair measure hides house and name; beside both stands TF-IDF over notes and accords. Groups are
parted into two halves by their name: whoever improves the likeness looks at the development half.
"""

from __future__ import annotations

import random
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.measures import interval, reciprocal_rank
from benchmarks.table import Row
from benchmarks.tfidf import TfIdf, smell_text, terms
from flowery.perfumery.catalogue import Catalogue, Column
from flowery.perfumery.likeness import MEASURED, Likeness
from flowery.perfumery.naming import load_houses, name_words
from flowery.perfumery.titles import Titles
from flowery.wiring import open_flowery

if TYPE_CHECKING:
    from benchmarks.homes import Homes

QUERIES = 1_500
WANTED = 1.3  # times TF-IDF
_SHORTEST = 4  # letters of a name that others go on from
_DEPTH = 100

Near = Callable[[int], Column]
Query = tuple[int, frozenset[int]]
"""A row, and the other rows of its group."""


def groups(catalogue: Catalogue) -> dict[str, frozenset[int]]:
    """The rows of each group, by house and the name that the others go on from."""
    houses = load_houses()
    by_house: dict[str, dict[int, tuple[str, ...]]] = defaultdict(dict)
    for row, fragrance in enumerate(catalogue.fragrances):
        own = set(name_words(fragrance.brand))
        words = tuple(word for word in name_words(fragrance.name) if word not in own)
        by_house[houses.key(fragrance.brand)][row] = words
    found: dict[str, set[int]] = defaultdict(set)
    for house, names in by_house.items():
        bases = {words for words in names.values() if len("".join(words)) >= _SHORTEST}
        for row, words in names.items():
            base = next((words[:n] for n in range(1, len(words) + 1) if words[:n] in bases), None)
            if base:
                found[f"{house} {' '.join(base)}"].add(row)
    return {base: frozenset(rows) for base, rows in found.items() if len(rows) > 1}


def queries(catalogue: Catalogue) -> dict[str, list[Query]]:
    """Members of groups, drawn with a fixed seed, by half; those without smells are left out."""
    halves: dict[str, list[Query]] = {"development": [], "held_out": []}
    for base, rows in sorted(groups(catalogue).items()):
        half = "development" if zlib.crc32(base.encode()) % 2 else "held_out"
        halves[half] += [
            (row, rows - {row}) for row in sorted(rows) if catalogue.fragrances[row].notes
        ]
    chance = random.Random(1_500)
    return {h: chance.sample(q, min(QUERIES, len(q))) for h, q in halves.items()}


def measured(near: Near, asked: Sequence[Query]) -> tuple[list[float], list[float]]:
    """Whether one of the group is among the first ten, and one over the place of the first."""
    ranks = [_reciprocal(near(row), row, others) for row, others in asked]
    return [float(rank >= 0.1) for rank in ranks], ranks


def rows(homes: Homes) -> Iterator[Row]:
    """Both halves, with and without house and name, beside TF-IDF."""
    if homes.catalogue is None:
        yield Row("smells like this", "needs CATALOGUE=table.parquet with real perfumes")
        return
    flowery = open_flowery(homes.large())
    catalogue = flowery.catalogue
    titles = Titles(catalogue.fragrances, load_houses())
    hidden = Likeness(catalogue, titles, replace(MEASURED, house=0.0, name=0.0))
    plain = TfIdf((smell_text(f) for f in catalogue.fragrances), terms)
    for half, asked in queries(catalogue).items():
        reference = measured(plain.near, asked)
        yield Row(f"smells like this, {half} ({len(asked)}), TF-IDF", _told(reference))
        yield _beside("... ours, house and name hidden", measured(hidden.to, asked), reference)
        known = Likeness(catalogue, titles)
        yield _beside("... ours, as in the product", measured(known.to, asked), reference)
    flowery.close()


def _beside(
    what: str, ours: tuple[list[float], list[float]], plain: tuple[list[float], list[float]]
) -> Row:
    times = [
        float(np.mean(mine) / np.mean(theirs)) for mine, theirs in zip(ours, plain, strict=True)
    ]
    told = f"{_told(ours)}  {times[0]:.2f} x and {times[1]:.2f} x"
    return Row(what, told, f">= {WANTED:g} x TF-IDF on both", min(times) >= WANTED)


def _told(values: tuple[list[float], list[float]]) -> str:
    hits, ranks = values
    low, high = interval(hits)
    return f"hit@10 {np.mean(hits):.3f} ({low:.2f}-{high:.2f})  MRR {np.mean(ranks):.3f}"


def _reciprocal(scores: Column, row: int, others: frozenset[int]) -> float:
    scores = scores.copy()
    scores[row] = -1
    best = np.argpartition(-scores, _DEPTH)[:_DEPTH]
    order = best[np.argsort(-scores[best], kind="stable")]
    return reciprocal_rank([str(found) for found in order], {str(other) for other in others})
