"""How long a memory of 2,000 characters takes from "kept" to settled, in the large home."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from benchmarks.homes import PERSON, Homes
from benchmarks.table import Row, at_most
from flowery.memories.intake import Draft
from flowery.wiring import Flowery, open_flowery

RUNS = 12
CHARACTERS = 2_000

SENTENCES = (
    "In the year of number {n} my grandmother kept dried orange peel in a tin beside the stove.",
    "The tin smelled of rust and cloves, and the room of wet wool and woodsmoke.",
    "나는 젖은 아스팔트 냄새와 할머니의 장미 비누를 기억한다.",
    "I loved the cedar chest, but never could stand the patchouli of my aunt.",
    "After the rain the garden was all cut grass, geranium leaves and warm stone.",
)


def rows(homes: Homes) -> Iterator[Row]:
    """Median and worst of a few memories."""
    flowery = open_flowery(homes.large())
    user_id = flowery.tables.accounts.named(PERSON).id
    took = [_settled(flowery, user_id, number) for number in range(RUNS)][
        2:
    ]  # the first two warm up
    flowery.close()
    median, worst = statistics.median(took), max(took)
    yield at_most(f"a memory of {CHARACTERS:,} characters settled, median", median, 1, "s")
    yield Row("... the slowest of them", f"{worst:.3g} s")


def _settled(flowery: Flowery, user_id: str, number: int) -> float:
    kept = flowery.remember.keep(user_id, Draft(text=_text(number)))
    began = time.perf_counter()
    memory = flowery.remember.settle(user_id, kept.memory.id)
    took = time.perf_counter() - began
    if memory.state != "done" or not flowery.remember.smells(user_id, memory.id):
        raise RuntimeError(f"the memory is {memory.state}: {memory.reason}")
    return took


def _text(number: int) -> str:
    said: list[str] = []
    while sum(map(len, said)) + len(said) < CHARACTERS:
        said.append(SENTENCES[len(said) % len(SENTENCES)].format(n=number * 100 + len(said)))
    return " ".join(said)[:CHARACTERS]
