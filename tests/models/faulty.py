"""An endpoint on a real socket that fails in every way a network can, and answers when it is well.

Knows bytes and sockets. Knows nothing of who asks.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any

from tests.models import wire

Fault = Callable[["Conversation"], None]

SAYS: Mapping[str, object] = {
    "FullerWords": {"text": "Lilac at the gate, and tar."},
    "SmellsRead": {"smells": []},
    "QuestionRead": {"parts": []},
    "WordedAnswer": {"answer": "These were chosen for the lilac.", "sentences": []},
}
_HANG = 5.0  # seconds; longer than any test waits


class Conversation(StreamRequestHandler):
    """One connection. A fault takes the request's place in line and may end the connection."""

    server: Endpoint

    def handle(self) -> None:
        with suppress(OSError, ValueError):
            while (asked := self._request()) is not None:
                self.server.asked.append(asked)
                (self.server.fault or well)(self)

    def reply(self, status: int, body: bytes, length: int | None = None, **headers: str) -> None:
        """An answer, whose header may promise another length."""
        told = {"Content-Length": str(len(body) if length is None else length), **headers}
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in told.items())
        self.wfile.write(f"HTTP/1.1 {status} Told\r\n{lines}\r\n".encode() + body)
        self.wfile.flush()

    def wanted(self) -> str:
        """The name of the shape that was asked for last."""
        form = self.server.asked[-1].get("response_format") or {}
        return str(form.get("json_schema", {}).get("name", ""))

    def _request(self) -> dict[str, Any] | None:
        """What was asked: nothing where only something is looked up, None once nobody asks."""
        length = 0
        if not self.rfile.readline():
            return None
        while (line := self.rfile.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        body = self.rfile.read(length)
        return dict(json.loads(body)) if body else {}


class Endpoint(ThreadingTCPServer):
    """The server, with the fault it has now (none: it is well) and what it was asked."""

    daemon_threads = True
    block_on_close = False  # a hang would be waited for

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.fault: Fault | None = None
        self.asked: list[dict[str, Any]] = []

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def running() -> Iterator[Endpoint]:
    with Endpoint() as endpoint:
        Thread(target=endpoint.serve_forever, args=(0.05,), daemon=True).start()
        yield endpoint
        endpoint.shutdown()


def said(content: str | None, **message: object) -> bytes:
    """The body of a chat reply."""
    return json.dumps(wire.chat(content, usage=False, **message)).encode()


def well(line: Conversation) -> None:
    """What is wanted, in the shape that is wanted."""
    line.reply(200, said(json.dumps(SAYS[line.wanted()])))


def hangs(line: Conversation) -> None:
    time.sleep(_HANG)


def drips(line: Conversation) -> None:
    line.reply(200, b"{", length=1000)
    _drop_by_drop(line, b" ")


def drips_its_head(line: Conversation) -> None:
    line.wfile.write(b"HTTP/1.1 200 Told\r\nX-Patience: ")
    _drop_by_drop(line, b"-")


def _drop_by_drop(line: Conversation, drop: bytes) -> None:
    until = time.monotonic() + _HANG
    while time.monotonic() < until:
        line.wfile.write(drop)
        line.wfile.flush()
        time.sleep(0.05)


def resets(line: Conversation) -> None:
    line.reply(200, b'{"choices": [', length=1000)
    resets_at_once(line)


def resets_at_once(line: Conversation) -> None:
    line.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.connection.shutdown(socket.SHUT_RD)
    line.connection.close()


def hangs_up(line: Conversation) -> None:
    """As a server does that closed the connection while it was idle."""
    line.connection.shutdown(socket.SHUT_RDWR)


def breaks_off(line: Conversation) -> None:
    line.reply(200, b'{"choices": [', length=1000)
    line.connection.shutdown(socket.SHUT_RDWR)


def half_json(line: Conversation) -> None:
    line.reply(200, b'{"choices": [{"message": {"content": "')


def fault_of_theirs(line: Conversation) -> None:
    line.reply(500, b'{"error": {"message": "you wrote: Lilac"}}')


class Recovering:
    """A fault, so many times for each request, and then it is well."""

    def __init__(self, fault: Fault, times: int) -> None:
        self._fault = fault
        self._times = times
        self._had: Counter[str] = Counter()

    def __call__(self, line: Conversation) -> None:
        request = json.dumps(line.server.asked[-1])
        self._had[request] += 1
        (self._fault if self._had[request] <= self._times else well)(line)


def an_hour(line: Conversation) -> None:
    line.reply(429, b"{}", Retry_After="3600")


def a_page(line: Conversation) -> None:
    line.reply(200, b"<html>Please sign in</html>", Content_Type="text/html")


def no_choices(line: Conversation) -> None:
    line.reply(200, b'{"choices": []}')


def another_shape(line: Conversation) -> None:
    line.reply(200, said('{"odour": null, "text": 7}'))


def null(line: Conversation) -> None:
    line.reply(200, said("null"))


def wrong_types(line: Conversation) -> None:
    wrong = {"text": None, "smells": "lilac", "answer": ["x"], "sentences": {}, "parts": 3}
    line.reply(200, said(json.dumps(wrong)))


def declines(line: Conversation) -> None:
    line.reply(200, said(None, refusal="I will not smell that."))


def endless(line: Conversation) -> None:
    """A hundred megabytes."""
    line.reply(200, b'{"choices": [', length=100 * 1024 * 1024)
    for _ in range(100):
        line.wfile.write(b" " * 1024 * 1024)
