"""Once over a real socket: the pool, the headers and the end of a reply are the library's own."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import httpx2
import pytest
from pydantic import BaseModel

from flowery.models.port import Request
from flowery.words.errors import ModelUnavailable
from tests.models.server import Bench


class Smell(BaseModel):
    smell: str


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    connections: ClassVar[set[tuple[str, int]]] = set()
    accepted: ClassVar[list[str | None]] = []

    def do_POST(self) -> None:
        self.connections.add(self.client_address)
        self.accepted.append(self.headers["Accept-Encoding"])
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        smell = json.dumps({"smell": asked["messages"][1]["content"]}, ensure_ascii=False)
        reply = json.dumps({"choices": [{"message": {"content": smell}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_: object) -> None:
        """Nothing is printed in tests."""


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()


def test_one_connection_serves_many_answers_unpacked(bench: Bench, address: str) -> None:
    models = bench.open(httpx2.HTTPTransport(), openai_base_url=address)
    for smell in ("rain", "비", "🌹"):
        asked = Request(purpose="read", system="Repeat.", user=smell)
        assert models.answer(asked, Smell).smell == smell
    assert len(Answering.connections) == 1
    assert set(Answering.accepted) == {"identity"}


def test_nobody_there(bench: Bench, address: str) -> None:
    closed = address.rsplit(":", 1)[0] + ":1/v1"
    models = bench.open(httpx2.HTTPTransport(), openai_base_url=closed)
    with pytest.raises(ModelUnavailable, match="cannot be reached"):
        models.answer(Request(purpose="read", system="Repeat.", user="rain"), Smell)
