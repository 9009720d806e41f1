"""How well the search answers what people ask: the judged questions under `judged/`, by set and
half, beside plain TF-IDF and the plain vector of the question.

Whoever improves the search looks at the development half; the held-out half tells what came of it.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.measures import RELEVANT, ndcg, recall, reciprocal_rank, told
from benchmarks.table import Row
from benchmarks.tfidf import TfIdf, pieces, whole_text, words
from flowery.perfumery.catalogue import Catalogue, Column
from flowery.perfumery.notes import Taxonomy
from flowery.wiring import Flowery, open_flowery
from flowery.words.settings import Settings
from flowery.words.vocabulary import Fragrance

if TYPE_CHECKING:
    from benchmarks.homes import Homes

JUDGED = Path(__file__).parent / "judged"
SETS = ("english", "korean", "without", "typos")
HALVES = ("development", "held_out")
_DEPTH = 20

Search = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what was judged. `without` are ids of notes and accords that must not be in
    an answer, `but` those that may be all the same.
    """

    id: str
    half: str
    text: str
    grades: Mapping[str, int]
    without: tuple[str, ...] = ()
    but: tuple[str, ...] = ()

    def forbids(self, fragrance: Fragrance, taxonomy: Taxonomy) -> bool:
        """Whether a perfume holds what was ruled out, or a kind of it."""
        forbidden = _kinds(self.without, taxonomy) - _kinds(self.but, taxonomy)
        return not forbidden.isdisjoint((*fragrance.notes, *fragrance.accords))


@dataclass(frozen=True, slots=True)
class Score:
    """One method on some questions, a value for each of them."""

    ndcg: tuple[float, ...]
    recall: tuple[float, ...]
    first: tuple[float, ...]

    def __str__(self) -> str:
        return f"nDCG@10 {told(self.ndcg)}  recall@20 {told(self.recall)}  MRR {told(self.first)}"

    @property
    def means(self) -> tuple[float, float, float]:
        """The three means."""
        first, second, third = map(np.mean, (self.ndcg, self.recall, self.first))
        return float(first), float(second), float(third)


def questions(name: str) -> tuple[Question, ...]:
    """The judged questions of a set."""
    lines = (JUDGED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_question(json.loads(line)) for line in lines)


def score(search: Search, asked: Sequence[Question]) -> Score:
    """What a method finds of what it should."""
    found = [search(question.text) for question in asked]
    pairs = list(zip(found, (question.grades for question in asked), strict=True))
    return Score(
        tuple(ndcg(ids, grades) for ids, grades in pairs),
        tuple(recall(ids, grades) for ids, grades in pairs),
        tuple(reciprocal_rank(ids[:_DEPTH], _relevant(grades)) for ids, grades in pairs),
    )


def violations(flowery: Flowery, asked: Sequence[Question]) -> int:
    """How many perfumes were found, at any place, that hold what was ruled out."""
    return sum(
        question.forbids(hit.fragrance, flowery.taxonomy)
        for question in asked
        if question.without
        for hit in flowery.search.search(question.text, len(flowery.catalogue))
    )


def methods(flowery: Flowery) -> dict[str, Search]:
    """The search, and what it is measured beside."""
    catalogue = flowery.catalogue
    texts = [whole_text(catalogue, fragrance) for fragrance in catalogue.fragrances]
    by_word, by_piece = TfIdf(texts, words), TfIdf(texts, pieces)
    return {
        "ours": lambda text: [hit.fragrance.id for hit in flowery.search.search(text, _DEPTH)],
        "TF-IDF of words": lambda text: _best(catalogue, by_word.scores(text)),
        "TF-IDF of letters": lambda text: _best(catalogue, by_piece.scores(text)),
        "plain vector": lambda text: _best(
            catalogue, catalogue.vectors @ flowery.models.embed([text])[0]
        ),
    }


def rows(homes: Homes) -> Iterator[Row]:
    """Every set and half; wanted is more than the others reach, and nothing that was ruled out."""
    flowery = open_flowery(Settings(home=homes.empty()))
    flowery.warm()
    searches = methods(flowery)
    for half in HALVES:
        for name in SETS:
            asked = [question for question in questions(name) if question.half == half]
            scores = {method: score(search, asked) for method, search in searches.items()}
            yield from _compared(f"search, {name}, {half} ({len(asked)})", scores)
    broken = violations(flowery, [question for name in SETS for question in questions(name)])
    yield Row("search, perfumes found that were ruled out", f"{broken}", "0", broken == 0)
    ours, plain = (_milliseconds(searches[name]) for name in ("ours", "TF-IDF of words"))
    yield Row(
        "search, median", f"{ours:.1f} ms, {ours / plain:.0f} x TF-IDF", "<= 15 ms", ours <= 15
    )
    flowery.close()


def _compared(what: str, scores: Mapping[str, Score]) -> Iterator[Row]:
    ours = scores["ours"]
    others = [other.means for method, other in scores.items() if method != "ours"]
    best = [max(values) for values in zip(*others, strict=True)]
    met = all(mine > theirs for mine, theirs in zip(ours.means, best, strict=True))
    yield Row(what, str(ours), "above the others", met)
    for method, other in scores.items():
        if method != "ours":
            yield Row(f"... {method}", str(other))


def _milliseconds(search: Search) -> float:
    took = []
    for question in (question for name in SETS for question in questions(name)):
        began = time.perf_counter()
        search(question.text)
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def _best(catalogue: Catalogue, scores: Column) -> list[str]:
    rows = np.argsort(-scores, kind="stable")[:_DEPTH]
    return [catalogue.fragrances[row].id for row in rows if scores[row] > 0]


def _relevant(grades: Mapping[str, int]) -> set[str]:
    return {one for one, grade in grades.items() if grade >= RELEVANT}


def _kinds(ids: Sequence[str], taxonomy: Taxonomy) -> frozenset[str]:
    return frozenset[str]().union(*map(taxonomy.kinds_of, ids))


def _question(row: dict[str, Any]) -> Question:
    return Question(
        row["id"],
        row["half"],
        row["question"],
        {one: int(grade) for grade, ids in row["grades"].items() for one in ids},
        tuple(row.get("without", ())),
        tuple(row.get("but", ())),
    )
