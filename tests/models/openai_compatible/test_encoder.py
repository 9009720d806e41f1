"""An endpoint's vectors: in order, at length 1, in batches, and believed only when they fit."""

import json

import httpx2
import numpy as np
import pytest

from flowery.models.port import EmbeddingModel
from flowery.words.errors import ModelUnavailable, NotOffered
from tests.models.server import DIMENSIONS, Bench, hashed


def test_vectors_come_back_in_the_order_of_the_texts(bench: Bench) -> None:
    texts = [f"memory {number}" for number in range(70)]
    texts[3] = "  "
    vectors = bench.open().remote_encoder().embed(texts)
    expected = np.array([hashed(text) for text in texts])
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    expected[3] = 0
    np.testing.assert_allclose(vectors, expected, atol=1e-6)


def test_texts_go_in_batches_as_plain_numbers(bench: Bench) -> None:
    bench.open().remote_encoder().embed(["rose"] * 70)
    bodies = bench.server.bodies()
    assert [len(body["input"]) for body in bodies] == [32, 32, 6]
    assert {body["encoding_format"] for body in bodies} == {"float"}


def test_dimensions_are_learnt_once(bench: Bench) -> None:
    encoder = bench.open().remote_encoder()
    assert [encoder.dimensions, encoder.dimensions] == [DIMENSIONS, DIMENSIONS]
    assert len(bench.server.requests) == 1
    assert encoder.embedder == "vectors-1@models.test"


def test_a_length_that_is_wished_for_is_sent_and_makes_another_encoder(bench: Bench) -> None:
    models = bench.open(embedding_dimensions=512)
    encoder = models.remote_encoder()
    encoder.embed(["rose"])
    assert [body.get("dimensions") for body in bench.server.bodies()] == [512]
    assert encoder.embedder == "vectors-1/512@models.test"
    assert encoder.model == EmbeddingModel("vectors-1", 512)
    assert models.remote_encoder(EmbeddingModel("older")).embedder == "older@models.test"


def test_what_is_embedded_is_in_the_books_of_whose_words_it_is(bench: Bench) -> None:
    bench.open().remote_encoder().embed(["rose"], "u_iris")
    told = [(usage.purpose, usage.user_id) for usage in bench.usages]
    assert told == [("embed", "u_iris")]


def test_models_of_an_endpoint_embed_here(bench: Bench) -> None:
    models = bench.open()
    assert models.embed(["rose"]).shape == (1, models.dimensions)
    assert models.embedder.startswith("all-MiniLM")
    assert bench.server.requests == []


def test_an_endpoint_without_a_model_that_embeds_offers_none(bench: Bench) -> None:
    with pytest.raises(NotOffered, match="the encoder here"):
        bench.open(embedding_model=None).remote_encoder()


def reply(*vectors: object) -> httpx2.Response:
    data = [{"index": at, "embedding": vector} for at, vector in enumerate(vectors)]
    return httpx2.Response(200, json={"data": data})


UNBELIEVABLE = {
    "none": reply(),
    "one too many": reply([1.0, 2.0], [1.0, 2.0]),
    "zero": reply([0.0, 0.0]),
    "empty": reply([]),
    "not a number": httpx2.Response(200, text='{"data": [{"index": 0, "embedding": [NaN, 1.0]}]}'),
    "packed": reply("AACAPwAAAEA="),
    "another index": httpx2.Response(200, json={"data": [{"index": 5, "embedding": [1.0]}]}),
}


@pytest.mark.parametrize("unbelievable", UNBELIEVABLE.values(), ids=UNBELIEVABLE.keys())
def test_vectors_that_do_not_fit_are_an_outage(bench: Bench, unbelievable: httpx2.Response) -> None:
    bench.server.script = [unbelievable]
    with pytest.raises(ModelUnavailable) as caught:
        bench.open().remote_encoder().embed(["rose"])
    assert not caught.value.permanent


def test_vectors_that_change_their_length_are_an_outage(bench: Bench) -> None:
    def growing(request: httpx2.Request) -> httpx2.Response:
        size = len(bench.server.requests)
        return reply(*([1.0] * size for _ in json.loads(request.content)["input"]))

    bench.server.script = [growing]
    encoder = bench.open().remote_encoder()
    encoder.embed(["rose"])
    with pytest.raises(ModelUnavailable, match="do not belong"):
        encoder.embed(["rose"])
