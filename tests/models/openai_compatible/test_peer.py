"""The real client at an endpoint that nobody here wrote, over a real socket, faults included."""

import json
from collections.abc import Iterator

import numpy as np
import pytest
from pydantic import BaseModel, Field

from flowery.models.openai_compatible.models import OpenAICompatible
from flowery.models.port import Request
from flowery.words.errors import ModelUnavailable
from tests.models import peer as peers
from tests.models.peer import Peer
from tests.models.server import Bench


class Smell(BaseModel):
    smell: str
    strength: float = Field(ge=0, le=1)


ASKED = Request(purpose="read", system="You read smells.", user="Rain on asphalt.", user_id="iris")
RAIN = Smell(smell="petrichor", strength=0.5)
SAYS_RAIN = {"match": {"userMessage": "asphalt"}, "response": {"content": RAIN.model_dump_json()}}
HEARS = {
    "match": {"endpoint": "transcription"},
    "response": {"transcription": {"text": " It rained in the library. "}},
}


def vector(text: str, *numbers: float) -> dict[str, object]:
    return {"match": {"inputText": text}, "response": {"embedding": list(numbers)}}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    with peers.running(tmp_path_factory.mktemp("peer")) as peer:
        yield peer


@pytest.fixture
def peer(running: Peer) -> Peer:
    running.fails()
    running.says(SAYS_RAIN, HEARS, vector("rose", 0.0, 3.0, 4.0))
    return running


def opened(bench: Bench, peer: Peer, **settings: object) -> OpenAICompatible:
    return bench.open_at(peer.address, **settings)


def test_it_answers_in_a_shape(bench: Bench, peer: Peer) -> None:
    assert opened(bench, peer).answer(ASKED, Smell) == RAIN
    (asked,) = peer.heard()
    assert asked["body"]["response_format"]["type"] == "json_schema"
    assert [(one.model, one.succeeded) for one in bench.usages] == [("chat-1", True)]
    assert bench.usages[0].output_tokens > 0


def test_it_sees(bench: Bench, peer: Peer) -> None:
    picture = b"\xff\xd8picture"
    assert opened(bench, peer).see(picture, "image/jpeg", ASKED, Smell) == RAIN


def test_it_writes_down_what_was_said(bench: Bench, peer: Peer) -> None:
    said = opened(bench, peer).transcribe(b"OggS", "audio/ogg")
    assert said == "It rained in the library."


def test_it_embeds(bench: Bench, peer: Peer) -> None:
    vectors = opened(bench, peer).remote_encoder().embed(["rose"])
    np.testing.assert_allclose(vectors, [[0.0, 0.6, 0.8]], atol=1e-6)


def test_what_does_not_fit_is_mended_once(bench: Bench, peer: Peer) -> None:
    wrong = {"match": {"userMessage": "asphalt"}, "response": {"content": '{"smell": "rain"}'}}
    mends = {**SAYS_RAIN, "match": {"userMessage": "That does not fit"}}
    peer.says(wrong, mends)
    assert opened(bench, peer).answer(ASKED, Smell) == RAIN


def test_a_refusal_of_the_form_is_followed_by_a_looser_one(bench: Bench, peer: Peer) -> None:
    no = {"error": {"message": "no schemas here", "type": "invalid_request_error"}, "status": 400}
    strict = {"match": {"userMessage": "asphalt", "responseFormat": "json_schema"}, "response": no}
    peer.says(strict, SAYS_RAIN)
    assert opened(bench, peer).answer(ASKED, Smell) == RAIN
    assert [one["body"]["response_format"]["type"] for one in peer.heard()] == [
        "json_schema",
        "json_object",
    ]


FAULTS = {
    "a fault of theirs": {"dropRate": 1.0},
    "half a reply": {"malformedRate": 1.0},
    "a line that breaks": {"disconnectRate": 1.0},
    "too many requests": {"rateLimitRate": 1.0},
    "a hang": {"latencyMs": 3000.0},
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_an_outage_in_a_sentence(
    bench: Bench, peer: Peer, fault: dict[str, float]
) -> None:
    peer.fails(**fault)
    models = opened(bench, peer, model_timeout_seconds=0.5)
    with pytest.raises(ModelUnavailable, match=r"^(The|What) .*\.$") as caught:
        models.answer(ASKED, Smell)
    assert not caught.value.permanent
    assert json.dumps(ASKED.user)[1:-1] not in str(caught.value)


def test_it_is_asked_again_when_it_is_back(bench: Bench, peer: Peer) -> None:
    models = opened(bench, peer)
    peer.fails(dropRate=1.0)
    with pytest.raises(ModelUnavailable):
        models.answer(ASKED, Smell)
    peer.fails()
    assert models.answer(ASKED, Smell) == RAIN


def lines(count: int) -> bytes:
    turns = [{"role": "user", "content": "rain?"}, {"role": "assistant", "content": "petrichor"}]
    return b"".join(json.dumps({"messages": turns}).encode() + b"\n" for _ in range(count))


def test_it_trains(bench: Bench, peer: Peer) -> None:
    tuner = opened(bench, peer, tuning_model="base-1").tuner()
    begun = tuner.begin(tuner.upload(lines(12)), None)
    assert begun.state == "queued"
    states = [tuner.look(begun.id) for _ in range(4)]
    assert [one.state for one in states[:3]] == ["queued", "running", "succeeded"]
    assert states[-1].model.startswith("ft:base-1")
    assert tuner.events(begun.id)
    create = next(one for one in peer.heard() if one["path"].endswith("/fine_tuning/jobs"))
    assert create["body"]["model"] == "base-1"


def test_a_training_is_cancelled(bench: Bench, peer: Peer) -> None:
    tuner = opened(bench, peer, tuning_model="base-1").tuner()
    begun = tuner.begin(tuner.upload(lines(12)), None)
    assert tuner.cancel(begun.id).state == "cancelled"
    assert tuner.look(begun.id).state == "cancelled"
