"""Chunks point back into the words they were cut from, whatever those words are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings, strategies as st

from flowery.memories.chunking import FEWEST, MOST, cut, fact_line, spans, tokens
from flowery.memories.sentences import pieces, sentences
from flowery.perfumery.notes import Taxonomy
from flowery.words.vocabulary import ScentMemory

ENGLISH = (
    "Dr. Moreau kept cloves in his desk. Nobody asked why! At 3.30 p.m. the room smelled of them, "
    "of chalk, and of the wet coats on the hooks… “Sit down,” he said. We sat. "
)
KOREAN = "외할머니 댁 아궁이에서는 늘 장작 냄새가 났다. 나는 그 연기가 좋았다! 지금도 그립다. "

words = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from([ENGLISH, KOREAN, "rose", "\n\n", "가" * 700, " ", "x" * 900])).map(
        "".join
    ),
)


def parted(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in sentences(text)]


@settings(max_examples=150, deadline=None)
@given(words)
def test_sentences_are_the_text_without_a_gap(text: str) -> None:
    assert "".join(text[start:end] for start, end in sentences(text)) == text


@settings(max_examples=150, deadline=None)
@given(words)
def test_spans_are_in_order_and_hold_everything_visible(text: str) -> None:
    found = spans(text)
    borders = [place for span in found for place in span]
    assert borders == sorted(borders)
    left = text
    for start, end in reversed(found):
        assert text[start:end].strip() == text[start:end] != ""
        left = left[:start] + left[end:]
    assert left.strip() == ""


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.integers(1, 50))
def test_pieces_are_short_enough_and_the_whole(text: str, longest: int) -> None:
    found = list(pieces(text, (0, len(text)), longest))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(0 < end - start <= longest for start, end in found)


@pytest.mark.parametrize("text", [ENGLISH * 40, KOREAN * 60, "no full stop " * 900, "가" * 4000])
def test_chunks_of_a_long_text_have_200_to_400_tokens(text: str) -> None:
    sizes = [tokens(text[start:end]) for start, end in spans(text)]
    assert len(sizes) > 3
    assert min(sizes) >= FEWEST * 0.95
    assert max(sizes) <= MOST


def test_chunks_end_where_sentences_end() -> None:
    text = ENGLISH * 40
    assert all(text[end - 1] in ".!…”" for _, end in spans(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Mr. Kim met Dr. Lee. They left.", ["Mr. Kim met Dr. Lee.", "They left."]),
        ("It cost 3.50 then. Now more.", ["It cost 3.50 then.", "Now more."]),
        ('"Really?" she said. I nodded.', ['"Really?" she said.', "I nodded."]),
        ("좋았다. 정말요? 네.", ["좋았다.", "정말요?", "네."]),
        ("first line\nsecond line", ["first line", "second line"]),
        ("no punctuation at all", ["no punctuation at all"]),
        ("...", ["..."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str, expected: list[str]) -> None:
    assert parted(text) == expected


def memory(**fields: object) -> ScentMemory:
    base = {"id": "m_1", "user_id": "u_1", "title": "", "text": "Soap.", "state": "done"}
    made = {**base, "created_at": datetime.now(UTC), **fields}
    return ScentMemory(**made)  # type: ignore[arg-type]


def test_the_line_of_facts_names_notes_in_both_languages(taxonomy: Taxonomy) -> None:
    told = memory(title="The hall", place="Lyon", people=("Ann", "Béa"), emotion="calm")
    line = fact_line(told, ["rose", "rose", "soap"], taxonomy)
    assert line == "The hall · Lyon · Ann · Béa · Rose 장미 · Soap 비누 · calm"


def test_ids_and_positions_of_chunks_are_always_the_same(taxonomy: Taxonomy) -> None:
    told = memory(text=ENGLISH * 20, title="Cloves")
    first, again = (cut(told, ["clove"], taxonomy) for _ in range(2))
    assert first == again
    assert [chunk.position for chunk in first] == list(range(len(first)))
    assert [chunk.kind for chunk in first][-1] == "fact"
    assert all(told.words[c.start : c.end] == c.text for c in first if c.kind == "text")


def test_a_memory_without_facts_has_no_line_of_them(taxonomy: Taxonomy) -> None:
    assert [chunk.kind for chunk in cut(memory(), [], taxonomy)] == ["text"]
