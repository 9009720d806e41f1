"""How long a search takes: understood, ranked, counted over all fields and cut into a page, in a
large and in a small catalogue; and what smells like a perfume.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence

from benchmarks.homes import Homes
from benchmarks.table import Row, at_most
from flowery.perfumery.facets import Narrowing
from flowery.wiring import open_flowery
from flowery.words.settings import Settings

LARGE_MILLISECONDS, SMALL_MILLISECONDS = 40, 15
ROUNDS = 5

SEARCHES = (
    "rose without patchouli",
    "like Shalimar but lighter",
    "장미 없이 비 오는 날 향",
    "bergamotte and cedar",
    "guerlin vanila",
    "leather before 1960",
    "old books in a library",
    "시트러스 코롱 5만원 이하",
    "smoky incense church",
    "fresh office citrus under 80 euros",
    "cozy winter evening, nothing sweet",
    "vanilla tobacco honey",
)
NARROWED = Narrowing(season=("winter", "autumn"), decade=("2010",))


def rows(homes: Homes) -> Iterator[Row]:
    """The medians in the large home, then in one of the built-in perfumes alone."""
    yield from _measured(homes.large(), LARGE_MILLISECONDS)
    yield from _measured(homes.usual(), SMALL_MILLISECONDS)


def _measured(home: Settings, limit: float) -> Iterator[Row]:
    flowery = open_flowery(home)
    flowery.search.warm()
    search, perfumes = flowery.search, flowery.catalogue.fragrances
    few = [f.id for f in perfumes[:: max(1, len(perfumes) // len(SEARCHES))]]
    size = f"{len(perfumes):,} perfumes"
    explored = _milliseconds(search.explore, SEARCHES)
    yield at_most(f"search and all counts, median, {size}", explored, limit, "ms")
    yield Row("... the search alone", _said(search.search, SEARCHES))
    yield Row("... narrowed by two fields", _said(lambda w: search.explore(w, NARROWED), SEARCHES))
    yield Row("... all perfumes, by name", _said(lambda w: search.explore(w, order="name"), [""]))
    yield at_most(f"similar, median, {size}", _milliseconds(search.similar, few), limit, "ms")
    flowery.close()


def _said(act: Callable[[str], object], words: Sequence[str]) -> str:
    return f"{_milliseconds(act, words):.3g} ms"


def _milliseconds(act: Callable[[str], object], words: Sequence[str]) -> float:
    """The median over every word, once it was done for the first time."""
    for word in words:
        act(word)
    return statistics.median(_took(act, word) for _ in range(ROUNDS) for word in words)


def _took(act: Callable[[str], object], word: str) -> float:
    began = time.perf_counter()
    act(word)
    return (time.perf_counter() - began) * 1000
