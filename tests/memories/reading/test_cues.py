"""The lists of cue words stay what the readers take them for: folded, unique, and all in use."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowery.memories.reading import cues as module
from flowery.memories.reading.cues import FILES, Cue, load_cues, spelled_out
from flowery.perfumery.knowledge import DATA

CODE = "".join(
    path.read_text(encoding="utf-8") for path in Path(module.__file__).parent.glob("*.py")
)
KINDS = sorted(load_cues().lists)


@pytest.fixture(params=KINDS)
def cue(request: pytest.FixtureRequest) -> Cue:
    return load_cues().lists[request.param]


def test_english_words_are_lower_case_without_apostrophes(cue: Cue) -> None:
    assert [word for word in cue.english if word != word.lower() or "'" in word] == []


def test_korean_words_are_korean_and_unique(cue: Cue) -> None:
    assert all(any("ㄱ" <= letter <= "힣" for letter in word) for word in cue.korean)
    assert len(set(cue.korean)) == len(cue.korean)


def test_every_kind_is_used(cue: Cue) -> None:
    layer = cue.kind.startswith("layer_") and "layer_{" in CODE
    assert layer or f'"{cue.kind}"' in CODE


def test_a_kind_is_written_once() -> None:
    lines = [line for file in FILES for line in (DATA / file).read_text("utf-8").splitlines()]
    assert len(lines) == len(KINDS)


def test_choices_are_spelled_out_and_an_empty_one_leaves_its_word_out() -> None:
    assert set(spelled_out("makes|made me |so| ill|sick")) == {
        f"{verb} me{so} {how}"
        for verb in ("makes", "made")
        for so in ("", " so")
        for how in ("ill", "sick")
    }


def test_no_choice_is_left_unspelled(cue: Cue) -> None:
    assert [
        form for form in (*cue.english, *cue.korean) if "|" in form or form != form.strip()
    ] == []
