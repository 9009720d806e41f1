"""What holds for every text: places, determinism, independence of sentences; the finer fields."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings, strategies as st

from flowery.memories.reading.extraction import SmellReader
from flowery.perfumery.notes import load_taxonomy
from flowery.perfumery.words import load_lexicon
from flowery.words.vocabulary import ExtractedScent

READER = SmellReader(load_taxonomy(), load_lexicon())

PIECES = [
    "rose", "Ｒｏｓｅ", "ró\u0301se", "장미", unicodedata.normalize("NFD", "장미 향이"),
    "🌹", "싫어", "father’s pipe", "wet\u00a0asphalt", "vanil\u200bla", "smell of", "I love",
    "not", "but", "없이", "\n", ". ", ", ", "ﬁg", "İris", "\u202eoud\u202c", "=cmd()",
    "<script>", "ㅋㅋ", "비누냄새", "?!", "the", "her", "'s", "-",
]  # fmt: skip
SMELLING = [
    "I loved the rose but not the patchouli.",
    "할머니의 장미 비누 냄새가 그립다.",
    "Cedar, wet wool and one clementine.",
    "No lavender, please.",
    "It smelled of printer toner.",
]


def written(smells: tuple[ExtractedScent, ...]) -> list[tuple[str | None, str, str]]:
    return [(smell.note, smell.source, smell.valence) for smell in smells]


def stand_in(text: str, smells: tuple[ExtractedScent, ...]) -> bool:
    starts = [smell.start for smell in smells]
    return starts == sorted(starts) and all(
        smell.source and text[smell.start : smell.end] == smell.source for smell in smells
    )


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=14))
@settings(max_examples=150, deadline=None)
def test_every_smell_stands_where_it_says(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert stand_in(text, READER.read(text))


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_unicode_is_read_without_a_complaint(text: str) -> None:
    assert stand_in(text, READER.read(text))


@given(
    st.sampled_from(SMELLING),
    st.sampled_from(["The bus was late.", "나는 학교에 갔다.", "We slept."]),
)
@settings(deadline=None)
def test_an_unrelated_sentence_changes_no_smell_before_it(text: str, after: str) -> None:
    assert READER.read(f"{text} {after}")[: len(READER.read(text))] == READER.read(text)


def test_two_readers_read_alike(reader: SmellReader) -> None:
    assert [READER.read(text) for text in SMELLING] == [reader.read(text) for text in SMELLING]


@pytest.mark.parametrize(
    "text",
    [
        "🌹🌹 rose",
        unicodedata.normalize("NFD", "장미 비누"),
        "Ｒｏｓｅ",
        "r\u200bose",
        "“rose”",
        "ROSE",
        "rosé? no: rose",
    ],
)
def test_a_smell_is_found_however_it_is_encoded(reader: SmellReader, text: str) -> None:
    smells = reader.read(text)
    assert "rose" in {smell.note for smell in smells}
    assert stand_in(text, smells)


@pytest.mark.parametrize("text", ["", "   \n", "🙂", "\u200b", "!!!", "나는 잤다.", "We slept."])
def test_a_text_without_a_smell_gives_none(reader: SmellReader, text: str) -> None:
    assert reader.read(text) == ()


def test_an_inferred_smell_names_the_words_it_rests_on(reader: SmellReader) -> None:
    (smell,) = reader.read("I can still smell my father's pipe.")
    assert (smell.status, smell.source, smell.because) == (
        "inferred",
        "father's pipe",
        ("father's pipe",),
    )
    assert 0 < smell.confidence < 1


def test_a_named_smell_is_surer_than_a_guess_and_both_than_an_unknown(reader: SmellReader) -> None:
    named, guessed, unknown = (
        reader.read(f"The smell of {thing}.")[0] for thing in ("rose", "wet asphalt", "toner")
    )
    assert named.confidence > guessed.confidence > unknown.confidence > 0
    assert unknown.note is None


@pytest.mark.parametrize(
    ("text", "valence"),
    [
        ("Everything but vanilla.", "hated"),
        ("바닐라 빼고 주세요.", "hated"),
        ("I couldn't smell the roses any more.", "neutral"),
        ("장미 냄새가 이제 안 난다.", "neutral"),
    ],
)
def test_what_is_missing_is_marked_absent(reader: SmellReader, text: str, valence: str) -> None:
    (smell,) = reader.read(text)
    assert smell.absent
    assert smell.valence == valence


@pytest.mark.parametrize(
    ("text", "quality"),
    [("a smoky cedar", "smoky"), ("달콤한 바닐라", "sweet"), ("the rose was dry", "dry")],
)
def test_qualities_right_around_a_smell_are_kept(
    reader: SmellReader, text: str, quality: str
) -> None:
    assert quality in reader.read(text)[-1].qualities


@pytest.mark.parametrize(
    ("text", "layer"),
    [
        ("It opens with bergamot.", "top"),
        ("In the drydown there is only vetiver.", "base"),
        ("잔향은 머스크였다.", "base"),
        ("첫 향은 레몬.", "top"),
        ("I met her in a cloud of vetiver.", None),
    ],
)
def test_the_layer_is_told_only_where_it_is_said(
    reader: SmellReader, text: str, layer: str | None
) -> None:
    (smell,) = reader.read(text)
    assert smell.layer == layer


def test_sentences_without_a_verb_are_one_list(reader: SmellReader) -> None:
    smells = reader.read("Fig leaf. Pipe tobacco. I loved all of it.")
    assert {smell.valence for smell in smells} == {"loved"}
    smells = reader.read(
        "The rose was in the hall. Pipe tobacco was in the study. I loved that smell."
    )
    assert smells[0].valence == "neutral"


def test_a_long_text_without_a_full_stop_is_read(reader: SmellReader) -> None:
    """It once took minutes."""
    assert len(reader.read("rose and musk, " * 3000)) == 6000
