"""The homes that are measured: a large one, made once a run, with a catalogue of 37,926 perfumes
and a person with 10,000 chunks; and an empty one for a first start.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from benchmarks.apart import apart
from flowery.memories.intake import Draft, content_hash
from flowery.perfumery.knowledge import DATA
from flowery.perfumery.notes import Taxonomy, load_taxonomy
from flowery.perfumery.stock import fragrance_row
from flowery.storage.personal.bound import new_id
from flowery.storage.tables import Tables
from flowery.wiring import Flowery, open_flowery, open_tables
from flowery.words.settings import Settings
from flowery.words.vocabulary import ExtractedScent, Fragrance, MemoryChunk, ScentMemory

PERFUMES = 37_926
MEMORIES, CHUNKS_EACH = 1_000, 10
PERSON = "Iris"


@dataclass(frozen=True, slots=True)
class Homes:
    """Where homes are made. `catalogue` is a table to import, or None for a made-up one."""

    folder: Path
    catalogue: str | None

    def empty(self) -> Path:
        """A home that is not there yet."""
        return self.folder / f"empty-{time.monotonic_ns()}"

    def large(self) -> Settings:
        """The large home, made when it is first asked for."""
        home = Settings(home=self.folder / "large", memories_per_day=0)
        if not (self.folder / "large-is-made").exists():
            apart(_make_large, home, self.catalogue)
            (self.folder / "large-is-made").touch()
        return home

    def usual(self) -> Settings:
        """A home of usual size, with the built-in catalogue: the example diary, lived in."""
        home = Settings(home=self.folder / "usual", memories_per_day=0)
        if not (self.folder / "usual").exists():
            apart(_make_usual, home)
        return home


def _make_usual(settings: Settings) -> None:
    flowery = open_flowery(settings)
    user_id = flowery.people.add(PERSON, None, is_admin=True).id
    for line in (DATA / "example" / "diary.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        draft = Draft(title=row["title"], text=row["text"], emotion=row["emotion"])
        kept = flowery.remember.keep(user_id, draft)
        flowery.remember.settle(user_id, kept.memory.id)
    for question in ("a rainy library, nothing sweet", "장미 없이 비 오는 날에 어울리는 향수"):
        answer = flowery.advice.ask(user_id, question)
        flowery.learning.rate(user_id, answer.question_id, 4)
        flowery.learning.react(user_id, answer.recommendations[0].fragrance_id, "wish")
    flowery.close()


def _make_large(settings: Settings, catalogue: str | None) -> None:
    print("  making the large home ...", file=sys.stderr, flush=True)
    tables = open_tables(settings)
    taxonomy = load_taxonomy()
    if catalogue:
        _import(tables, taxonomy, Path(catalogue))
    else:
        rows = [fragrance_row(f, "benchmark") for f in made_up(taxonomy, PERFUMES)]
        tables.fragrances.replace(rows)
    tables.database.close()
    flowery = open_flowery(settings)
    _write_diary(flowery)
    flowery.close()


def _import(tables: Tables, taxonomy: Taxonomy, path: Path) -> None:
    from flowery.perfumery.importing import import_file

    if not path.exists():
        raise FileNotFoundError(f"CATALOGUE={path} is not there")
    import_file(path, tables, taxonomy)


def made_up(taxonomy: Taxonomy, count: int) -> Iterator[Fragrance]:
    """Perfumes that do not exist, with the notes and accords that do."""
    chance = random.Random(37)
    notes, accords = sorted(taxonomy.notes), sorted(taxonomy.accords)
    for number in range(count):
        layers = [tuple(chance.sample(notes, chance.randint(2, 4))) for _ in range(3)]
        strengths = {a: round(chance.uniform(0.2, 1), 2) for a in chance.sample(accords, 4)}
        house, year = f"House {number % 900}", chance.randint(1950, 2025)
        yield Fragrance(
            id=f"bench-{number:05}",
            brand=house,
            name=f"Number {number}",
            year=year,
            top=layers[0],
            heart=layers[1],
            base=layers[2],
            accords=strengths,
            family=chance.choice(sorted(taxonomy.families)),
            seasons=(chance.choice(("spring", "summer", "autumn", "winter")),),
            price_band=chance.randint(1, 5),
        )


def _write_diary(flowery: Flowery) -> None:
    user = flowery.people.add(PERSON, None, is_admin=True)
    chance = random.Random(10)
    notes = sorted(flowery.taxonomy.notes.values(), key=lambda note: note.id)
    start = datetime.now(UTC) - timedelta(days=MEMORIES)
    own = flowery.tables.of(user.id)
    chunks: list[MemoryChunk] = []
    for day in range(MEMORIES):
        named = chance.sample(notes, 3)
        text = _sentences([note.name.lower() for note in named], CHUNKS_EACH - 1)
        memory = ScentMemory(
            id=new_id("m"),
            user_id=user.id,
            title=f"Day {day}",
            text=text,
            state="received",
            created_at=start + timedelta(days=day),
        )
        own.diary.keep(memory, content_hash(text, "", ()), f"day {day}", 0)
        own.readings.replace_smells(memory.id, [_smell(text, note.id, note.name) for note in named])
        own.diary.set_state(memory.id, "done")
        chunks += _chunks(memory)
    with flowery.lock.held():
        flowery.vectors.put_chunks(
            user.id, chunks, _directions(len(chunks), flowery.models.dimensions)
        )
        flowery.vectors.compact()


def _sentences(names: list[str], count: int) -> str:
    """Sentences about a few smells, every one of them another."""
    stem = "On page {page} I wrote that the {name} in the hall was as it had been years before."
    said = (stem.format(page=page, name=names[page % len(names)]) for page in range(count))
    return " ".join((f"This is about {', '.join(names)} and {new_id('x')}.", *said))


def _smell(text: str, note: str, name: str) -> ExtractedScent:
    start = text.index(name.lower())
    return ExtractedScent(
        note, name.lower(), start, start + len(name), "explicit", "loved", confidence=0.9
    )


def _chunks(memory: ScentMemory) -> Iterator[MemoryChunk]:
    length = len(memory.text) // (CHUNKS_EACH - 1)
    for position in range(CHUNKS_EACH):
        kind = "fact" if position == CHUNKS_EACH - 1 else "text"
        start = position * length if kind == "text" else 0
        text = memory.text[start : start + length]
        yield MemoryChunk(new_id("c"), memory.id, position, kind, text, start, start + len(text))


def _directions(count: int, dimensions: int) -> np.ndarray:
    made = np.random.default_rng(384).normal(size=(count, dimensions)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)
