"""Data in labels and HTML stays data."""

import pytest
from hypothesis import given, strategies as st

from flowery.ui import paper


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("**bold** :red[x] $y$", r"\*\*bold\*\* \:red\[x\] \$y\$"),
        ("one\n\ntwo", "one two"),
        ("<script>", r"\<script\>"),
    ],
)
def test_a_label_holds_no_markdown(text: str, label: str) -> None:
    assert paper.label(text) == label


@given(st.text(max_size=300), st.integers(5, 100))
def test_shortened_never_exceeds(text: str, longest: int) -> None:
    assert len(paper.shortened(text, longest)) <= longest


def test_a_name_of_ten_thousand_characters_becomes_a_short_label() -> None:
    assert len(paper.label("ㅇ" * 10_000)) <= 70


@pytest.mark.parametrize(
    ("value", "style"),
    [
        ("#A87E00", ' style="--fl-own:#A87E00"'),
        ('"><script>', ""),
        ("red;background:url(x)", ""),
        (None, ""),
    ],
)
def test_only_a_colour_becomes_a_style(value: str | None, style: str) -> None:
    assert paper.colour_of(value) == style


def test_quotes_and_bars_escape_what_they_are_given() -> None:
    evil = "<img src=x onerror=alert(1)>"
    drawn = (
        paper.quote(evil) + paper.bars([paper.Bar(evil, 0.5, evil)]) + paper.dotted([(evil, None)])
    )
    assert "<img" not in drawn


def test_hangul_quotes_say_their_language() -> None:
    assert 'lang="ko"' in paper.quote("비 냄새")
    assert 'lang="en"' in paper.quote("rain")
