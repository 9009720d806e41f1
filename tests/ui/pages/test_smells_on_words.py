"""The words of a memory come out as they went in, with smells on them and no markup of theirs."""

import html
import re

import pytest
from hypothesis import given, strategies as st

from flowery.ui import sentence
from flowery.ui.memories.smells_on_words import Picks, ShownSmell, on_words
from flowery.words.vocabulary import ExtractedScent


def smelled(start: int | None, end: int | None, number: int = 1, **more: object) -> ShownSmell:
    smell = ExtractedScent(
        note="orange",
        source="",
        start=start,
        end=end,
        status=more.pop("status", "explicit"),  # type: ignore[arg-type]
        valence=more.pop("valence", "loved"),  # type: ignore[arg-type]
        confidence=1.0,
        **more,  # type: ignore[arg-type]
    )
    return ShownSmell(number, smell, "Orange", "citrus")


def words_of(drawn: str) -> str:
    """What a browser would show, without the numbers of the smells."""
    plain = re.sub(r"<sup>.*?</sup>", "", drawn)
    return html.unescape(re.sub(r"<[^>]+>", "", plain))


@given(
    st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=8)
)
def test_every_word_stays_where_it_was(words: str, spans: list[tuple[int, int]]) -> None:
    shown = [smelled(min(a, b), max(a, b), place) for place, (a, b) in enumerate(spans)]
    assert words_of(on_words(words, shown, 0, len(words))) == html.unescape(html.escape(words))


def test_a_script_is_shown_as_text() -> None:
    words = "<script>alert(1)</script> & oranges"
    drawn = on_words(words, [smelled(28, 35)], 0, len(words))
    assert "<script" not in drawn
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <mark" in drawn


def test_a_smell_tells_its_note_and_how_it_was_felt_without_colour() -> None:
    drawn = on_words("an orange", [smelled(3, 9, 2, valence="hated", status="inferred")], 0, 9)
    assert 'title="Orange · Flowery understood it · hated"' in drawn
    assert "orange<sup>&#8288;2✕</sup>" in drawn
    assert "fl-axis-citrus" in drawn


def test_a_smell_can_be_chosen_by_its_words_with_a_pointer_or_a_key() -> None:
    peel = smelled(0, 6, 2)
    chosen = on_words("orange", [peel], 0, 6, Picks(peel.smell.id))
    assert ' role="button" tabindex="0" aria-pressed="true" data-chip="2">orange<' in chosen
    assert 'aria-pressed="false"' in on_words("orange", [peel], 0, 6, Picks(None))
    assert "role" not in on_words("orange", [peel], 0, 6)


def test_a_smell_of_another_passage_is_not_drawn_here() -> None:
    assert "<mark" not in on_words("one orange, two", [smelled(4, 10)], 11, 15)


def test_only_the_first_of_two_that_overlap_is_drawn() -> None:
    drawn = on_words("orange peel", [smelled(0, 6, 1), smelled(0, 11, 2)], 0, 11)
    assert drawn.count("<mark") == 1
    assert "orange peel<sup>&#8288;2" in drawn


@pytest.mark.parametrize(
    ("smell", "label"),
    [
        (smelled(0, 3), "1 Orange ♥"),
        (smelled(0, 3, status="inferred", valence="neutral"), "1 Orange ?"),
        (smelled(0, 3, status="confirmed"), "1 Orange ♥ ✓"),
        (smelled(None, None, status="inferred"), "1 Orange (picture) ♥ ?"),
        (smelled(0, 3, absent=True), "1 Orange ∅"),
    ],
)
def test_a_label_says_how_a_smell_stands(smell: ShownSmell, label: str) -> None:
    assert smell.label == label


@pytest.mark.parametrize(
    ("words", "source", "around"),
    [
        ("It rained. The peel hissed! Then quiet.", "peel", "The peel hissed!"),
        ("비가 왔다. 흙 냄새가 좋았다.\n그리고 집.", "흙", "흙 냄새가 좋았다."),
        ("no end at all", "end", "no end at all"),
    ],
)
def test_the_sentence_around_a_smell(words: str, source: str, around: str) -> None:
    start = words.index(source)
    assert sentence.around(words, start, start + len(source)) == around


@given(st.integers(0, 2_000))
def test_a_long_sentence_is_cut_around_its_smell(before: int) -> None:
    words = "a " * before + "orange " + "b " * 2_000
    start = words.index("orange")
    shown = sentence.around(words, start, start + 6)
    assert "orange" in shown
    assert len(shown) < 260
