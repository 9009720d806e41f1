"""What the local adapter gains on questions that nobody here trained on: it learns from the
development half of the judged questions and is measured on the held-out half, in pairs; and how
long it trains.

A gain counts only when its whole interval lies above zero; the table says so when it does not.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.measures import RELEVANT, ndcg
from benchmarks.retrieval import SETS, Question, questions
from benchmarks.table import Row, at_most
from flowery.learning.examples import Frozen
from flowery.learning.tuning import Ears, adapter
from flowery.learning.tuning.adapter import Adapter, Lesson, Matrix, Setting, Trainee
from flowery.learning.tuning.gate import gain_of
from flowery.learning.tuning.local_adapter import LocalAdapter
from flowery.learning.tuning.report import Report
from flowery.perfumery.search import CatalogueSearch
from flowery.wiring import Flowery, open_flowery
from flowery.words.settings import Settings
from flowery.words.vocabulary import Candidate, Gain, TrainingExample

if TYPE_CHECKING:
    from benchmarks.homes import Homes

_CHOOSING = 4  # every fourth development question chooses between settings
_DEPTH = 10
_SECONDS = {100: 0.5, 500: 1.0, 2_000: 2.0}
_EPOCHS = 10

Find = Callable[[str, Adapter | None], Sequence[str]]


def rows(homes: Homes) -> Iterator[Row]:
    """The gain for the pure vector, for the closeness *Ask* uses and for the whole search, and the
    seconds of training.
    """
    flowery = open_flowery(Settings(home=homes.empty()))
    asked = [question for name in SETS for question in questions(name)]
    learn = [one for one in asked if one.half == "development"]
    judge = [one for one in asked if one.half == "held_out"]
    made = trained(flowery, learn)
    for what, find in ways(flowery).items():
        yield gained(f"adapter, {what}, held-out ({len(judge)})", find, judge, made)
    lessons = [_lesson(flowery, one) for one in learn]
    for count, seconds in _SECONDS.items():
        took = _seconds(flowery.catalogue.vectors, lessons, count)
        yield at_most(f"adapter, training on {count:,} triples", took, seconds, "s")
    flowery.close()


def trained(flowery: Flowery, learn: Sequence[Question]) -> Adapter:
    """What the studio makes of these questions."""
    examples = [_example(one) for one in learn]
    choose = examples[::_CHOOSING]
    rest = [one for number, one in enumerate(examples) if number % _CHOOSING]
    frozen = Frozen(1, tuple(rest), tuple(choose), tuple(choose))
    administrator = flowery.people.add("Bench", None, is_admin=True)
    job = flowery.tables.jobs.add("local_adapter", "", {}, administrator.id)
    ears = Ears(flowery.advice.meant, flowery.advice.close)
    trainer = LocalAdapter(flowery.catalogue, ears)
    made = trainer.train(frozen, None, Report(flowery.tables.jobs, job))
    return adapter.read(made.artefact, flowery.models.dimensions)


def ways(flowery: Flowery) -> dict[str, Find]:
    """The ways a question finds perfumes, with an adapter or without."""
    vectors, advice, search = flowery.catalogue.vectors, flowery.advice, flowery.search

    def by_vector(text: str, made: Adapter | None) -> Sequence[str]:
        return _best(flowery, vectors @ _turned(advice.meant(text)[1], made))

    def by_closeness(text: str, made: Adapter | None) -> Sequence[str]:
        words, vector = advice.meant(text)
        return _best(flowery, advice.close(words, vector, _turned(vector, made)))

    def by_search(text: str, made: Adapter | None) -> Sequence[str]:
        found = search if made is None else _searching(flowery, made)
        return [hit.fragrance.id for hit in found.search(text, _DEPTH)]

    return {"pure vector": by_vector, "closeness in Ask": by_closeness, "whole search": by_search}


def gained(what: str, find: Find, judge: Sequence[Question], made: Adapter) -> Row:
    """The gain of one way, with its interval."""
    before = [ndcg(find(one.text, None), one.grades, _DEPTH) for one in judge]
    after = [ndcg(find(one.text, made), one.grades, _DEPTH) for one in judge]
    gain = gain_of("nDCG@10", before, after, [one.id for one in judge])
    return Row(what, _told(gain), "told; used only if above 0")


def _told(gain: Gain) -> str:
    sure = "above 0" if gain.is_sure else "below 0" if gain.high < 0 else "not sure"
    interval = f"{gain.by:+.3f} ({gain.low:+.3f} to {gain.high:+.3f})"
    return f"nDCG@10 {gain.before:.3f} -> {gain.after:.3f}, gain {interval}: {sure}"


def _searching(flowery: Flowery, made: Adapter) -> CatalogueSearch:
    """The search of the catalogue, if it were asked with turned vectors; one for each adapter."""
    if id(made) not in _SEARCHES:

        def embed(texts: Sequence[str]) -> Matrix:
            return made(flowery.models.embed(texts))

        read = flowery.remember.reader.read
        _SEARCHES[id(made)] = CatalogueSearch(flowery.catalogue, flowery.lexicon, embed, read)
    return _SEARCHES[id(made)]


_SEARCHES: dict[int, CatalogueSearch] = {}


def _turned(vector: Matrix, made: Adapter | None) -> Matrix:
    return vector if made is None else made(vector)


def _best(flowery: Flowery, scores: Matrix) -> list[str]:
    found = np.argsort(-scores, kind="stable")[:_DEPTH]
    return [flowery.catalogue.fragrances[row].id for row in found]


def _example(one: Question) -> TrainingExample:
    """A judged question as if somebody had taken every perfume that answers it."""
    taken = [name for name, grade in one.grades.items() if grade >= RELEVANT]
    shown = tuple(Candidate(name, "", "", {}, verdict="chosen") for name in taken)
    made = (one.id, one.id, "answer", one.id, "en", datetime.now(UTC), one.text)
    return TrainingExample(*made, candidates=shown)


def _lesson(flowery: Flowery, one: Question) -> Lesson:
    catalogue = flowery.catalogue
    taken = [name for name, grade in one.grades.items() if grade >= RELEVANT and name in catalogue]
    return Lesson(flowery.advice.meant(one.text)[1], tuple(map(catalogue.row, taken)))


def _seconds(perfumes: Matrix, lessons: Sequence[Lesson], count: int) -> float:
    """How long ten rounds over so many (question, perfume) pairs take."""
    pairs = [Lesson(one.vector, (row,)) for one in lessons for row in one.liked]
    chosen = [pairs[number % len(pairs)] for number in range(count)]
    began = time.perf_counter()
    for _ in Trainee(chosen, perfumes, Setting(8, 0.003, 1e-3)).epochs(_EPOCHS):
        pass
    return time.perf_counter() - began
