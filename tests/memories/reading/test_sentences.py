"""What single sentences give, from a table anybody can add to: `sentences.txt`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flowery.memories.reading.extraction import SmellReader
from flowery.words.vocabulary import ExtractedScent

TABLE = Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8")
SIGNS = {"loved": "+", "hated": "-", "neutral": "0"}


def rows() -> list[tuple[str, str]]:
    lines = (line for line in TABLE.splitlines() if "||" in line and not line.startswith("#"))
    return [tuple(part.strip() for part in line.split("||")) for line in lines]  # type: ignore[misc]


def told(smell: ExtractedScent) -> str:
    guess = "?" if smell.status == "inferred" else ""
    return f"{smell.note}{guess}:{smell.source}:{SIGNS[smell.valence]}"


@pytest.mark.parametrize(("text", "expected"), rows())
def test_a_sentence_is_read(reader: SmellReader, text: str, expected: str) -> None:
    assert " ".join(told(smell) for smell in reader.read(text)) == expected


def test_the_table_holds_both_languages_and_sentences_without_a_smell() -> None:
    texts = [text for text, _ in rows()]
    korean = [text for text in texts if re.search("[가-힣]", text)]
    assert len(texts) >= 200
    assert len(korean) >= 80
    assert sum(not expected for _, expected in rows()) >= 30
