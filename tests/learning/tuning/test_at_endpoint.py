"""A training at an endpoint: begun once, looked at until it is done, judged, and used; over a real
server on this machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from http.server import ThreadingHTTPServer
from threading import Thread

import httpx2
import pytest

from flowery.learning.tuning.at_endpoint import AtEndpoint, conversations
from flowery.learning.tuning.training import Trainings
from flowery.models.openai_compatible.models import OpenAICompatible
from flowery.wiring import Flowery
from flowery.words.vocabulary import FineTuningJob, TrainingExample, User
from tests.learning.tuning.conftest import Freeze
from tests.models.openai_compatible.test_tuning import Service, Serving
from tests.models.server import Bench


class Wording(Serving):
    """Also answers, well with the tuned model and badly with the usual one."""

    def _reply(self, path: str, body: bytes) -> dict[str, object]:
        if path != "/chat/completions":
            return super()._reply(path, body)
        asked = json.loads(body)
        good = "Leather keeps you warm; take it for my grandfather and his garage."
        said = good if asked["model"] == "ft:mine" else "Buy a boat."
        content = json.dumps({"answer": said})
        return {"choices": [{"message": {"content": content}}]}


@pytest.fixture
def service() -> Service:
    return Service(looks=["queued", "running", "succeeded"])


@pytest.fixture
def models(service: Service, flowery: Flowery) -> Iterator[OpenAICompatible]:
    Wording.service = service
    with ThreadingHTTPServer(("127.0.0.1", 0), Wording) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/v1"
        bench = Bench(server=None, home=flowery.settings.folder)  # type: ignore[arg-type]
        named = {"openai_base_url": address, "tuning_model": "base-1", "embedding_model": None}
        opened = bench.open(httpx2.HTTPTransport(), **named)
        opened.embed = flowery.models.embed  # type: ignore[method-assign]
        yield opened
        server.shutdown()


@pytest.fixture
def trainings(flowery: Flowery, models: OpenAICompatible) -> Trainings:
    trainer = AtEndpoint(models, flowery.examples.exports.lines, every_seconds=0)
    sets = flowery.examples.sets
    return Trainings(flowery.tables, sets, (trainer,), flowery.settings.folder)


@pytest.fixture
def job(flowery: Flowery, freeze: Freeze, basil: User) -> FineTuningJob:
    return flowery.tables.jobs.add("endpoint", freeze().id, {}, basil.id)


def stands(flowery: Flowery, job: FineTuningJob) -> FineTuningJob:
    return flowery.tables.jobs.get(job.id)


def test_it_is_begun_once_looked_at_and_judged(
    flowery: Flowery, trainings: Trainings, job: FineTuningJob, service: Service
) -> None:
    for _ in range(2):
        trainings.run_waiting()
        assert stands(flowery, job).state == "running"
    trainings.run_waiting()
    assert stands(flowery, job).state == "succeeded", stands(flowery, job).reason
    assert (len(service.files), len(service.begun)) == (2, 1)
    assert b"Leather keeps you warm" in service.files[0]
    (model,) = flowery.tables.tuned.list("endpoint")
    assert model.artefact == b'{"model": "ft:mine"}'
    assert model.gain.is_sure
    assert model.gain.examples == 8
    said = [line.line for line in flowery.tables.jobs.log(job.id)]
    assert said.count("step 1") == 1
    assert said[:2] == ["24 examples were handed in.", "8 examples were handed in."]


def test_a_stop_between_two_steps_hands_nothing_in_twice(
    flowery: Flowery, trainings: Trainings, job: FineTuningJob, service: Service
) -> None:
    service.faults["POST /fine_tuning/jobs"] = (500, "{}")
    trainings.run_waiting()
    assert stands(flowery, job).state == "failed"
    assert len(service.files) == 2
    service.faults.clear()
    flowery.tables.jobs.change(job.id, state="running")  # as after a kill instead of a failure
    trainings.run_waiting()
    assert (len(service.files), len(service.begun)) == (2, 1)


def test_an_outage_while_it_trains_is_waited_for(
    flowery: Flowery, trainings: Trainings, job: FineTuningJob, service: Service
) -> None:
    trainings.run_waiting()
    service.faults["GET /fine_tuning/jobs/ftjob-1"] = (503, "{}")
    trainings.run_waiting()
    assert stands(flowery, job).state == "running"
    service.faults["GET /fine_tuning/jobs/ftjob-1"] = (404, "{}")
    trainings.run_waiting()
    assert stands(flowery, job).state == "failed"


def test_a_service_that_is_gone_is_a_sentence(
    flowery: Flowery, trainings: Trainings, job: FineTuningJob, service: Service
) -> None:
    service.faults["POST /files"] = (404, "{}")
    trainings.run_waiting()
    assert stands(flowery, job).state == "failed"
    assert stands(flowery, job).reason.startswith("This endpoint trains no models")


def test_what_the_endpoint_ends_is_told(
    flowery: Flowery, trainings: Trainings, job: FineTuningJob, service: Service
) -> None:
    service.looks = ["failed"]
    trainings.run_waiting()
    assert stands(flowery, job).reason == ("The endpoint ended the training (failed): bad line 3")


def test_cancelling_reaches_the_endpoint(
    flowery: Flowery, trainings: Trainings, job: FineTuningJob, service: Service
) -> None:
    trainings.run_waiting()
    flowery.tables.jobs.change(job.id, is_cancelled=True)
    trainings.run_waiting()
    assert stands(flowery, job).state == "cancelled"
    assert service.cancelled


def test_too_few_examples_leave_the_machine_not_at_all(
    flowery: Flowery, trainings: Trainings, freeze: Freeze, basil: User, service: Service
) -> None:
    job = flowery.tables.jobs.add("endpoint", freeze(10).id, {}, basil.id)
    trainings.run_waiting()
    assert "more approved examples are needed" in stands(flowery, job).reason
    assert service.files == []


def test_without_an_endpoint_it_is_absent_with_a_sentence(flowery: Flowery, basil: User) -> None:
    assert "connect an endpoint" in flowery.tuning.absent(basil, "endpoint")
    assert flowery.tuning.absent(basil, "local_adapter") == ""


def test_a_line_is_taken_apart() -> None:
    def lines(_examples: Sequence[TrainingExample]) -> bytes:
        turns = [("system", "S"), ("user", "U"), ("assistant", '{"answer": "A", "sentences": []}')]
        row = {"messages": [{"role": role, "content": said} for role, said in turns]}
        return json.dumps(row).encode() + b"\n"

    (one,) = conversations(lines([]))
    assert (one.system, one.user, one.approved) == ("S", "U", "A")
