"""What is sent, what is overlooked in an answer, and the one try to mend it."""

import base64

import httpx2
import pytest
from pydantic import BaseModel, Field

from flowery.models.port import Request
from tests.models.server import Bench, completion


class Smell(BaseModel):
    smell: str
    strength: float = Field(ge=0, le=1)


ASKED = Request(purpose="read", system="You read smells.", user="Rain on asphalt.", user_id="iris")
FIT = '{"smell": "petrichor", "strength": 0.5}'
RAIN = Smell(smell="petrichor", strength=0.5)


def test_the_question_goes_as_plain_text_with_the_shape_of_the_answer(bench: Bench) -> None:
    bench.open().answer(ASKED, Smell)
    (body,) = bench.server.bodies()
    assert body["model"] == "chat-1"
    assert body["messages"] == [
        {"role": "system", "content": "You read smells."},
        {"role": "user", "content": "Rain on asphalt."},
    ]
    assert body["response_format"]["json_schema"]["name"] == "Smell"
    assert body["response_format"]["json_schema"]["strict"] is True


def test_the_person_is_not_named_to_the_endpoint(bench: Bench) -> None:
    bench.open().answer(ASKED, Smell)
    assert b"iris" not in bench.server.requests[0].content


def test_a_picture_goes_with_the_question(bench: Bench) -> None:
    assert bench.open().see(b"\xff\xd8picture", "image/jpeg", ASKED, Smell) == RAIN
    (body,) = bench.server.bodies()
    text, picture = body["messages"][1]["content"]
    assert (body["model"], text["text"]) == ("vision-1", "Rain on asphalt.")
    head, _, packed = picture["image_url"]["url"].partition(",")
    assert head == "data:image/jpeg;base64"
    assert base64.b64decode(packed) == b"\xff\xd8picture"


def test_a_recording_is_sent_as_a_file_whose_name_tells_its_format(bench: Bench) -> None:
    bench.open().transcribe(b"OggS", "audio/ogg")
    sent = bench.server.requests[0].content
    assert b'filename="voice.og' in sent
    assert b"voice-1" in sent
    assert b"OggS" in sent


@pytest.mark.parametrize(
    "answer",
    [FIT, f"```json\n{FIT}\n```", f"Here it is: {FIT} Enjoy!", f"<think>rain</think>{FIT}"],
)
def test_words_around_the_object_are_overlooked(bench: Bench, answer: str) -> None:
    bench.server.script = [completion(answer)]
    assert bench.open().answer(ASKED, Smell) == RAIN
    assert len(bench.server.requests) == 1


def test_an_answer_that_does_not_fit_is_mended_once(bench: Bench) -> None:
    bench.server.script = [completion('{"smell": "petrichor", "strength": 7}'), completion(FIT)]
    assert bench.open().answer(ASKED, Smell) == RAIN
    first, second = bench.server.bodies()
    said, mending = second["messages"][len(first["messages"]) :]
    assert said == {"role": "assistant", "content": '{"smell": "petrichor", "strength": 7}'}
    assert "strength: Input should be less than or equal to 1" in mending["content"]
    assert '"required": ["smell", "strength"]' in mending["content"]


def test_an_answer_that_ran_on_is_not_sent_back_whole(bench: Bench) -> None:
    bench.server.script = [completion("rain " * 100_000), completion(FIT)]
    assert bench.open().answer(ASKED, Smell) == RAIN
    assert len(bench.server.requests[1].content) < 10_000


def test_a_server_without_keys_is_given_one(bench: Bench) -> None:
    bench.open(openai_api_key=None).answer(ASKED, Smell)
    assert bench.server.requests[0].headers["Authorization"].removeprefix("Bearer ")


def test_a_key_from_a_file_with_a_last_line_break_is_a_key(bench: Bench) -> None:
    bench.open(openai_api_key="a-key\n").answer(ASKED, Smell)
    assert bench.server.requests[0].headers["Authorization"] == "Bearer a-key"


def test_usage_that_is_missing_counts_as_nothing(bench: Bench) -> None:
    reply = completion(FIT).json()
    for usage in (None, {}, {"prompt_tokens": None}):
        bench.server.script = [httpx2.Response(200, json={**reply, "usage": usage})]
        assert bench.open().answer(ASKED, Smell) == RAIN
    assert [one.input_tokens for one in bench.usages] == [0, 0, 0]
