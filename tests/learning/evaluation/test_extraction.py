"""Reading smells, on the gold memories: one number wherever it is asked."""

import json
from pathlib import Path

import pytest

from flowery.learning.evaluation.extraction import counted, gold, measured_extraction, scores
from flowery.memories.reading.extraction import SmellReader
from flowery.words.errors import Refused
from flowery.words.vocabulary import ExtractedScent

MEMORY = {
    "id": "g1",
    "split": "open",
    "language": "en",
    "text": "rose and cedar",
    "smells": [
        {"note": "rose", "start": 0, "end": 4, "status": "explicit", "valence": "loved"},
        {"note": "cedar", "start": 9, "end": 14, "status": "explicit", "valence": "neutral"},
    ],
}


def smell(note: str, start: int, end: int, valence: str = "loved") -> ExtractedScent:
    return ExtractedScent(note, note, start, end, "explicit", valence, 0.9)  # type: ignore[arg-type]


def test_a_smell_is_found_by_its_note_at_its_place_and_once() -> None:
    read = [smell("rose", 0, 4), smell("rose", 2, 4), smell("cedar", 0, 4), smell("musk", 9, 14)]
    (found,) = counted([MEMORY], lambda _: read)
    assert (found.read, found.there, found.found, found.valence) == (4, 2, 1, 1)


def test_a_page_and_a_benchmark_say_the_same(reader: SmellReader) -> None:
    memories = gold()[:60]
    told = measured_extraction(memories, reader.read)
    by_name = {row.method: row.metrics for row in told.rows}
    for score in scores(reader.read, memories):
        metrics = by_name[f"{score.split}, {score.language}"]
        assert metrics["f1"].value == pytest.approx(score.f1)
        assert metrics["precision"].value == pytest.approx(score.precision)
        assert metrics["recall"].value == pytest.approx(score.recall)
        assert metrics["status"].value == pytest.approx(score.status)
        assert metrics["valence"].value == pytest.approx(score.valence)
        assert metrics["f1"].low <= score.f1 <= metrics["f1"].high
    assert told.unit == "texts"
    assert told.counts["texts"] == 60


def test_gold_that_is_not_here_is_a_sentence_that_says_where_it_lies(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"tests/gold/memories\.jsonl"):
        gold(tmp_path / "nothing.jsonl")


def test_gold_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(MEMORY))
    assert gold(path) == [MEMORY]
