"""A whole life at an endpoint that nobody here wrote: a memory in words, a photo, a paper and a
voice; a question and its answer; and what every fault of that endpoint costs of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pytest

from flowery.memories.intake import Draft, Upload
from flowery.models.connection import connection_of
from flowery.models.openai_compatible.models import open_endpoint
from flowery.models.openai_compatible.patience import Pace
from flowery.models.usage import Meter
from flowery.words.settings import Settings
from flowery.words.vocabulary import Answer, ScentMemory, User
from tests.conftest import OnceEmbedded
from tests.memories import files
from tests.models import peer as peers
from tests.models.clock import Clock
from tests.models.peer import Peer

if TYPE_CHECKING:
    from flowery.wiring import Flowery

TEXT = "Lilac at the gate after rain. I loved the tar of the boats."
PAPER = "The letter smelled of violets and old books."
SPOKEN = "Grandmother's kitchen smelled of cinnamon."
QUESTION = "a warm perfume with smoke, nothing sweet"
SEEN = {"shows": "A gate with lilac.", "label": "", "mood": "calm"}
WORDS = {"answer": "These were chosen for their warmth.", "sentences": []}


def says(system: str, said: Mapping[str, object]) -> dict[str, Any]:
    return {"match": {"systemMessage": system}, "response": {"content": json.dumps(said)}}


FIXTURES = (
    says("You look at a photo", {**SEEN, "smells": [{"thing": "lilac", "note": "lilac"}]}),
    says("You retell a person's memory", {"text": "Lilac at the gate, and tar."}),
    says("You find what smells", {"smells": []}),
    says("You take apart what somebody asks", {"parts": []}),
    says("You word the answers", WORDS),
    {
        "match": {"endpoint": "transcription"},
        "response": {"transcription": {"text": SPOKEN}},
    },
    {"match": {"endpoint": "embedding"}, "response": {"embedding": [0.0, 3.0, 4.0]}},
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    with peers.running(tmp_path_factory.mktemp("peer")) as peer:
        yield peer


@pytest.fixture
def peer(running: Peer) -> Peer:
    running.fails()
    running.says(*FIXTURES)
    return running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def at_peer(
    settings: Settings, encoder: OnceEmbedded, peer: Peer, clock: Clock
) -> Iterator[Callable[[float], Flowery]]:
    from flowery.wiring import open_flowery

    opened: list[Flowery] = []

    def open_at_peer(seconds: float = 30.0) -> Flowery:
        named = {
            "openai_base_url": peer.address,
            "chat_model": "chat-1",
            "vision_model": "vision-1",
            "transcription_model": "voice-1",
            "embedding_model": "vectors-1",
            "model_timeout_seconds": seconds,
        }
        home = settings.model_copy(update=named)
        meter, pace = Meter([].append, clock=clock), Pace(clock, clock.sleep)
        models = open_endpoint(connection_of(home), encoder, meter, pace=pace)
        opened.append(open_flowery(home, models))
        return opened[-1]

    yield open_at_peer
    for one in opened:
        one.close()


def remembered(flowery: Flowery, person: User) -> ScentMemory:
    uploads = (
        Upload("gate.jpg", files.picture()),
        Upload("letter.pdf", files.pdf([PAPER])),
        Upload("voice.wav", files.voice()),
    )
    kept = flowery.remember.keep(person.id, Draft(text=TEXT, files=uploads)).memory
    return flowery.remember.settle(person.id, kept.id)


def asked(flowery: Flowery, person: User) -> Answer:
    return flowery.advice.finish(person.id, flowery.advice.ask(person.id, QUESTION).question_id)


def test_a_life_from_the_first_memory_to_a_worded_answer(
    at_peer: Callable[[], Flowery], peer: Peer, iris: User
) -> None:
    flowery = at_peer()
    memory = remembered(flowery, iris)
    assert (memory.state, memory.retry_at) == ("done", None)
    assert memory.enhanced == "Lilac at the gate, and tar."
    photo, paper, voice = memory.attachments
    assert photo.analysis is not None
    assert photo.analysis.shows == SEEN["shows"]
    assert (PAPER in paper.words, voice.words) == (True, SPOKEN)
    notes = {smell.note for smell in flowery.remember.smells(iris.id, memory.id)}
    assert {"lilac", "tar", "violet", "cinnamon"} <= notes
    assert flowery.moving.run() == 1
    answer = asked(flowery, iris)
    assert (answer.answer, answer.words_by) == (WORDS["answer"], "chat-1")
    assert answer.recommendations
    paths = {one["path"].rpartition("/v1/")[2] for one in peer.heard()}
    assert paths == {"chat/completions", "audio/transcriptions", "embeddings"}


FAULTS: dict[str, dict[str, float]] = {
    "a fault of theirs": {"dropRate": 1.0},
    "half a reply": {"malformedRate": 1.0},
    "a line that breaks": {"disconnectRate": 1.0},
    "too many requests": {"rateLimitRate": 1.0},
    "a hang": {"latencyMs": 20_000.0},
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_costs_words_until_it_is_over(
    at_peer: Callable[[float], Flowery],
    peer: Peer,
    iris: User,
    fault: dict[str, float],
    clock: Clock,
) -> None:
    peer.fails(**fault)
    flowery = at_peer(1.0)
    memory = remembered(flowery, iris)
    assert memory.text == TEXT
    assert memory.retry_at is not None
    answer = asked(flowery, iris)
    assert (answer.words_by, bool(answer.recommendations)) == ("embedded", True)

    peer.fails()
    clock.seconds += 3600.0
    flowery.tables.of(iris.id).diary.set_state(memory.id, memory.state, retry_at=memory.created_at)
    done = flowery.remember.settle(iris.id, memory.id)
    assert (done.state, done.enhanced) == ("done", "Lilac at the gate, and tar.")
    assert [one.words for one in done.attachments if one.kind == "voice"] == [SPOKEN]
    assert asked(flowery, iris).words_by == "chat-1"
