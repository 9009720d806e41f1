"""Training at an endpoint, over a real socket: files, a training, its events, cancelling, and all
the ways it may not be there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, ClassVar

import httpx2
import pytest

from flowery.models.port import Tuner
from flowery.words.errors import ModelUnavailable, NotOffered
from tests.models import wire
from tests.models.server import Bench

LINES = b'{"messages": [{"role": "user", "content": "hi"}]}\n'


@dataclass
class Service:
    """What the endpoint does: a status and a body by method and path, else a training that goes on
    a step at every look.
    """

    faults: dict[str, tuple[int, str]] = field(default_factory=dict)
    looks: list[str] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)
    begun: list[dict[str, Any]] = field(default_factory=list)
    cancelled: bool = False


class Serving(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: ClassVar[Service]

    def do_GET(self) -> None:
        self._serve("GET", b"")

    def do_POST(self) -> None:
        self._serve("POST", self.rfile.read(int(self.headers["Content-Length"] or 0)))

    def _serve(self, method: str, body: bytes) -> None:
        path = re.sub(r"\?.*", "", self.path).removeprefix("/v1")
        fault = self.service.faults.get(f"{method} {path}")
        status, reply = fault or (200, json.dumps(self._reply(path, body)))
        content = reply.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _reply(self, path: str, body: bytes) -> dict[str, Any]:
        service = self.service
        if path == "/files":
            service.files.append(body)
            return wire.kept_file(f"file-{len(service.files)}")
        if path == "/fine_tuning/jobs":
            service.begun.append(json.loads(body))
            return wire.training("ftjob-1", "validating_files")
        if path.endswith("/events"):
            return wire.events("step 1", "step 2")
        if path.endswith("/cancel"):
            service.cancelled = True
            return wire.training("ftjob-1", "cancelled")
        state = service.looks.pop(0) if len(service.looks) > 1 else service.looks[0]
        made = (
            {"fine_tuned_model": "ft:mine", "trained_tokens": 900} if state == "succeeded" else {}
        )
        fault = {"code": "invalid", "message": "bad  line\n3", "param": None}
        return wire.training("ftjob-1", state, **made, error=fault)

    def log_message(self, *_: object) -> None:
        """Nothing is printed in tests."""


@pytest.fixture
def service() -> Service:
    return Service(looks=["queued", "running", "succeeded"])


@pytest.fixture
def address(service: Service) -> Iterator[str]:
    Serving.service = service
    with ThreadingHTTPServer(("127.0.0.1", 0), Serving) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()


@pytest.fixture
def tuner(bench: Bench, address: str) -> Tuner:
    named = {"openai_base_url": address, "tuning_model": "base-1"}
    return bench.open(httpx2.HTTPTransport(), **named).tuner()


def test_a_training_from_the_file_to_the_model(
    tuner: Tuner, service: Service, bench: Bench
) -> None:
    train, check = tuner.upload(LINES), tuner.upload(LINES)
    begun = tuner.begin(train, check)
    assert (begun.id, begun.state) == ("ftjob-1", "queued")
    assert service.begun[0]["model"] == "base-1"
    assert service.begun[0]["validation_file"] == check
    assert LINES in service.files[0]
    assert b"fine-tune" in service.files[0]
    assert [tuner.look("ftjob-1").state for _ in range(2)] == ["queued", "running"]
    done = tuner.look("ftjob-1")
    assert (done.state, done.model, done.trained_tokens) == ("succeeded", "ft:mine", 900)
    assert tuner.events("ftjob-1") == ("step 1", "step 2")
    assert {usage.purpose for usage in bench.usages} == {"tune"}


def test_it_is_cancelled(tuner: Tuner, service: Service) -> None:
    assert tuner.cancel("ftjob-1").state == "cancelled"
    assert service.cancelled


def test_a_training_that_failed_says_why_in_one_line(tuner: Tuner, service: Service) -> None:
    service.looks = ["failed"]
    assert tuner.look("ftjob-1").reason == "bad line 3"


def test_success_without_a_model_is_none(tuner: Tuner, service: Service) -> None:
    service.faults["GET /fine_tuning/jobs/ftjob-1"] = (200, '{"id": "x", "status": "succeeded"}')
    assert tuner.look("ftjob-1").state == "failed"


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, "{}"),
        (405, "<h1>Method not allowed</h1>"),
        (410, "{}"),
        (501, "{}"),
        (400, '{"error": {"message": "Fine-tuning is not available for this model"}}'),
        (403, '{"error": {"message": "New fine-tuning jobs are no longer accepted."}}'),
    ],
)
@pytest.mark.parametrize("act", ["POST /files", "POST /fine_tuning/jobs"])
def test_that_nobody_trains_there_is_an_answer(
    tuner: Tuner, service: Service, act: str, status: int, body: str
) -> None:
    service.faults[act] = (status, body)
    with pytest.raises(NotOffered, match="trains no models"):
        tuner.upload(LINES) if "files" in act else tuner.begin("file-1", None)


@pytest.mark.parametrize(
    ("status", "body", "permanent", "says"),
    [
        (401, "{}", True, "refused the key"),
        (429, "{}", False, "too many requests"),
        (500, "{}", False, "fault"),
        (400, '{"error": {"message": "line 3 is wrong"}}', True, "did not accept"),
        (200, "<html>hello</html>", False, "not a model endpoint"),
        (200, '{"id": ""}', False, "not a model endpoint"),
    ],
)
def test_an_outage_is_an_outage(
    tuner: Tuner, service: Service, status: int, body: str, permanent: bool, says: str
) -> None:
    service.faults["POST /files"] = (status, body)
    with pytest.raises(ModelUnavailable, match=says) as caught:
        tuner.upload(LINES)
    assert caught.value.permanent is permanent


def test_a_training_that_is_gone_is_no_missing_service(tuner: Tuner, service: Service) -> None:
    service.faults["GET /fine_tuning/jobs/ftjob-1"] = (404, "{}")
    with pytest.raises(ModelUnavailable):
        tuner.look("ftjob-1")


def test_without_a_model_to_start_from_nothing_is_asked(bench: Bench) -> None:
    with pytest.raises(NotOffered, match="No model is named"):
        bench.open().tuner()
    assert "tune" not in bench.open().offers
    assert bench.server.requests == []
