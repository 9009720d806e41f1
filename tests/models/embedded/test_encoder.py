"""The encoder against a textbook forward pass, and its batches."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from flowery.models.embedded.built import built_graph
from flowery.models.embedded.encoder import (
    BATCH_TEXTS,
    BATCH_TOKENS,
    MiniLM,
    batches,
    open_tokenizer,
)
from flowery.models.embedded.weights import Array, installed_files, read_weights
from tests.models.embedded.reference import reference_vector

SENTENCES = (Path(__file__).parent / "sentences.txt").read_text("utf-8").splitlines()
# Sentences alone, in pairs, and six at a time up to what the model reads.
PAIRS = [f"{first} {second}" for first, second in pairwise(SENTENCES[:60])]
PAGES = [" ".join(SENTENCES[start : start + 6]) for start in range(0, 96, 6)]
TEXTS = [*SENTENCES, *PAIRS, *PAGES, " ".join(SENTENCES)]


@pytest.fixture(scope="module")
def encoder(embedded_home: Path) -> MiniLM:
    return MiniLM(built_graph(embedded_home / "models"), installed_files().tokenizer)


@pytest.fixture(scope="module")
def weights() -> dict[str, Array]:
    return read_weights(installed_files().weights)


def likeness(
    encoder: MiniLM, weights: dict[str, Array], texts: list[str], int8: bool
) -> NDArray[np.float32]:
    """The cosine of each text's vector to that of the forward pass."""
    tokenizer = open_tokenizer(installed_files().tokenizer)
    ids = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    expected = np.array([reference_vector(weights, text, int8) for text in ids])
    return np.sum(expected * encoder.embed(texts), axis=1)


def test_the_graph_is_the_forward_pass(encoder: MiniLM, weights: dict[str, Array]) -> None:
    found = likeness(encoder, weights, TEXTS, int8=True)
    # A number halfway between two steps of int8 may be rounded either way, which shows in a few.
    assert found.mean() >= 0.9999
    assert found.min() >= 0.999


def test_rounding_to_int8_keeps_the_likeness(encoder: MiniLM, weights: dict[str, Array]) -> None:
    assert len(TEXTS) >= 200
    assert likeness(encoder, weights, TEXTS, int8=False).min() >= 0.99


def test_a_vector_does_not_depend_on_its_neighbours(encoder: MiniLM) -> None:
    alone = np.concatenate([encoder.embed([text]) for text in TEXTS])
    np.testing.assert_allclose(encoder.embed(TEXTS), alone, atol=1e-5)


def test_alike_texts_are_alike(encoder: MiniLM) -> None:
    rain, wet, vanilla = encoder.embed(
        ["Rain on hot asphalt.", "A wet street in summer.", "Vanilla ice cream."]
    )
    assert rain @ wet > rain @ vanilla + 0.1


def test_what_follows_the_last_token_that_is_read_changes_nothing(encoder: MiniLM) -> None:
    long = "rose " * 300
    np.testing.assert_array_equal(encoder.embed([long]), encoder.embed([long + "diesel"]))


@pytest.mark.parametrize("lengths", [[], [2, 2], [5], [256] * 40, [3] * 100, [*range(2, 257)]])
def test_batches_hold_every_worded_row_once_and_keep_their_bounds(lengths: list[int]) -> None:
    made = list(batches(lengths))
    rows = sorted(row for batch in made for row in batch)
    assert rows == [row for row, length in enumerate(lengths) if length > 2]
    for batch in made:
        assert 1 <= len(batch) <= BATCH_TEXTS
        assert len(batch) * max(lengths[row] for row in batch) <= BATCH_TOKENS
