"""What every model promises, whoever it is: the embedded ones, the fake, and an endpoint."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

import numpy as np
import pytest
from pydantic import BaseModel, Field

from flowery.models.embedded.models import EmbeddedModels
from flowery.models.port import Ability, Encoder, Models, Request
from flowery.words.errors import ModelUnavailable, NotOffered
from tests.models.fake import FakeModels
from tests.models.server import Bench


class Smell(BaseModel):
    smell: str
    strength: float = Field(ge=0, le=1)


ASKED = Request(purpose="read", system="You read smells.", user="Rain on asphalt.", user_id="iris")
TEXTS = ["Rain on hot asphalt.", "A rose.", "", "비 온 뒤 젖은 아스팔트", "🌹 ~ \x00 \u200b", "   "]
STRANGE = ["\ud800 alone", "<script>", "\u202eright to left", "word " * 5000, "\x00", "'; DROP"]
KINDS = ["embedded", "fake", "endpoint", "endpoint without embeddings"]


@pytest.fixture(params=KINDS)
def models(request: pytest.FixtureRequest, embedded: EmbeddedModels, bench: Bench) -> Models:
    if request.param == "embedded":
        return embedded
    if request.param == "fake":
        said = Smell(smell="petrichor", strength=0.5)
        return FakeModels({"read": [said]}, transcript="It rained in the library.")
    if request.param == "endpoint":
        return bench.open()
    return bench.open(embedding_model=None)


@pytest.fixture(params=["embedded", "fake", "elsewhere"])
def encoder(request: pytest.FixtureRequest, embedded: EmbeddedModels, bench: Bench) -> Encoder:
    if request.param == "elsewhere":
        return bench.open().remote_encoder()
    return embedded if request.param == "embedded" else FakeModels()


def use(models: Models, ability: Ability) -> object:
    match ability:
        case "answer":
            return models.answer(ASKED, Smell)
        case "see":
            return models.see(b"\xff\xd8", "image/jpeg", ASKED, Smell)
        case _:
            return models.transcribe(b"RIFF", "audio/wav", "iris")


USABLE: tuple[Ability, ...] = ("answer", "see", "transcribe")


def test_it_says_who_it_is(models: Models) -> None:
    assert models.name
    assert models.embedder
    assert models.offers <= set(get_args(Ability))


def test_a_vector_a_text_of_the_length_it_says(encoder: Encoder) -> None:
    vectors = encoder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dimensions)
    assert vectors.dtype == np.float32


def test_rows_have_length_one_and_blank_texts_zero(encoder: Encoder) -> None:
    lengths = np.linalg.norm(encoder.embed(TEXTS), axis=1)
    np.testing.assert_allclose(lengths, [1, 1, 0, 1, 1, 0], atol=1e-5)


def test_no_text_no_rows(encoder: Encoder) -> None:
    assert encoder.embed([]).shape == (0, encoder.dimensions)


def test_only_blank_texts(encoder: Encoder) -> None:
    assert not encoder.embed(["", " \n\t"]).any()


def test_a_text_has_one_vector_whatever_stands_beside_it(encoder: Encoder) -> None:
    together = encoder.embed(TEXTS)
    alone = np.concatenate([encoder.embed([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    np.testing.assert_allclose(encoder.embed(TEXTS[::-1])[::-1], together, atol=1e-5)


@pytest.mark.parametrize("text", STRANGE)
def test_strange_texts_embed_like_any_other(encoder: Encoder, text: str) -> None:
    vectors = encoder.embed([text, "rose"])
    assert np.isfinite(vectors).all()
    assert np.linalg.norm(vectors[1]) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("ability", USABLE)
def test_it_does_what_it_offers_and_says_what_it_does_not(models: Models, ability: Ability) -> None:
    if ability not in models.offers:
        with pytest.raises(NotOffered, match=r"\w+ .*\."):
            use(models, ability)
    elif ability == "transcribe":
        assert use(models, ability) == "It rained in the library."
    else:
        assert use(models, ability) == Smell(smell="petrichor", strength=0.5)


def test_what_is_heard_grows_into_the_answer(models: Models) -> None:
    """Who gives the answer whole tells nothing of it before."""
    heard: list[Mapping[str, Any]] = []
    if "answer" in models.offers:
        said = models.answer(replace(ASKED, hear=heard.append), Smell)
        assert heard[-1:] in ([], [said.model_dump()])
        assert all(so_far.keys() <= Smell.model_fields.keys() for so_far in heard)


@pytest.mark.parametrize("ability", USABLE)
def test_an_outage_is_said_in_a_sentence(bench: Bench, ability: Ability) -> None:
    fake = FakeModels()
    fake.outage = ModelUnavailable("The fake is out.", permanent=False)
    bench.server.script = [ConnectionResetError("gone")]
    for models in (fake, bench.open()):
        with pytest.raises(ModelUnavailable, match=r"^The .*\.$"):
            use(models, ability)
    for encoder in (fake, bench.open().remote_encoder()):
        with pytest.raises(ModelUnavailable, match=r"^The .*\.$"):
            encoder.embed(["rose"])
