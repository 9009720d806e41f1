"""The whole life of somebody who keeps everything on this machine, beside an endpoint that writes
down whatever comes over the wire: nothing of theirs does, and nothing of theirs is shown in what is
sent for others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import httpx2
import pytest

from flowery.memories.intake import Draft, Upload
from flowery.models.connection import connection_of
from flowery.models.openai_compatible.models import open_endpoint
from flowery.models.usage import Meter
from flowery.storage.examples import Wanted
from flowery.storage.upkeep.doctor import examine
from flowery.words.settings import Settings
from flowery.words.vocabulary import User
from tests.conftest import OnceEmbedded
from tests.learning.examples.made import answered, hold
from tests.learning.tuning.conftest import SPLITS
from tests.learning.tuning.test_in_use import SURE
from tests.memories import files
from tests.models import server as wire
from tests.models.faulty import SAYS

if TYPE_CHECKING:
    from flowery.wiring import Flowery

QUESTION = "my grandfather and his garage, for the evening at home"
SEEN = {"shows": "A gate.", "smells": [], "label": "", "mood": "calm", "text": "words"}
ENDPOINT = {
    "openai_base_url": "http://models.test/v1",
    "openai_api_key": "a-key-for-tests",
    "chat_model": "chat-1",
    "vision_model": "vision-1",
    "transcription_model": "voice-1",
    "embedding_model": "vectors-1",
    "tuning_model": "base-1",
    "memories_per_day": 0,
}


class Wire:
    """Everything that left the machine."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.kinds: set[str] = set()

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.sent.append(request.content)
        path = request.url.path.rsplit("/v1/", 1)[1]
        self.kinds.add(path)
        if path == "embeddings":
            return wire.embeddings(request)
        if path == "audio/transcriptions":
            return httpx2.Response(200, json={"text": "The sea."})
        if path != "chat/completions":
            return httpx2.Response(200, json={"id": "f-1", "status": "queued"})
        form = json.loads(request.content).get("response_format") or {}
        name = str(form.get("json_schema", {}).get("name", ""))
        return wire.completion(json.dumps(SEEN if "Seen" in name else SAYS.get(name, {})))

    def since(self, place: int) -> bytes:
        return b"".join(self.sent[place:])


@pytest.fixture
def sent() -> Wire:
    return Wire()


@pytest.fixture
def house(settings: Settings, sent: Wire, encoder: OnceEmbedded) -> Iterator[Flowery]:
    from flowery.wiring import open_flowery

    told = settings.model_copy(update=ENDPOINT)
    connection = connection_of(Settings(home=settings.home, **ENDPOINT))
    transport = httpx2.MockTransport(sent)
    opened = open_flowery(
        told, open_endpoint(connection, encoder, Meter(lambda _usage: None), transport)
    )
    opened.moving.run()
    yield opened
    opened.close()


def live(house: Flowery, person: User) -> str:
    """A memory with everything in it, questions, words of all kinds; and what the house does with
    it by itself. Returns the memory's id."""
    name = person.name
    memory = house.remember.keep(
        person.id,
        Draft(
            text=f"{name} loved the lilac at the gate, and tar from the boats.",
            title=f"The gate of {name}",
            files=(
                Upload("gate.jpg", files.noise()),
                Upload("letter.pdf", files.pdf([f"A letter to {name}, of ink and iron."])),
                Upload("scan.pdf", files.scanned([f"Dear {name}"])),
                Upload("voice.wav", files.voice()),
            ),
        ),
    ).memory
    assert house.remember.settle(person.id, memory.id).state == "done"
    house.remember.look_again()
    house.remember.settle(person.id, memory.id)
    smell = next(s for s in house.remember.smells(person.id, memory.id) if s.note)
    house.remember.correct(person.id, memory.id, smell, "confirm")
    house.moving.run()
    for question in (QUESTION, f"what did {name} smell at the gate", f"lilac for {name}"):
        question_id = asked_about(house, person, question)
        house.learning.rate(person.id, question_id, 5, text=f"{name} liked it")
    house.advice.look(person.id, f"lilac for {name}", without=memory.id)
    house.search.search(f"the lilac of {name}")
    first = house.advice.history(person.id)[0]
    for one in first.recommendations[:1]:
        house.learning.react(person.id, one.fragrance_id, "like")
        house.advice.about(person.id, one.fragrance_id)
    house.examples.gather()
    house.remember.rebuild()
    house.moving.run()
    list(examine(house, house.models.embedder))
    return memory.id


def asked_about(house: Flowery, person: User, question: str) -> str:
    answer = house.advice.ask(person.id, question)
    house.advice.finish(person.id, answer.question_id)
    return answer.question_id


def test_not_one_byte_of_a_private_person_is_sent(
    house: Flowery, sent: Wire, iris: User, sage: User
) -> None:
    house.people.stay_home(iris, True)
    before = len(sent.sent)
    kept = live(house, iris)
    taste = house.people.add_taste(iris, "For Mum")
    live(house, taste)
    assert sent.since(before) == b""
    live(house, sage)
    asked = sent.since(before)
    assert {"embeddings", "audio/transcriptions", "chat/completions"} <= sent.kinds
    assert b"Sage loved" in asked, "or the wire would prove nothing"
    assert b"image/jpeg" in asked
    for private in (b"Iris", b"For Mum", iris.id.encode(), kept.encode()):
        assert private not in asked
    assert house.remember.smells(iris.id, kept), "it was read all the same"
    house.people.stay_home(iris, False)
    house.moving.run()
    assert b"Iris loved" in sent.since(before), "off is off"


def test_a_switch_that_is_turned_while_steps_wait_holds_for_them(
    house: Flowery, sent: Wire, iris: User
) -> None:
    draft = Draft(files=(Upload("voice.wav", files.voice()),), text="Iris and the sea.")
    memory = house.remember.keep(iris.id, draft).memory
    before = len(sent.sent)
    house.people.stay_home(iris, True)
    assert house.remember.settle(iris.id, memory.id).retry_at is None
    steps = house.tables.of(iris.id).readings.steps(memory.id)
    assert sent.since(before) == b""
    assert "missed" not in {step.outcome for step in steps}, "nobody is waited for"


def test_examples_of_who_stays_home_are_shown_to_nobody_and_handed_in_nowhere(
    house: Flowery, sent: Wire, iris: User, sage: User, basil: User
) -> None:
    for person, question in ((iris, QUESTION), (sage, "the garage of my grandfather")):
        told = {"question": question, "answer": f"Leather, for the garage. By {person.name}."}
        hold(house.tables, person, [answered(person, n, **told) for n in range(20)])
    placed = []
    for number, one in enumerate(house.tables.examples.find(Wanted())):
        house.tables.examples.set_state(one.id, "accepted")
        placed.append((SPLITS[number % len(SPLITS)], one))
    sets = house.tables.training_sets
    set_id = sets.freeze(placed, basil.id)
    job = house.tables.jobs.add("few_shot", set_id, {}, basil.id)
    model = house.tables.tuned.add(job, json.dumps({"set": set_id}).encode(), SURE)
    house.tuning.activate(basil, model.id, "for the test")
    asked_about(house, sage, QUESTION)
    assert b"By Iris" in sent.since(0), "or the bank would prove nothing"
    house.people.stay_home(iris, True)
    before = len(sent.sent)
    asked_about(house, sage, f"{QUESTION} again")
    house.tuning.begin(basil, "endpoint", set_id)
    house.tuning.trainings.run_waiting()
    assert b"By Sage" in sent.since(before)
    assert b"By Iris" not in sent.since(before)
    assert house.examples.own(iris.id) == ()
