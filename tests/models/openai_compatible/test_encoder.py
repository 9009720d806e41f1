"""An endpoint's vectors: in order, at length 1, in batches, and believed only when they fit."""

import json

import httpx2
import numpy as np
import pytest

from flowery.words.errors import ModelUnavailable
from tests.models.server import DIMENSIONS, Bench, hashed


def test_vectors_come_back_in_the_order_of_the_texts(bench: Bench) -> None:
    texts = [f"memory {number}" for number in range(70)]
    texts[3] = "  "
    vectors = bench.open().embed(texts)
    expected = np.array([hashed(text) for text in texts])
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    expected[3] = 0
    np.testing.assert_allclose(vectors, expected, atol=1e-6)


def test_texts_go_in_batches_as_plain_numbers(bench: Bench) -> None:
    bench.open().embed(["rose"] * 70)
    bodies = bench.server.bodies()
    assert [len(body["input"]) for body in bodies] == [1, 32, 32, 6]
    assert {body["encoding_format"] for body in bodies} == {"float"}


def test_dimensions_are_learnt_once(bench: Bench) -> None:
    models = bench.open()
    assert [models.dimensions, models.dimensions] == [DIMENSIONS, DIMENSIONS]
    assert len(bench.server.requests) == 1
    assert models.embedder == "vectors-1"


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
        bench.open().embed(["rose"])
    assert not caught.value.permanent


def test_vectors_that_change_their_length_are_an_outage(bench: Bench) -> None:
    def growing(request: httpx2.Request) -> httpx2.Response:
        size = len(bench.server.requests)
        return reply(*([1.0] * size for _ in json.loads(request.content)["input"]))

    bench.server.script = [growing]
    with pytest.raises(ModelUnavailable, match="do not belong"):
        bench.open().embed(["rose"])
