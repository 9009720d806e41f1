"""The scent graph at 1,000 and at 5,000 things: growing it, placing it, what is sent to draw it,
and how long its page takes to run again for somebody with 1,000 memories.
"""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from benchmarks.browser import on_page, signed_in
from benchmarks.homes import MEMORIES, Homes
from benchmarks.rerun import rerun
from benchmarks.table import Row, at_most
from flowery.perfumery.graph import Life
from flowery.perfumery.graph_layout import layout
from flowery.perfumery.notes import Taxonomy
from flowery.ui.axes import LIGHT
from flowery.ui.graph.drawing import Drawing, option
from flowery.wiring import Flowery, open_flowery
from flowery.words.vocabulary import ExtractedScent, ScentMemory, UserFragrance

RUNS = 5
# memories and perfumes that make about as many things
SIZES = {1_000: (100, 60), 5_000: (860, 300)}


def rows(homes: Homes) -> Iterator[Row]:
    """Milliseconds and bytes at both sizes; then the page with the large home behind it."""
    flowery = open_flowery(homes.usual())
    for size, (memories, perfumes) in SIZES.items():
        yield from _of_size(flowery, size, _life(flowery, memories, perfumes))
    flowery.close()
    app = signed_in(homes.large())
    on_page(app, "graph")
    took = statistics.median(rerun(app) for _ in range(RUNS))
    yield at_most(f"page Graph again, {MEMORIES:,} memories", took, 1_000, "ms")


def _of_size(flowery: Flowery, size: int, life: Life) -> Iterator[Row]:
    graph = flowery.graph(life)
    grown = _milliseconds(lambda: flowery.graph(life))
    placed = _milliseconds(lambda: layout(graph))
    drawn = _milliseconds(lambda: option(Drawing(graph), LIGHT))
    sent = len(json.dumps(option(Drawing(graph), LIGHT)).encode()) / 1e6
    counted = f"{len(graph.nodes):,} things, {len(graph.edges):,} edges"
    yield Row(f"the graph of about {size:,}", counted)
    yield at_most("... grown", grown, size / 10, "ms")
    yield at_most("... placed", placed, size / 20, "ms")
    yield at_most("... placed and drawn", drawn, size / 10, "ms")
    yield at_most("... sent", sent, size / 2_500, "MB")


def _milliseconds(act: object) -> float:
    took = []
    for _ in range(RUNS):
        began = time.perf_counter()
        act()  # type: ignore[operator]
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def _life(flowery: Flowery, memories: int, perfumes: int) -> Life:
    """A made-up life: three smells a memory, towns and friends that come back."""
    chance, now = random.Random(memories), datetime.now(UTC)
    made = [_memory(number, memories, now) for number in range(memories)]
    smells = {one.id: _smells(flowery.taxonomy, chance, memories) for one in made}
    known = chance.sample(flowery.catalogue.fragrances, perfumes)
    return Life(made, smells, [UserFragrance(f"r{f.id}", f.id, "like", now) for f in known])


def _memory(number: int, of: int, now: datetime) -> ScentMemory:
    place, friend = f"Town {number % (of // 4)}", f"Friend {number % (of // 3)}"
    feeling = ("joy", "longing", "calm")[number % 3]
    told = {"title": f"Day {number} by the sea", "text": "", "state": "done", "created_at": now}
    return ScentMemory(f"m{number}", "u", **told, place=place, people=(friend,), emotion=feeling)  # type: ignore[arg-type]


def _smells(taxonomy: Taxonomy, chance: random.Random, of: int) -> list[ExtractedScent]:
    notes = chance.sample(sorted(taxonomy.notes), 3)
    named = [(note, f"{taxonomy.label(note)} {chance.randint(0, of)}") for note in notes]
    return [ExtractedScent(n, said, 0, 4, "explicit", "loved", 0.9) for n, said in named]
